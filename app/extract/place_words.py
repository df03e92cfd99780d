"""The words around names that tell a place from a person, an organization or a common word."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BEFORE = _words("""
    in at near from outside around inside across throughout to into toward towards through via reach
    reached northern southern eastern western north south east west central downtown northeastern
    northwestern southeastern southwestern north-eastern north-western south-eastern south-western leave
    left visit visited visiting leaving entered entering seized captured overran retook recaptured stormed
""")
"""Words before a known name that say it is a place."""

INTO_UNKNOWN = _words("""
    in near outside around fled flee fleeing evacuated besieged shelled retook recaptured liberated
""")
"""Words before an unknown name that say it is a place; "at" is as often before a company."""

TAKING = _words("""
    control controls controlled controlling hold holds held holding capture captures captured capturing
    seize seizes seized seizing took take takes taken taking entered entering reached reaching left leaving
    surrounded surrounding stormed storming attacked attacking bombed bombing
""")
SHARES = _words("control whole all most half part parts rest")
"""Words before an unknown name, itself or with "of", that say it is a place, where the text has a town."""

TRUSTED = _words("""
    confidence trust faith believe believes believed belief interest interested invest invested
    investment stake stakes share shares role
""")
"""Words after which "in" says nothing of places."""

PLACE_NOUNS = _words("""
    province provinces district districts city cities region village villages town towns county
    municipality governorate prefecture suburb neighbourhood neighborhood capital port outskirts streets
    people residents north south east west siege battle fall mayor governor island islands state
    republic border northeast northwest southeast southwest provincial
""")
"""Nouns that go with a place's name: "Herat province", "the outskirts of Kabul"."""

PLACE_AFTER = _words("""
    province district city region village town county governorate prefecture municipality island islands
    state airport airfield
""")
"""Nouns that may have a capital after a place's name: "Herat Province"."""

EXPLAINING = _words("capital city town village district province region port suburb")
"""Nouns that tell what was just named: "Qala-i-Naw, the provincial capital"."""

SITE_HEADS = _words("camp fort mount lake")
"""First words of a site's name: "Camp Bastion"."""

SITES = _words("""
    airport airfield airbase camp base beach island square mountain valley park prison
""")

ORGANIZATION_BEFORE = _words("""
    university bank ministry institute college school church bishop archbishop museum department embassy
    emirate society association federation council academy court house royal party kingdom government
    parliament assembly voice times journal confederation
""")
"""Heads of names that go on with "of": "Bank of England"."""

ORGANIZATION_AFTER = _words("""
    university ministry times post herald tribune journal gazette news united fc club airlines airways
    bank council parliament government police court party congress senate institute group corporation
    company inc ltd association federation union college school hospital museum church accord agreement
    treaty conference olympics cup league rovers athletic press radio tv television agency department
    stadium street road avenue bridge rangers lakers bulls red dodgers giants yankees
""")
"""Words after a place's name that make it an organization's or a thing's: "Kabul University"."""

NO_PLACE = _words("""
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec spring summer autumn winter christmas easter ramadan eid lent
    thanksgiving halloween passover i the a an and but or if in on at by for of to from with as it he
    she they we you this that these those there what when where who why how his her its their our my
    your no not yes so then than all some many most both one two three four five six seven eight nine
    ten also after before while although because since until parliament congress senate house court
    cabinet government commons lords westminster commission council god islam christianity judaism
    hinduism buddhism latin arabic hebrew hindi urdu pashto dari english internet facebook twitter
    google youtube instagram whatsapp telegram tesla apple amazon microsoft covid coronavirus nato eu un
    bible quran koran koranic olympics brexit premier president prime minister king queen prince
    princess general colonel captain major reuters associated press afp bbc cnn union central date bar
    mission university much deal same ministry police army navy taliban isis hamas hezbollah republican
    update breaking exclusive correction analysis factbox explainer opinion watch live
    republicans democrat democrats labour conservative conservatives
""")
"""Words that never are the name of a place, though a town may be called so."""

REGIONS = frozenset(
    {
        "africa",
        "antarctica",
        "asia",
        "europe",
        "latin america",
        "middle east",
        "north america",
        "south america",
    }
)
"""Parts of the world that no gazetteer of countries and cities lists."""

TITLES = _words("""
    mr mrs ms miss dr sir lord lady dame prof professor president minister senator sen rep gov governor
    king queen prince princess general gen colonel col captain capt major maj sergeant sgt lieutenant lt
    judge justice secretary chancellor ambassador spokesman spokeswoman spokesperson chairman director
    pope bishop imam mullah sheikh mayor congressman congresswoman representative officer detective
    inspector coach
""")
"""Words before a person's name."""

GIVEN_NAMES = _words("""
    james john robert michael william david richard joseph thomas charles christopher daniel matthew
    anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason
    jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel
    gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam nathan henry douglas
    peter zachary kyle walter harold carl jeremy keith roger arthur terry sean gerald ethan lawrence
    albert joe jesse billy bruce willie bryan alan juan philip boris vladimir barack hillary bill jim
    tom tim tony ben sam max leo luke simon neil graham ian colin mary patricia jennifer linda elizabeth
    barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley kimberly emily donna
    michelle carol amanda melissa deborah stephanie rebecca laura cynthia kathleen amy angela shirley
    anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet
    catherine maria heather diane ruth julie olivia joyce kelly christina joan evelyn judith megan
    cheryl andrea hannah martha jacqueline frances gloria ann anne teresa kathryn sara janice jean alice
    julia grace jane denzel mohammad mohammed muhammad ahmad ahmed ali hassan hussein abdul abdullah
    ibrahim omar mahmoud mustafa khalid hamid ashraf zabihullah suhail narendra xi kim jens ursula
    emmanuel recep bashar ariel yasser nelson fidel hugo luiz carlos miguel pedro luis jorge antonio
    marco mario giuseppe paolo hans klaus jürgen sergei sergey dmitry ivan igor mikhail nikolai alexei
    oleg yuri viktor olga natalia svetlana
""")
"""Given names that are common in news."""

ALWAYS_UNSURE = GIVEN_NAMES | _words("""
    allen aurora austin bar bari bath batman battle bay beach bell bend black blackburn bolton born
    boulder bradford brown buffalo burnley burton bury cali cameron campbell cannock carolina carson
    celle central centurion chad chandler charlotte chelsea clayton clinton columbus commerce concord
    corby cork craig crawley cuba cypress dakota date deal derby diego dover durham eagle enterprise
    essen ferrara florence ford franklin garland georgia gilbert gore gray green grey hagen halle
    hamilton hamm henderson hill holland hope hull independence india industry irving israel jackson
    jamaica jefferson jersey jordan kenya king kingston lake lancaster laval lens leon liberty lincoln
    lloyd logan long madison male man markham marshall medina mesa mission mobile monroe montana mora
    most murray nice norfolk normal norman orange orlando paradise paris park pasto phoenix preston
    price progress providence queens reading regina richmond riverside rolle roman rugby sale salem
    salvador sandwich santos savannah siena sparks split springs stockton surprise surrey taylor tours
    troy turkey union van vaughan verona victoria virginia warren washington weed wellington wells white
    windsor young
""")
"""Names of places that also are words or persons' names, which capitals do not tell apart."""
