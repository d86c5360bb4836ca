"""Closed word lists of the language: function words, particles, suffixes of names."""

from __future__ import annotations

STOPS = frozenset(
    "the a an this that these those it he she they we i you his her hers its their theirs our ours my mine your "
    "yours him them us me "
    "in on at by for from to of with without as and or but nor so if when while where why how what who which whose whom after "
    "before since until till during under over between among amid against about above below although though because "
    "despite however "
    "furthermore moreover meanwhile nevertheless nonetheless also then there here now yes no not nobody nothing "
    "everyone everybody "
    "somebody someone anyone anybody one two three four five six seven eight nine ten dozens hundreds thousands "
    "half some several many "
    "most more few fewer all both each every another other others such only even just still yet again once outside inside today "
    "yesterday tomorrow tonight last next earlier later early late asked according adding citing is are was were be "
    "been being has have "
    "had do does did will would can could may might must shall should let earlier soon instead perhaps maybe indeed thus hence "
    "whether either neither than too very much little less well never ever often always sometimes first second third finally "
    "afterwards elsewhere nearby back down up out off into onto across along around behind beside beyond near through "
    "throughout toward towards upon via within per like unlike rather quite almost nearly about least any none same "
    "because unless whatever whenever wherever whoever speaking talk read more open image gallery support click sign".split()
)
"""Words that never begin a name, however they are written."""

