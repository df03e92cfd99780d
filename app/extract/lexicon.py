"""Words that reading rests on: what names an organisation, a role, a crowd, an attitude."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ORGANIZATIONS = _words(
    "front ministry department police army navy military government party agency group company court union "
    "council committee university hospital bank commission association authority authorities "
    "organization organisation network channel newspaper newspapers magazine service office bureau "
    "force forces militia administration campaign institute foundation firm corporation federation "
    "assembly parliament senate congress house cabinet church club team league airline club embassy "
    "mission coalition alliance movement board panel tribunal news tv television radio times post "
    "journal herald tribune guardian telegraph reuters press media center centre college school inc "
    "corp ltd llc co plc trust fund society chamber rebels insurgents"
)
"""Common nouns that head the name of an organisation."""

FIRMS = _words(
    "oyj ag sa se nv ab asa spa gmbh srl sarl oy as aps bv llp holding holdings industries motors bank "
    "airlines airways records pictures pharma pharmaceuticals technologies systems energy oil gas mining "
    "minera copper steel operator manufacturer carmaker automaker lender insurer broadcaster publisher "
    "daily weekly website site startup charity ngo ministry watchdog regulator retailer supermarket "
    "pipelines pipeline foods brands labs stores hotels resorts partners capital ventures solutions services "
    "freight haulage construction engineering "
    "utilities grid electric insurance logistics shipping marine aerospace dynamics software networks "
    "brewery airport railway orchestra museum library theatre studio label brand consortium conglomerate"
)
"""Words that make a name a firm's, and nouns for firms that stand before one."""

NAMED_WITH_OF = _words(
    "association bank board bureau chamber church college committee confederation congress council court "
    "department embassy federation foundation friends front house institute league ministry movement "
    "museum office organisation organization party society union university alliance academy agency "
    "authority service centre center survey campaign trust fund network"
)
"""Nouns whose names go on with "of" or "for": "Friends of Thornbeck Library"."""

CORPORATE = _words(
    "inc corp ltd llc co plc oyj ag sa se nv ab asa spa gmbh srl sarl oy bv llp holding holdings"
)
"""Last words of a firm's full name, which later mentions leave out."""

GENERIC_ORGANIZATIONS = _words(
    "company group agency organization organisation firm party union court council committee bank "
    "hospital university commission association newspaper network channel government army police "
    "military ministry department administration campaign team club airline authority service office "
    "institute foundation board militia movement outlet station broadcaster watchdog regulator retailer "
    "maker embassy coalition"
)
"""Those that alone, with "the", point back at an organisation."""

PUBLIC_BODIES = _words(
    "ministry court council government parliament senate police army navy military party university hospital "
    "commission union committee department authority agency office association administration embassy "
    "bureau tribunal cabinet assembly congress church school college militia movement campaign coalition"
)
"""Those that nobody calls a company."""

COURTESIES = _words("mr mrs ms miss mx")
"""Titles that say nothing of an office."""

MALE_ROLES = _words(
    "mr sir lord king prince pope spokesman congressman chairman father brother son husband businessman "
    "priest fisherman grandfather uncle"
)
FEMALE_ROLES = _words(
    "mrs ms miss dame lady queen princess spokeswoman congresswoman chairwoman mother sister daughter "
    "wife actress businesswoman nun midwife grandmother aunt"
)
"""Titles and offices that tell "he" from "she"."""

OF_A_STATE = _words(
    "ministry government army military navy parliament senate cabinet police forces troops presidency "
    "prosecutors"
)
"""Institutions of which every state has its own."""

MEDIA = _words(
    "newspaper magazine website channel network station agency broadcaster daily weekly tv television radio "
    "news group company bank airline itself"
)
"""Nouns after a name that say what bears it: "the Vatan newspaper"."""

HEAD_ENDS = _words(
    "of for in at from with who that which on to by familiar close briefed involved near and whose speaking"
)
"""Words that end the noun phrase that a source turns on."""

