"""Given names that are common in news, for telling persons from firms and "he" from "she".

Names that are mainly places are left out; those that men and women share stand in `EITHER`. A name that is
missing only means that other signs must tell.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MEN = _words("""
    aaron abdel abdelaziz abdul abdullah abdulrahman abebe abiodun abiy adam ade adebayo adel adrian adriano
    afonso agus ahmad ahmed ahmet ajay akbar akhil akinwumi akira akram alain alan alasdair alassane albert
    alberto aldo aled alejandro aleksandar aleksandr aleksei alessandro alessio alexander alexandr alexandre
    alexei alfie alfonso alfredo algirdas ali alin almaz alonso amadou aman amin amir amit amr anand anatoly
    anders andrea andreas andrei andrew andrey andris andriy andrus andrzej andré andrés angelo angus anil
    anthony antoine anton antonio antti anwar archie arkady armando arnaud artem arthur arturo arun arvind
    arvo ashok ashraf ashwin asif askar aung aurélien avi avigdor aydin ayodele aziz babatunde bakhtiyor
    bambang baptiste barack bart bashar bassam bekele bela ben bence benigno benjamin benny benoît bernard
    bernardo bernd bernhard bernie bertrand bilal bilawal bill billy bin binyamin bjorn björn bogdan bohdan
    bola bongbong boris boubacar brandon branko brian bruce bruno bryan budi burak bülent caio callum carl
    carlo carlos catalin cees cem cemal chaim charles charlie cheikh chidi chike chinedu christian christoph
    christophe christopher chukwuemeka ciaran ciro claudio clément colin conor cormac corrado craig cristian
    cristóbal cyril cédric césar dafydd dai daisuke damien dan daniel dario david davide dawit declan dedi
    deepak denis dennis denzel didier diego dieter dimitri dimitrios dimitris dinesh dirk dmitri dmitry
    dmytro domenico domingo donald douglas dov dragan duarte duc duncan dung dusan duterte eamon eberhard
    ebrahim ed edgar edmund edouard edson eduardo edward edwin efrain efraín ehud eino eko elias elijah elio
    emeka emil emilio emmanuel emmerson emomali emre emrys enrico enrique enver enzo eoin ephraim erdal
    erdogan eric erik ernest ernesto ernst esmail esteban ethan etienne ettore eugene eusebio ewan ezra
    fabien fabio fabrice fabrizio faisal farid farouk fatih fawad fawzi federico felipe felix femi feng
    ferdinand ferenc fergus fernando fidel filippo finn florian florin flávio francesco franco francois
    frank franz françois fraser fred freddie frederick fredrik friedrich fritz frédéric fuad fumio fyodor
    fábio gabor gabriel gang gareth gary gautam gavin gaël geert gennady gennaro geoffrey george georges
    georgios geraint gerald geraldo gerd gerhard gert ghani gheorghe gholam giacomo gianluca gianni gideon
    gilbert gilberto gilles gints giorgio giorgos giovanni girma gitanas giulio giuseppe glenn gonzalo
    goodluck gopal goran gordon gotabaya graham greg gregory grigory grzegorz grégoire guglielmo guido
    guillaume guillermo gunnar gustav gustave gustavo guy gyorgy györgy gábor gérald gérard günter günther
    habib hadi hai haile hailemariam hakainde hakan hakim haluk hamad hamid hamish hamza hani hans hari
    harish harold haroon harry haruki hasan hashim hassan heiko heinrich heinz helmut hendra hendrik henri
    henrik henrique henry herbert hermann hernán hervé hideo hiroshi hisham horst hosni hossein howard hugh
    hugo hung hussein huw håkan héctor hüseyin iain ian ibrahim ibrahima ichiro ieuan ifan ifeanyi ignacio
    igor ihor ikenna ilya imran ioannis ion ionut isaac islam ismael ismail issa istvan istván itamar ivan
    ivar ivica iván jaap jabu jacek jack jacob jacques jae-in jagdish jaime jair jake jamal james jan janis
    janos janusz jarmo jaroslaw jarosław jason jasur javad javier jay jean jeff jeffrey jens jeremy jeroen
    jerry jerzy jesse jesús jian jim jinping joachim joao joaquim joaquín jochen joe joel johan johann
    johannes john joko jomo jon jonas jonathan jong-il jong-un joon joost jorge jorgen jose joseph joshua
    josip josué josé jozsef joão juan juhani jukka julian julien julio juma jun jurgen juri juris justin
    jános jérôme józsef jørgen jürgen jüri jānis kaarel kai kamal kamau kamlesh kapil karan kari karim karl
    kassym-jomart kazuo kebede kees keir keith kemal ken kenji kenneth kenta keqiang kerem kevin kgalema
    khaled khalid khalil kieran kimani kipchoge kiran kirill kjell klaas klaus knut kofi koji kojo konrad
    konstantin konstantinos kostas krishna krzysztof kumar kunle kurmanbek kurt kwame kwasi kyle kyriakos
    lachlan lalit lance larry lars lasse laszlo laurent lawrence leandro lech lei leni leonard leonid leslie
    leszek levy lewis liam lindiwe liviu lloyd logan lorenzo lothar louis loïc luc luca lucas luciano ludwig
    luigi luis luiz lukas luke lászló maarten magnus mahathir mahdi mahesh mahinda mahmoud makoto maksim
    malcolm malik mamadou mandla manfred manish manmohan manoel manoj mansour manuel marc marcel marcelo
    marco marcos marcus marek marian mariano mario mariusz mark marko markus mart marten martin marvin
    marwan masato mason massimo mateo mateusz mathieu mats matteo matthew matthias matti mattia maurice
    mauricio maurizio max maxim maxime mazen mehdi mehmet meles menachem mengistu metin michael michal
    michał micheal michel michele miguel mihai mika mikael mike mikhail miklos miklós milan miles milorad
    milos min ming minh miroslav mirosław mitch mitchell mitt mladen mohamad mohamed mohammad mohammed mohan
    mohsen moisés moon-soo morgan moritz morten moses moshe mosi moussa mubarak mugisha muhammad muhammadu
    mukesh mukhtar mulugeta munir murat murdo mustafa mustapha mwai mykola myung-bak márcio nabil nader
    naftali naji najib naoto narendra naresh nasser nathan naveen nawaf nawaz nebojsa necmettin neil nelson
    nenad neville newt nguyen niall nicholas nick nicola nicolae nicolas nicolás niels nigel nikhil nikita
    nikola nikolai nikos nils nino nitin njoroge nkosi noah noor norbert norman nuno nursultan obinna
    ochieng octavio odhiambo oisin okan okello ola olaf olav ole oleg oleksandr oleksiy oliver olivier olof
    olu olusegun omar opio orhan osama oscar oskar osman otabek otieno otto ousmane owen pablo padraig
    panagiotis pankaj paolo pascal pasquale patrice patrick paul paulo pavel paweł pedro pekka per perry
    pervez petar peter petri petro phil philip philippe phillip phuc piero pierre piet pieter pietro piotr
    pita pontus prabowo pradeep prakash praveen prawit prayut predrag pyotr qasim qassem qiang quang quentin
    rachid radek radosław radu rafael rafik raghav rahim rahul raila raimonds rainer raj rajesh rajiv
    rajnath rakesh ralf ram ramesh rami ramón rand randy ranil raphaël rashid rasmus ratko ravi ray raymond
    raza razak raúl recep rein reinhard renato renzo rené reuven reza rhodri rhys riad ricardo riccardo
    richard rick rishi ritesh rob robert roberto rod rodrigo rogelio roger rohit roland rolf romain roman
    romano ron ronald ronan rory ross roy ruairi rudolf rui rupert ruslan russell rustam ruud ryan ryo rémi
    rüdiger saad sachin saddam sadegh sadyr saeed salah saleh salim salman salvador salvatore sam sami samir
    samuel sandeep sander sandor sandro sanjay sanjeev santiago santosh satish satoshi sauli saulius sayed
    scott seamus sean sebastian segun sekou selahattin selim semyon seok-youl serge sergei sergey sergio
    serhiy serkan seth seydou shafiq shahbaz shane sharif shashi shaun shehbaz sherzod shigeru shimon shinji
    shinzo shiv siddharth sidney siegfried sigmar silvio simon siphiwe sipho sizwe sjoerd slobodan somchai
    soren sorin souleymane spencer spyros srdjan ssemanda stan stanislav stanisław stanley stavros steen
    stefan stefano sten stephen steve steven stipe stuart stéphane subhash sudhir suhail suharto sukarno
    suleyman sultan sunil suresh surya susilo sven sverre sylvain sándor sébastien sérgio søren süleyman
    taavi tadesse tadeusz tadhg tahir takashi takeshi talal tamas tamim tamás tao tapio taras tarek tariq
    taro tayyip ted teguh tendai terry tesfaye tetsuo thabo thaksin thant thein themba theo theodore
    theodoros thiago thibault thierry thilo thomas thor thorsten théo tiago tim timo timothy timur tito
    tobias todd toivo tom tomasz tomislav tommaso tomás tony toomas tor torsten toru traian travis trevor
    tshepo tuan tun tunde turgut tyler uche uday udo ufuk uhuru ulf ulrich umaru umberto uri urmas uwe
    valdemar valdis valerio valery van vangelis vasco vasile vasily vernon vicente victor viet viggo vijay
    vikas vikram viktor ville vincent vincenzo vinod vishal vitaly vittorio vladimir vladislav vojislav
    volkan volker volodymyr vusi vyacheslav vytautas wael wagner walid wallace walter walther wanyama warren
    wayne wei wekesa werner wesley wilhelm will willem william willie wim win winfried wiranto wojciech
    wolfgang wouter xavi xavier xiaoping yaakov yahya yair yanis yann yannick yannis yaroslav yash yasin
    yasser yassin yasuo yaw yemi yevgeny yitzhak yoav yogi yoichi yonas yoon yosef yoshihide younis yousef
    youssef yoweri yudi yuki yuri yusuf yves zabihullah zach zachary zahir zaid zakaria zaw zbigniew zedong
    ziad zlatan zola zoltan zoltán zoran zsolt zulfikar álvaro édouard étienne ömer özgür