CONTRACTIONS = ("'m", "'ve", "'re", "'ll", "n't")
"""Endings of function words run together; no name has them."""
TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
LABELS = frozenset(
    "LIVE UPDATED Updated UPDATE BREAKING EXCLUSIVE WATCH VIDEO PHOTOS PHOTO ADVERTISEMENT CORRECTION Correction CROSSTALK "
    "EDT EST CDT CST MDT MST PDT PST GMT UTC BST CET CEST".split()
)
"""Labels of live blogs and transcripts, and zones of time: in capitals, and nobody's name."""
STANCES = frozenset(
    "republican democrat conservative liberal libertarian socialist rival ex-rival incumbent challenger independent communist green "
    "born labour tory unionist nationalist young old little poor big jailed exiled ousted deposed ailing injured wounded disgraced retired "
    "fellow veteran former teen teenage dear follow meet".split()
)
"""Before a full name they say where somebody stands, and are no part of the name."""
DEMOCRATS = frozenset("social christian liberal free national".split())
"""Before "Democrat" and a full name."""
GIVEN_LIKE_WORDS = frozenset("even per will so an".split())
SURNAMES_LIKE_WORDS = frozenset("were will little more few well read near so do an even per back down any still early once".split())
LETTERS_BEHIND = frozenset(
    "KC QC SC SAN PP IAS IPS IFS M.D. J.D. D.D.S. R.N. TD MP MEP MLA MLC MSP MS AM OBE CBE MBE KBE DBE GBE CMG KCMG CVO DSO MC VC GC FRS FBA PhD MD RN RAF SJ OSB OP MNA MPP".split()
)
"""Letters behind a full name: ranks of the bar, seats, orders, degrees."""
QUOTES = frozenset("\"“”‘’'")
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december christmas easter ramadan thanksgiving jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue wed thu fri sat sun spring summer autumn winter".split()
)
PARTICLES = frozenset(
    "van der den de la le du da dos das del della di von zu zum ten ter te y e bin ibn bint al el abu ben af av do "
    "d' van't 't und".split()
)
CONNECTORS = frozenset({"of", "for", "on", "against"})
HONORIFIC_DOTS = (
    "Mr Mrs Ms Mx Dr Prof Sen Rep Gen Col Lt Sgt Capt Cpt Gov Rev Hon St Jr Sr Adm Maj Cpl Pte Det Insp Supt Fr Mt "
    "Rt Barr Engr Brig Cmdr Messrs Inc Ltd Corp Co No"
)
ORG_SUFFIXES = frozenset(
    "homes pharma air motors trust foods group inc inc. ltd ltd. corp corp. co co. plc llc holdings systems energy "
    "airlines airways "
    "partners capital industries technologies labs apartments robotics dynamics analytics genomics semiconductors ventures securities pictures entertainment gaming mobility aviation freight consulting laboratories studios records rail power water gas oil steel mining shipping lines aid "
    "foundation society institute initiative project watch international associates & solutions services pharmaceuticals "
    "chemicals electronics software networks telecom insurance savings hospital infirmary academy nations union commission"
    " media strategies sports cement offshore wanderers rangers albion athletic lions fc united rovers cup games works brewery farms stores supermarkets coal resources healthcare fuels brands beverages logistics aerospace therapeutics properties realty bureau authority directorate".split()
)
ORG_FIRSTS = frozenset(
    "real atletico atlético sporting deportivo dynamo dinamo lokomotiv spartak olympique racing lycée institut hotel hôtel café teatro "
    "théâtre stade estadio estádio palazzo château casa".split()
)
"""First words of the names of clubs, schools and houses in many languages."""
OUTLET_SUFFIXES = frozenset(
    "courier herald gazette times post ledger tribune news daily weekly journal chronicle wire newswire observer "
    "mail mirror telegraph "
    "guardian register echo argus record dispatch bugle sentinel press examiner inquirer enquirer standard express bulletin "
    "reporter globe sun star radio tv television broadcasting review newspaper advertiser messenger mercury argus".split()
)
FOREIGN_OUTLETS = frozenset(
    "courrier jour journal monde figaro temps soir matin parisien quotidien dépêche echo diario país mundo tiempo "
    "universal norteño "
    "norte correo "
    "heraldo periódico corriere giornale stampa repubblica gazzetta messaggero zeitung presse welt spiegel tagblatt "
    "tageblatt anzeiger kurier standaard telegraaf volkskrant dagblad avisen tidende posten publico jornal globo folha".split()
)
"""Words of papers' names in other languages, behind an article."""
SURE_OUTLETS = frozenset(
    "courier herald gazette ledger tribune chronicle newswire observer telegraph examiner inquirer newspaper bugle wire "
    "times guardian dispatch news mercury advertiser".split()
)
BEFORE_PLACES = frozenset("poor modern greater rural urban central northern southern eastern western upstate downtown post-war".split())
PLACE_SUFFIXES = frozenset(
    "lane street road avenue river valley bay island islands county city square bridge mountain mountains hills "
    "hill lake sea ocean strait dam reservoir "
    "airport station beach forest province district region peninsula canal gulf coast park harbour harbor creek "
    "desert village town".split()
)
BUILT = frozenset("street road avenue square bridge airport station county city district island valley".split())
"""Those of them that are hardly surnames."""
INCOMPLETE = frozenset("former ex late acting deputy vice new then senior fellow interim".split())
"""Words that go with a title and are none by themselves."""
OFFICES = frozenset("department committee session board office council ministry agency bureau party commission service branch".split())
"""Behind the noun of an office they make a body ("Justice Department")."""
SHARED_NAMES = frozenset(
    {
        "Congress", "House of Representatives", "Justice Department", "State Department", "Treasury Department", "Treasury", "Home Office", "Cabinet Office",
        "Foreign Office", "House of Commons", "Commons", "House of Lords", "Lords", "Labour", "Labour Party", "Conservatives", "Conservative Party", "Tories",
        "Liberal Democrats", "Republicans", "Republican Party", "Democrats", "Democratic Party", "Secret Service", "Security Service", "Reform", "Lega",
        "League", "NSA", "NCA", "CPS", "SEC", "EPA", "FDA", "PA", "PP", "Joint Chiefs of Staff", "Joint Chiefs",
    }
)
"""Names of institutions of one country that other countries' institutions have, too."""
SAINTED = frozenset("hospital school college church academy infirmary cathedral university hospice park".split())
"""What is called after saints: "St Brannoc's Hospital"."""
TITLE_LASTS = frozenset(
    "officer assistant director manager representative minister secretary president chairman chairwoman chairperson executive adviser advisor "
    "ambassador spokesperson spokesman spokeswoman commissioner superintendent correspondent reporter governor coordinator envoy".split()
)
"""Last words of titles that are hardly surnames: "Chief Medical Officer" names nobody."""
COMMON_ACRONYMS = frozenset(
    "M.D. Ph.D. J.D. B.A. M.A. M.B.A. B.Sc. M.Sc. TV PM CEO CFO COO MP MPs DNA GDP AI HQ VIP PR ID GPS SUV ATM PIN PDF SMS FAQ NGO NGOs GP UFO CCTV ICU DVD CD PC QR VAT IPO PS AGM".split()
)
"""Acronyms that are nouns, and no names."""
EXCHANGES = frozenset("nasdaq nyse lse aim tsx asx hkex six xetra nse bse jse tase otc otcqb otcqx sehk".split())
"""Before a colon they lead the mark of a share: "(NYSE: ABC)"."""
NUMBERED = frozenset("channel section phase article boeing airbus route flight gate terminal platform chapter clause schedule radio pier ward unit".split())
"""Nouns whose name goes on with a number: "Channel 9"."""
PARTY_PLURALS = frozenset("democrats republicans conservatives liberals greens socialists communists nationalists".split())
CORPORATE = frozenset("inc inc. ltd ltd. llc plc corp corp. llp s.a.".split())
"""Behind a comma they say that a name is a firm's: "Brod Mills, Inc."."""
CORPORATE_FORMS = frozenset("AG SE SA NV GmbH SpA ASA Oyj BV KG KGaA LLP SARL SAS Pty Bhd JSC OJSC PJSC AB".split())
"""Last words of firms' names, as they are printed."""
ORG_ENDINGS = ("therapeutics", "pharmaceuticals", "biotech", "technologies", "biosciences", "diagnostics")
RANKS_PRINTED = frozenset("DS DC DI DCI DCS PC PCSO WPC Det CP SP ASP DSP DIG IGP AIG ACP DCP ASI SI CSP DPO SSP SHO SGT CPL".split())
"""Ranks of the police, short and in capitals, before a name."""
SITES = frozenset("house palace hall street lane square chambers tower grid research".split())
"""Last words of the names of seats and firms, which are nobody's surname unless a given name stands before them."""
PLACE_PREPOSITIONS = frozenset("in at near into across outside inside throughout".split())
"""Before a lone unknown name they make it a place."""
MOTIONS = frozenset("from to towards toward over through around off".split())
"""Before the name of a place they keep it a place."""
ORG_NOUNS = frozenset(
    "company firm retailer carmaker chipmaker giant charity airline group bank lender startup start-up operator supplier "
    "contractor manufacturer maker line insurer brewer miner chain agency regulator watchdog union federation club team utility "
    "publisher museum hospital school university consultancy brokerage landlord-company shipper shipyard "
    "cooperative co-operative pollster "
    "mine factory plant restaurant hotel theatre lab laboratory observatory embassy ministry council committee department "
    "institute alliance association foundation party government administration court fund treasury parliament inquiry tribunal "
    "police army navy".split()
)
ORG_PEOPLE = frozenset("contractor operator regulator supplier manufacturer maker insurer brewer publisher miner shipper retailer lender broadcaster pollster".split())
"""Nouns of firms that are people's, too: before a given name they make a person ("the publisher Ana Ruiz")."""
PEOPLE_MAKERS = frozenset("film-maker filmmaker bookmaker dressmaker shoemaker playmaker cabinet-maker documentary-maker kingmaker mapmaker bell-maker".split())
"""Makers who are persons; other makers are firms."""
EXPLAINED = frozenset("owner rival partner sponsor investor supplier competitor shareholder host champion leader ally importer exporter producer employer "
    "neighbour neighbor developer seller distributor winner holder finalist creditor plaintiff defendant star opponent staff secretary chair chief head".split())