ROLES = _words(
    "minister president premier chancellor spokesman spokeswoman spokesperson senator congressman "
    "congresswoman representative governor mayor secretary chairman chairwoman chair chief head "
    "director leader lawyer attorney judge justice general colonel commander captain officer official "
    "professor doctor analyst expert economist scientist researcher author candidate nominee lawmaker "
    "ambassador envoy king queen prince princess pope bishop archbishop coach player actor actress "
    "singer writer teacher farmer owner founder executive ceo manager deputy adviser advisor aide "
    "strategist pollster prosecutor sheriff journalist reporter correspondent editor campaigner "
    "activist resident witness survivor victim student nurse engineer speaker commissioner "
    "superintendent inspector detective veteran billionaire businessman businesswoman mogul democrat "
    "republican man woman mother father brother sister son daughter wife husband neighbor neighbour "
    "friend barrister solicitor novelist poet artist designer photographer architect geologist biologist "
    "virologist epidemiologist physicist chemist historian sociologist psychologist psychiatrist surgeon "
    "midwife lecturer principal headteacher librarian pilot driver trader banker broker accountant farmer "
    "fisherman shopkeeper baker chef cook waiter plumber carpenter locksmith electrician miner sailor "
    "lieutenant sergeant major admiral marshal imam rabbi priest pastor monk nun diplomat consul volunteer "
    "organiser organizer unionist lobbyist consultant investor entrepreneur chairperson vice-president "
    "striker goalkeeper midfielder defender captain referee teammate swimmer runner cyclist golfer boxer "
    "filmmaker producer presenter host comedian musician composer conductor dancer painter sculptor "
    "columnist blogger editor-in-chief whistleblower defendant plaintiff suspect client customer passenger "
    "tenant landlord neighbour pensioner grandmother grandfather uncle aunt cousin"
    " sophomore freshman boss winger lawmaker councillor constable butcher paramedic examiner undersecretary"
)
"""Nouns for what a person is, in the singular; see also `is_role`."""

_OCCUPATION = re.compile(
    r"[a-z-]{2,}(?:olog|iatr|metr|nom|tiv|cl|rap|nal|ent|lin|ian|nov)ist|[a-z-]+(?:grapher|ician)"
    r"|[a-z-]+(?:woman|person|keeper|worker)"
)
_PREFIXED = re.compile(r"(?:ex|co|vice|deputy)-([a-z-]+)")


def is_role(word: str) -> bool:
    """Tell whether a word, in small letters, says what a person is: listed, or built so.

    >>> is_role("volcanologist"), is_role("ex-manager"), is_role("table")
    (True, True, False)
    """
    prefixed = _PREFIXED.fullmatch(word)
    plain = prefixed[1] if prefixed else word
    return plain in ROLES or _OCCUPATION.fullmatch(plain) is not None


CROWDS = _words(
    "officials sources witnesses residents people experts analysts officers lawmakers senators critics "
    "supporters activists scientists researchers economists doctors diplomats aides advisers advisors "
    "prosecutors lawyers investigators rescuers villagers workers employees students teachers parents "
    "protesters voters republicans democrats leaders ministers members commanders soldiers fighters "
    "groups unions companies parties governments banks firms countries states economies diplomat volunteer "
    "spokesmen spokespeople families relatives observers opponents allies reporters journalists media "
    "reports others some many most few source official person insiders participants passengers "
    "survivors farmers police neighbors neighbours friends authorities historians commentators "
    "conservatives liberals strategists pollsters polls studies study report survey data documents "
    "records statement"
)
"""Heads of sources that stay unnamed."""

PAPERS = _words(
    "study studies survey surveys report reports poll polls statement statements data documents document "
    "records record paper research analysis review audit filing letter email memo lawsuit complaint "
    "indictment article book website post video footage"
)
"""What says something and is nobody."""

TITLES = _words(
    "mr mrs ms miss dr sir dame lord lady prof professor president prime minister premier chancellor "
    "senator sen rep representative congressman congresswoman governor gov mayor secretary general gen "
    "lt lieutenant col colonel maj major capt captain sgt sergeant admiral adm judge justice king queen "
    "prince princess pope cardinal bishop archbishop sheikh imam ayatollah chief director chairman "
    "chairwoman deputy vice foreign defense defence interior finance health education state attorney "
    "ambassador commissioner spokesman spokeswoman spokesperson house speaker majority minority leader "
    "officer detective sheriff coach first former acting rev father sister brother republican "
    "democratic democrat candidate nominee executive prosecutor inspector superintendent coroner bailiff "
    "councillor cllr coun councilman councilwoman constable fr hon "
    "agent special madam rt conservative tory liberal comrade alhaji alhaja engr barr shri smt "
    "mines transport energy justice labour labor economy environment agriculture trade industry culture "
    "lieutenant-general brigadier commander emir sultan rabbi archdeacon dean provost rector principal"
)
"""Words before a name that say what somebody is, not how they are called."""