""")
WOMEN = _words("""
    aaliyah aarti abeer abena abigail achieng ada adaeze adaobi adhiambo aditi adjoa adriana adwoa adèle
    afua agata agathe agnes agnese agnieszka agnès aicha aigul aikaterini aiko aili ailsa aino ainura aisha
    aisling akiko akinyi akoth alejandra aleksandra alessandra alexa alexandra alice alicia alicja alina
    aline alison alka alla allison ama amal amanda amara amelia amina aminata amira amparo amrita amy amélie
    ana ananya anastasia anaïs anca anda andrea andreea aneta angela angelina angharad angélica anikó anita
    anjali anju anke ankita ann anna annabel annalena anne anne-marie annegret anneke anneli annemarie annie
    annika antje antonella anu anuradha anyango aoife aparna april araceli archana arianna arlene arpita
    asako asantewaa asha ashley asma asmaa assunta aster astrid atieno audrey aung-san aurora aurore aurélie
    aušra ava avigail awa awino aya ayako ayelet ayesha aylin ayse aysel ayu ayşe azadeh azza babirye bahia
    baiba barbara barbel bathabile beata beate beatrice beatriz becky belinda bella belén benazir bernadette
    beth bethan bethany bettina betty bharti bianca biljana bintou birgit birgitta birtukan blanca boglárka
    bonnie bożena branka brenda bridget brigitte britt bronwen bruna bríd bukola bushra busisiwe bärbel
    béatrice bénédicte camilla camille canan candice caoimhe capucine carla carlota carmen carol carola
    carolina caroline carolyn carys cassandra catalina catarina caterina catherine catriona cecilia celia
    ceren cerys chantal charlene chebet chelsea cherono cheryl chiamaka chiara chidinma chika chimamanda
    chinwe chioma chitra chiyo chloe christel christelle christiane christina christine chulalak ciara citra
    claire clara claudia clotilde cláudia clémence colette colleen concepción connie consuelo corazon corina
    corinne cornelia courtney cristeta cristiane cristina crystal cynthia cécile céline dace dagmar dagny
    daisy daiva dalia dana daniela danielle danuta daphne daria dariga darya daw dawn deborah debra deepa
    deepika defne deirdre delia delphine deniz dewi diana diane dikeledi dilma dilnoza dimitra dina dineo
    divya dolores donatella donna dora doris dorit dorota dorothea dorothy dovilė dragana débora dóra ebba
    ebru edeltraud edit edith eduarda eeva efrat efua eha eileen eilidh eilis eimear eirlys ekaterina ekua
    elaine eleanor elena eleni eleonora eleri elif elin elina elisa elisabeth elisabetta elise elizabeth
    elke ella ellen ellie elodie eloise els elsa elsbeth elsie elspeth elvira elżbieta emiko emilia emily
    emine emma emmanuelle endang ene enrica eri erica erika erin esi esmee esperanza esra estela estelle
    esther eszter etsuko eugenia eun-hye eva evangelia eve evelyn evika ewa ewurama eyerusalem fabienne
    fadia fairuz faith fang farah farzaneh fatema fatemeh faten fatima fatimah fatma fatou fatoumata
    federica felicity femke fernanda feruza ffion filipa filomena fiona fiorella fitri flora florence flávia
    folake fotini frances francesca francisca franziska françoise freja freya frida friederike fumiko funke
    funmi fátima gabriela gabriele gabriella gabrielle gail galina gamze gayatri gemma genet geneviève
    georgia georgina geraldine gerd gesine geun-hye ghada ghislaine giada giedrė gillian gina ginevra ginny
    gioia giorgia giovanna gisela gita giulia giuliana giuseppina gladys gloria golda golnaz gordana grace
    graciela grazia grażyna greta grete gro gráinne guadalupe gudrun gugu gulnara gulnora gwen gwenllian
    gwyneth györgyi gül gülşen habiba hadeel hafsa hagit hajar hala halima halina halyna hana hanako hanan
    hande hanin hanna hannah hanne hannelore harriet haruka hatice hazel heather hedda hege heidemarie heidi
    heike helen helena helga helle heloísa hema hiba hilde hildegard hillary hiroko hirut hitomi hoa hoda
    holly hong hope huda hui huong hyun-jung hélène hülya ida ifeoma ifeyinwa ilaria ildikó ilse ilze iman
    imelda imogen inas indah indira ineke inese inga inge ingeborg inger ingrid ingrida inna inonge intan
    inès inés inês ioana ioanna iona irene irina iris iryna isabel isabella isabelle isla ivana ivone ivy
    iwona jacinda jackie jacqueline jadranka jadwiga jamila jan jane janet janice jantien jasmine jasna jaya
    jayalalithaa jeanette jeanne jelena jemima jennifer jenny jepkosgei jessica ji-young jill jing joan
    joana joanna joanne jocelyne jodie johanna joice joke jolanta josefina josephine joyce juan juana judit
    judith judy julia julie juliet julieta juliette jumana june junko jurgita justyna jutta jyoti júlia
    kadri kagwiria kaisa kaja kajal kalpana kamala kanimozhi kaori karen karin karine karla karolina kartika
    katalin katarina katarzyna kate katerina katherine kathleen kathryn katie katja katri katrin katrine
    katya kavita kawthar kay kazuko kehinde keiko kelly kemigisha kersti kerstin khadija khady khin
    khrystyna kimberly kinga kira kiran kirsten kirsty klára kolinda komal kristen kristin kristina kristīne
    krisztina krystyna ksenia kumiko kyoko kyriaki külli laetitia laila laima lakshmi lalita lamia lan
    larisa larissa lata latifa laura laure lauren layla leah leanne leela leena leila lena lene leni leonor
    lerato lesley lestari lesya leticia letizia leyla lidia lieke liene liina liisa lijuan lilia liliana
    lily limor lina linda lindani lindiwe ling linh linn lisa lisbeth lise liv livia liya liz ljiljana loes
    lois lola loredana loren lorena lorna lorraine louise lourdes lubna lucia lucie lucille lucrezia lucy
    lucía ludmila luisa luz luísa lydia lynn lynne lyubov lyudmila léa lúcia maaike maarit madalena
    maddalena madeleine madhuri madina mae maeve magdalena maggie maha mahsa mai mairead mairi maisa maja
    makena makiko malak malala malika malin malini mamata mamphela manal mandy manisha manon manuela mara
    maram marcela marcella marcia maren margaret margareta margarita margaux margherita margit margot
    margrethe margriet maria mariagrazia mariam mariama marian mariana marianne maribel maricarmen marie
    marie-claire marija marijke mariko marilyn marina marine marion maris marisa marisol marit marja
    marjorie marju marlene marlies marloes marlène marta marte martha martina martine mary maryam masha
    masih mathilde matilde maud maureen maxine mayawati maysoon mayumi małgorzata meaza meena meera mega
    megan megawati megha megumi meike meiling melanie melek melissa meltem menaka menna meral merav mercedes
    mercy merja merve meseret mette mhairi mi-kyung mia micaela michela michele michelle michiko michèle
    mieke mihaela miho mika miki mildred milena min-jung mina minako mireille mirella miri miria miriam
    mirja mirjana misaki mitra mitsuko miyuki moira molly momoko mona monica monika monique moraa morag mpho
    mukta mulu muna muriel mutale muthoni mwende máire márcia mária márta mélanie mónica nabila nada
    nadezhda nadia nadine naglaa naima najat najwa nakato naledi nalini nalubega namukasa nancy nandini nang
    nankya naoko naomi narges nargiza nasrin natalia natalie nataliya natalya natasa natasha nathalie
    nathália natividad natsuko nattaya nawakwi nawal nazlı ndidi neda neelam neha nele nell nelleke nermin
    nerys nesma nesrin nevena ngoc ngozi nhung nia niamh nicola nicole nicoletta nidhi nigora nihal niki
    nikki nilar niloofar nilüfer nina ningsih nirmala nisha njeri nkechi nkosazana nnedi nneka noa noelia
    noha nomsa nomvula nomzamo nonhlanhla noor nora noriko norma nosipho nour noura noémi noémie nthabiseng
    ntombi nuala nur nurcan nuria nyambura nyokabi oana obiageli oby odile ogechi oksana oleksandra olena
    olga olivia oluchi omotola onyeka oppah oprah orla orly orna ornella orsolya padma paivi palesa pallavi
    paloma pam pamela paola parisa parvin pascale patricia patrizia patrícia paula pauline peggy pelin
    penelope penny pernille petra phoebe phumzile phuong phyllis piia pilar pimchanok pinar ping piret
    pirkko polina polly pooja poonam poppy pratibha preeti priscilla priti priya priyanka putri päivi pınar
    qing rachel radha raffaella ragnhild rahaf rahayu raisa rajni raluca ramatou ramona ramunė rana randi
    rani rania raquel rasa rasha rashmi ratana ratna rebecca reem reena refilwe regina rekha renata renate
    renu rhian rhiannon rhoda rie riikka riina riitta rika rim rima rina rini risa rita ritu ritva roberta
    robin rocío rola ronit rosa rosalind rosaria rosario rose rosemarie rosemary rosie rosângela roxana
    roxanne roya roza ruba ruchi rudo rumbidzai rumi rupa ruta ruth ryoko réka róisín rūta sabah sabine
    sabrina sachiko sadako sadhvi safiya sahar sahle-work sally salma saltanat samantha samar samia samira
    sana sanae sandra sangeeta sanja sanna sanne saoirse sara sarah sari sarita saroj saskia satomi satu
    savita sayaka seema seiko selin selina sema sepideh serena setareh setsuko sevara sevgi shabana shadia
    shahnoza shaima shaimaa shaked shannon shanti sharmila sharon sheila shelley shelly sherine shikha
    shilpa shira shirin shirley shizuka shobha shohreh shona shreya shruti sian sibel sibongile signe sigrid
    siham silje silke silvana silvia simi simin simona simone sinead sinéad siobhan siobhán siri sirikit
    siriporn sirpa siti siv siân slavica smita smriti sneha snezana snežana sofia sofya sofía soha solange
    soledad solveig solène sonal sonia sonja soo-jin sophia sophie sorcha souad specioza sri stacey stefania
    steffi stella stephanie stina suad sudarat sudha sue suha sujata suman sumaya sumiko sumitra sunita
    sunniva susan susana susanne sushma susi suu suzan suzanne svenja svetlana swati sylvia sylvie szilvia
    ségolène sónia tahani takako tal tamaki tamar tamara tanja tansu tanvi tara tarja tatiana tatyana
    tawakkol tebogo temitope tendayi teresa teresita tess thandeka thandi thao thelma thembi theresa thiri
    thu thuli thuy thérèse tiffany tigist tiina tiiu tijana tina tineke ting tirunesh titilayo tomoko tone
    tove tracey tracy trang tri triin trine tsehay tsitsi tuba tulsi turid tuula tuyet tzipi tânia tímea
    tülay ulla ulrika ulrike uma unathi unni ursula urszula urve usha uta ute uzoma vaira valentina valerie
    valérie vandana vanessa vasiliki vasundhara vera veronica veronika verónica vesna vibeke vicky vidya
    vijaya viktorija viktoriya vilija vimala viola violet viorica virginia virginie vita vittoria vitória
    vivian vânia véronique wafaa wairimu waltraud wambui wanda wangari wanjiku wanjiru wati wendy whitney
    widad wilma winifred winnie wulan xia xiaoling ximena xiuying yaa yael yaffa yan yanti yasemin yasmin
    yasmine yasuko yekaterina yelena yeliz yen yetunde yevgenia yin ying ying-wen yingluck ylva yoko yolanda
    yolande yoon-jung yoshiko yue yuka yukiko yulia yuliya yumi yumiko yun yuriko yvette yvonne zahra zainab
    zane zanele zawadi zehra zeinab zenebech zeynep zhen zinaida zineb zodwa zoe zofia zorica zoya zrinka
    zsuzsa zsuzsanna zsófia zulfiya ágnes élodie émilie éva özlem úna şule
""")
EITHER = MEN & WOMEN
"""Names that tell nothing of who bears them."""
GIVEN = MEN | WOMEN


def is_woman(name: str) -> bool | None:
    """Tell what a given name says of its bearer; None if nothing."""
    plain = name.casefold()
    if plain in EITHER or plain not in GIVEN:
        return None
    return plain in WOMEN