"""Nouns that stand before the names of firms, clubs and countries as well."""
ELDEST = frozenset("eldest youngest elder younger oldest".split())
GENERIC_ORGS = frozenset(
    "company firm business group charity organisation organization body agency institution lender retailer line "
    "airline bank fund "
    "club team party union council museum hospital developer operator insurer giant chain manufacturer carmaker chipmaker".split()
)
OUTLET_NOUNS = frozenset(
    "paper newspaper daily weekly broadcaster magazine site website channel station outlet tabloid broadsheet "
    "agency wire journal "
    "publication network newswire".split()
)
ADDRESSED = frozenset("president speaker chairman chairwoman secretary ambassador vice-president".split())
"""Offices that are addressed with Mr or Madam; other nouns of offices are surnames, too (Mr Bishop)."""
NOBLE = frozenset("dame sir lord lady baroness sen. rep. sheikh".split())
"""Forms of address that say what somebody is."""
OUTLET_SORTS = {
    "newspaper": ("paper", "newspaper", "daily"), "magazine": ("magazine", "weekly"), "agency": ("agency", "newswire"),
    "broadcaster": ("broadcaster", "channel", "network", "station"), "site": ("site", "website", "publication"),
}
"""The nouns by which an outlet of a sort may be taken up."""
EAST_SURNAMES = frozenset(
    "kim lee park li wang zhang chen liu yang huang wu zhou xu sun ma zhu hu guo lin gao luo nguyen tran le pham "
    "hoang phan vu dang "
    "bui ho ngo duong ly choi jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn song yoo hong sato "
    "suzuki tanaka".split()
)
"""Family names that stand first."""
HUMAN_VERBS = frozenset(
    "skip skips skipped snub snubs snubbed resign resigns resigned smile smiles smiled weep weeps wept shrug shrugs shrugged nod nods nodded "
    "marry marries married apologise apologises apologised apologize apologizes apologized testify testifies testified plead pleads pleaded "
    "fly flies flew walk walks walked sit sits sat sleep slept laugh laughs laughed cry cries cried kneel kneels knelt bow bows bowed wave waves "
    "waved limp limps limped retire retires retired dine dines dined lunch lunches lunched chair chairs chaired attend attends attended visit "
    "visits visited die dies died".split()
)
"""What only persons do, or hardly anybody else: with a lone name before them they make it a person's."""
PEERS = frozenset("duke duchess earl countess marquess marchioness begum nawab nizam maharaja maharani archduke archduchess".split())
"""Titles that with a place are what somebody is called."""
SENIORS = frozenset("father mother grandfather grandmother uncle aunt".split())
PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f", "it": "it", "its": "it",
    "they": "they", "them": "they", "their": "they", "i": "i", "me": "i", "my": "i", "we": "we", "us": "we", "our": "we",
    "who": "who", "himself": "m", "herself": "f", "itself": "it",
}
NO_HEADS = frozenset(
    "the a an that this these which what why how when where there here you your yours it its itself himself herself themselves he she "
    "they and or not so as".split()
)
"""Words that alone make no noun phrase; a source cut down to one says nothing of who speaks."""
HEAD_ENDS = frozenset(
    ", ( ) – — ; : who which that whose of for at from in by with on to near close familiar briefed involved named "
    "called speaking "
    "about over against inside within outside behind under between working living based quoted cited present then as".split()
)
THING_FIRSTS = frozenset(
    "northern southern eastern western central national federal american european african asian professional presidential morning evening "
    "ground free new big great grand first second retired public global united royal central daytime islamic fancy".split()
)
THING_LASTS = frozenset(
    "partnership treaty pact accord agreement act bill amendment plan deal programme program project scheme initiative index award "
    "awards prize medal cup bowl game games league series open trophy day week month year night morning zero tank center centre facility "
    "unit team show tour festival summit conference forum debate debates speech tape file files papers fund trust range route "
    "highway patriot edition review magazine album film movie novel system model engine app test poll survey report study "
    "responsibility security policy freedom justice reform spending budget tax credit grants loan stock exchange market "
    "resort casino club union theory effect war revolution rebellion crisis scandal movement campaign mission sanatorium clinic "
    "women ladies heel session sessions european african american asian atoll roads bear fusion box legacy catholic catholics democrats republicans "
    "hole".split()
)
"""First and last words that make a pair of capitalised words a thing, if no given name stands before them."""
THING_ENDINGS = ("ers", "ors", "ions", "ings", "ments", "ates", "ics", "ants", "ians", "ology", "ness", "ism")
"""Endings of plurals and abstracts; a surname that has one is one that the report uses alone, too."""
VERBS_LIKE_ROLES = frozenset(
    "resist assist insist persist enlist consider offer enter deliver remember answer order cover discover recover gather offer suffer "
    "favor honor monitor want grant hinder bother murder hammer rather either neither whether after under over number another together altogether however moreover".split()
)
"""Words that end as nouns for people do, and are none before a name."""
BEFORE_VERBS = frozenset("to will would can could may might must should shall not n't did does do".split())
ROLE_SUFFIXES = ("er", "or", "ist", "man", "woman", "ian", "ant", "eer", "ee", "ary", "mate", "ess", "person", "smith", "master",
    "wife", "ster")
"""Endings of English nouns for people, for what the tables lack."""
BOUND = PLACE_PREPOSITIONS | MOTIONS | {"of", "between", "with", "for", "by", "against", "under", "about"}
"""Behind them a name is no subject."""