WHOLE_TITLES = {
    "gov": "Governor",
    "sen": "Senator",
    "rep": "Representative",
    "gen": "General",
    "lt": "Lieutenant",
    "col": "Colonel",
    "sgt": "Sergeant",
    "capt": "Captain",
    "maj": "Major",
    "adm": "Admiral",
    "prof": "Professor",
    "rev": "Reverend",
    "pres": "President",
}
"""Titles that are cut in print; "the governor" means who was called Gov."""

NOT_NAMES = _words(
    "the a an this that these those he she it they we i you his her their its our but and or if when "
    "while as at in on of for from by with after before since although though however meanwhile still "
    "yet also then there here what who why how where not no yes according monday tuesday wednesday "
    "thursday friday saturday sunday january february march april may june july august september "
    "october november december today tomorrow yesterday another one two three four five six seven eight "
    "nine ten some many most several both all each every other such only even just now so because until "
    "during under over between among about more less new last next earlier later both "
    "rival fellow"
)
"""Words that begin a sentence with a capital and are no part of a name."""

DENIES = _words(
    "deny denies denied denying dismiss dismisses dismissed dismissing reject rejects rejected "
    "rejecting refute refutes refuted rebut rebuts rebutted disavow disavowed denial dispute disputes "
    "disputed disputing debunked"
)
DOUBTS = _words(
    "doubt doubts doubted doubting question questions questioned questioning skeptical sceptical unsure "
    "declined decline declines declining refuse refuses refused refusing sidestepped"
)
INTENDS = _words(
    "plan plans planned planning intend intends intended vow vows vowed vowing pledge pledges pledged "
    "pledging promise promises promised promising hope hopes hoped want wants wanted threaten threatens "
    "threatened aim aims aimed propose proposes proposed offered"
)
ASKS = _words(
    "ask asks asked asking urge urges urged urging demand demands demanded demanding wonder wonders "
    "wondered appeal appeals appealed request requested"
)
HEDGES = _words(
    "reportedly allegedly apparently believe believes believed believing think thinks thought suspect "
    "suspects suspected suggest suggests suggested suggesting speculated fear fears feared likely "
    "probably presumably seems appears appeared expected expects expect estimated estimates estimate "
    "forecast forecasts forecasting predict predicts predicted reckon reckons reckoned"
)
NEGATIONS = _words("not never n't without nor neither")
ASKS_FOR = frozenset({"call", "calls", "called", "calling"})
"""Ask only with "for" or "on": "called for calm", but "called it a lie"."""

REPORTING = _words(
    "said says say saying told tells tell added adds claimed claims claim believe believes believed warned "
    "warns argued argues insisted insists alleged alleges replied replies announced announces confirmed "
    "confirms denied denies reported reports stated states asked asks suggested suggests acknowledged "
    "admitted quoted cited citing quoting wrote writes estimated estimates expects expected hopes hoped "
    "wants accused accuses urged urges called pledged vowed promised agreed disputed rejected dismissed "
    "might may could would"
)
"""Words of reporting, wishing and guessing: a sentence with one is hardly the article's own statement."""

STATES = _words(
    "held hold holds control controls controlled captured seized killed died fled recaptured remain remains "
    "remained"
)
"""Verbs of who holds what and who lives."""

HAPPENINGS = _words(
    "kill killed died dead die dies wounded injured hurt hold holds held control controls controlled "
    "captured capture seized seize took taken fell fallen overrun fled flee arrested detained destroyed "
    "damaged burned displaced evacuated missing rescued lost won elected closed opened reopened fired "
    "shot attacked bombed collapsed sank crashed infected tested hospitalized hospitalised released "
    "deployed withdrew left entered crossed rose fell increased decreased grew dropped gained remain "
    "remains remained recaptured surrendered resigned approved rejected spent paid cost earned sold "
    "bought raised cut voted founded licensed built launched introduced signed passed banned ended began "
    "started lasted employed due"
)
"""Verbs of events and states: a sentence of the article's own that has one states something."""
