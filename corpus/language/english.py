"""English. As in every language, a topic word must not be listed among those that carry none."""

from __future__ import annotations

import re

from corpus.language.value import (
    LONG_NUMBER,
    NUMBER,
    Language,
    anywhere,
    beginning,
    counting,
    endings_of,
    families_of,
    kinds,
    pairs,
    spelled,
    spellings_of,
    word_set,
)

_COMPOUNDS = {
    "first": "aid name names lady class hand language nation nations responder responders"
    " instance time grade grader",
    "second": "hand language opinion home class chance time half grade",
    "third": "party parties world person time grade",
    "last": "name names minute resort will call",
}
_JUDGED = (
    "(?:possible|allowed|permitted|forbidden|legal|illegal|necessary|required|compulsory|mandatory"
    "|okay|ok|safe|easy|hard|better|best|worth|important|true)"
)
_START = r"^\W*(?:and |but |so )?"
_N = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|thousand|million|billion|trillion|dozen|half|third|quarter|"
    r"twice|once|both|single|none|couple)s?"
)

ENGLISH = Language(
    code="en",
    common=word_set(
        """the of and to a in is that it for was on are as with be by this have from or at
        not you an but they which we his her can will their if has all there when may your"""
    ),
    daily=word_set(
        """
        cost costs open opens closed closes hours hour day days monday mondays tuesday tuesdays
        wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays
        morning afternoon evening week weeks month months year years free children adults price
        prices fee fees fare fares ticket tickets street road allowed forbidden
        """
    ),
    function=word_set(
        """a about above after again against all also am an and any are arent as at be
        because been before being below between both but by can cannot cant could couldnt
        did didnt do does doesnt doing dont down during each either else ever every few
        for from further had hadnt has hasnt have havent having he her here hers herself
        him himself his how however i if in into is isnt it its itself just let lets like
        ll m may me might mine more most much must my myself neither no nor not of off on
        once one only or other others our ours ourselves out over own per please quite
        rather re really s same shall she should so some someone something such t than
        thank thanks that the their theirs them themselves then there these they this
        those through to too under until up upon us very via was wasnt we were werent what
        whatever when where whether which while who whom whose why will with within
        without would yes yet you your yours yourself yourselves ve d o k ok okay hi hello
        hey dear"""
    ),
    question=word_set("what when where which who whom whose why how"),
    asking=word_set(
        """tell know say says said want wanted need find give show explain describe mention
        mentions mentioned list name question ask asked wondering understand mean means
        many kind kinds sort sorts thing things anything everything go going get gets
        getting got make makes made happen happens use used using help exactly actually
        currently"""
    ),
    plain=word_set(
        """able add allow allowed along already although always anyone anybody apply applied
        applies applying area around available away back bad bear become begin begins best
        better big body bring brought buy call called came care carry case cause change
        charge charged check choose close closed closes closing come comes coming contain
        contains cost costs count country cover covered covers daily date day days deal
        decide different difficult done due early easy enough enter even everybody
        everyone exist exists expect explain fact far fast feel feet fill finally fine
        finish first follow following full future gave general given gives good great
        group guy guys half handle happy hard head hear heard held high hold hope hour
        hours hurt idea important include included includes instead interested issue
        involved keep kept kid kids know knew known large last late later lead learn least
        leave left legal less level life little live lived lives living long longer look
        looked looking lose lost lot lots low main man matter maximum maybe member meet
        minimum minute minutes miss missing moment money month months morning move much
        name need needed needs never new next night nobody nothing now number offer
        offered offers often old open opened opening opens order ought overall part past
        particular pay paying pays paid people person place plan planned planning plans
        play point possible present price probably problem process provide provided
        provides purpose put quickly rate read ready reach reached real reason receive
        received recent regard regarding related rely right run same save saw see seem
        seen send sent serve set several short side since single sit situation small
        somebody soon sorry speak spend stand start started starts state stay still stop
        stuff suggest sure take taken takes taking talk term terms think though thought
        till time times today together told tomorrow took total toward towards tried try
        trying turn type types understand unable unit upcoming useful usual usually vary
        view wait walk way ways week weeks well went whole wish woman won wonder word
        words work worked working works world worry worth write wrong year years yesterday
        young son daughter husband wife mum mom dad sister brother mother father aunt
        uncle friend grown broke drop pick join advance cheaper round lift shut swap lend
        quick suitable hand official current according document documents text page answer
        information info details detail describes stated statement states specific
        specifically listed
        abt ago ahead among amongst behind beneath beside besides beyond contact correct
        despite else except forward front inside kindly like likewise near nearby nearly onto
        opposite outside plz pls ppl rid required require requires thx true umm underneath
        unlike whilst accordance accord"""
    ),
    pronouns=word_set("it its they them their he him his she her hers"),
    pointing=word_set(
        """it its they them their theirs that this those these he him his she her hers one
        ones there then same other others else another instead too also more such former
        latter both"""
    ),
    idle=anywhere(
        r"(?:is|are|was|were|isn['’]t|aren['’]t|will|would|if|can|could|has|have|there['’]s) there"
        r"(?: (?:be|been))?(?= \w)|there (?:is|are|was|were)(?= \w)|more than",
        r"(?:does|did|will|would|do) it (?:usually )?(?:take|cost)(?= .*\bto\b)",
        rf"(?:is|was|will|would) it(?: be)?(?: \w+)? {_JUDGED}(?= (?:to|that|if|for)\b)",
        rf"it(?:['’]s| is| was)(?: \w+)? {_JUDGED}(?= (?:to|that|if|for)\b)",
        r"(?:it['’]s|it is|this|these) (?:\w+day|morning|afternoon|evening|term|season"
        r"|(?:week(?:end)?|month|year|spring|summer|autumn|fall|winter)s?)",
    ),
    # "us" may be the country.
    personal=word_set("i my me mine we our"),
    # Applied again and again from the left; what is left must be a question of its own.
    padding=re.compile(
        r"^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|dear (?:sir|madam|team|all))\b"
        r"(?: there)?"
        r"|(?:many )?(?:thank you|thanks?)(?: so much| very much| a lot)?"
        r"(?: for (?:your|the) (?:help|answer|information))?\b"
        r"|(?:great|cool|perfect|bye|goodbye|cheers)(?=\W*$|[,.:;!—–-]| thank)"
        r"|(?:ok|okay|so|well|please|sorry|excuse me|by the way|btw|alright)\b"
        r"|(?:can|could|would|will) (?:you|someone|anyone|u) (?:please |kindly )?"
        r"(?:tell|explain to|show|help|inform|advise|let) me(?: know| understand)?\b"
        r"|(?:can|could|would) (?:you|someone|anyone) (?:please |kindly )?"
        r"(?:explain|tell|provide|give)\b"
        r"(?: me\b)?"
        r"|(?:please )?(?:tell|let) me(?: know)?\b"
        r"|(?:please )?(?:give|show|send) (?:me|us)\b"
        r"|(?:i(?:'d| would)? (?:like|want|need)|i(?:'m| am) (?:trying|looking)) to (?:know|"
        r"find out|learn|ask|understand)\b"
        r"|i (?:was|am|'m) wondering\b|i wonder\b|i have a question\b|(?:my )?question(?: is)?:"
        r"|do you (?:happen to )?know\b|any idea\b|just wondering\b)"
        r"[\s,.:;!—–-]*(?:(?:if|whether|about)\b(?=\s+\S+\s+\S+)[\s,]*)?",
        re.IGNORECASE,
    ),
    following=re.compile(
        r"^\W*(?:and|but|or|also|what about|how about|what else|which ones?|who else|"
        r"any (?:other|more)|why not|no,|yes,|then|ok,)\b",
        re.IGNORECASE,
    ),
    joining=("and", "also", "plus"),
    begins=beginning(
        "(?:is|are|was|were|am|do|does|did|can|could|may|must|should|shall|will|would|has|have)"
        " (?:i|we|you|he|she|it|they|there|one|the|an?|any|anyone|my|our|your|his|her|their|this"
        "|that|these|those|all|everyone|somebody|someone)"
    ),
    leaning=beginning(
        "this|these|those|that|it|they|he|she|his|her|its|their|such|both|each|also|however",
        "therefore|thus|moreover|furthermore|otherwise|instead|additionally|in addition",
        "for example|for instance|as a result|in this case|if so|then|but|and|or|yes|no",
        "the (?:latter|former|following|same|other|above)",
    ),
    announcing=re.compile(
        r"(?::|\b(?:below|as follows|(?:the|these) following)\b[^.!?]{0,40}\.)$", re.IGNORECASE
    ),
    ordinals={
        **counting(
            """first 1st\nsecond 2nd\nthird 3rd\nfourth 4th\nfifth 5th\nsixth 6th\nseventh 7th
            eighth 8th\nninth 9th\ntenth 10th"""
        ),
        "last": -1,
    },
    counted=word_set("the this that these which what whats and very"),
    compounds=frozenset(f"{word} {it}" for word, all_ in _COMPOUNDS.items() for it in all_.split()),
    times=word_set(
        """year years month months week weeks day days night hour hours minute minutes decade
        time century"""
    ),
    items=word_set("one ones item items point points thing things entry bullet"),
    contact=word_set(
        "phone telephone number numbers call dial ring email address addresses url link website"
        " webpage homepage web page site mailing postal postcode zip eircode extension switchboard"
    ),
    numerals=spelled(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    ),
    months=(
        *("january", "february", "march", "april", "may", "june"),
        *("july", "august", "september", "october", "november", "december"),
    ),
    short=pairs(
        """dept=department tel=telephone phone=telephone st=street ave=avenue rd=road
        dr=doctor no=number nr=number mon=monday tue=tuesday tues=tuesday wed=wednesday
        thu=thursday thurs=thursday fri=friday sat=saturday sun=sunday jan=january
        feb=february mar=march apr=april jun=june jul=july aug=august sep=september
        sept=september oct=october nov=november dec=december hr=hour hrs=hours min=minute
        mins=minutes max=maximum approx=approximately appt=appointment apt=apartment
        app=application govt=government org=organisation info=information exam=examination
        lab=laboratory ad=advertisement fax=telefax mgr=manager asst=assistant
        assoc=association univ=university intl=international natl=national bldg=building
        ctr=center km=kilometre kg=kilogram yr=year yrs=years id=identification uk=britain
        vet=veteran vets=veterans photo=photograph gym=gymnasium bike=bicycle"""
    ),
    spellings=spellings_of("""isation=ization ising=izing ised=ized ise=ize our=or tre=ter ence=ense
        lling=ling lled=led ogue=og mme=m cheque=check ae=e oe=e tyre=tire grey=gray kerb=curb
        plough=plow mould=mold pyjama=pajama draught=draft storey=story"""),
    endings=endings_of(
        """
        e s es ed d ing ings t ts al als ment ments ion ions ation ations ition itions ance
        ances ence ences y ies ied ying ication ications ure ures
        """
    ),
    families=families_of(
        """
        maint
        advis advic
        cycl
        decid decis
        choos choic chos
        subscrib subscrip
        prescrib prescrip
        marry marri
        sell sale sold
        """
    ),
    asks=kinds(
        holder=(
            rf"^\W*whose\b.*{NUMBER}|"
            r"^\W*(?:who|which \w+) (?:is|has|uses|answers|owns|(?:do|can|will) \w+ (?:reach|get|"
            rf"call))\b.*{LONG_NUMBER}|"
            rf"^\W*what (?:(?:is|kind of) )?(?:the )?(?:number|account|line) (?:is )?{LONG_NUMBER}"
        ),
        phone=(
            r"\b(?:tele)?phone numbers?\b|\bphone\?|"
            r"\bnumber (?:to|can i|do i|should i) (?:call|dial|ring)\b|"
            r"\bwhat (?:number|hotline) (?:do|can|should) \w+ (?:call|dial|ring|text)|"
            r"\bnumber (?:of|for) (?:the |your |a )?(?:[\w-]+ ){0,4}(?:hot ?line|help ?line|"
            r"line|office|desk|center|centre|clinic)\b|"
            r"\b(?:hotline|fax|toll-free|contact|helpline)(?:'s|’s)? (?:phone )?number\b|"
            r"\bhow (?:can|do|could) (?:i|we|you|one) (?:call|phone|ring)\b|"
            r"\b(?:tele)?phone (?:line )?(?:for|of|in)\b|\btelephone\?|"
            r"\b(?:which|what) (?:emergency |short )?number (?:do|can|should|must|to)\b|"
            r"\b(?:emergency|mobile|service|customer service|switchboard|extension) number\b|"
            r"\b(?:fax|mobile|landline|switchboard|extension|tty) (?:of|for)\b"
        ),
        email=r"\be-?mail add?ress(?:es)?\b|\bwhat(?:'s| is) \w+ e-?mail\b",
        web=(
            r"\bweb ?(?:site|page)? address\b|\burl\b|"
            r"\bwhat(?:'s| is) the (?:link|web ?(?:site|page))\b"
        ),
        postal=(
            r"\b(?:mailing|postal|street|po box|office) address\b|"
            r"\bwhere (?:do|can|should|must|may) (?:i|we|you|one) (?:mail|post) |"
            r"\bwhat address\b|\b(?:post ?code|zip code|eircode)\b|\bto (?:what|which) address\b|"
            r"\bwhat(?:'s|’s| is) the (?:exact |full )?address\b|^\W*address of\b"
        ),
        sent=r"\bwhere (?:do|can|should|must|may) (?:i|we|you|one) (?:send|write) ",
        amount=(
            r"\bhow many (?:dollars|cents|euros|pounds)\b|"
            r"\bhow much (?:money|does|do|did|is|are|was|were|will|would|can|could|should|of a|"
            r"compensation|funding)\b(?!.*\b(?:time|water|energy)\b)|"
            r"\b(?:cost|price|fee|budget|salary|wages?|income limit)\b.*\?|"
            r"\bwhat(?:'s| is| are| was| were) the (?:\w+ ){0,3}(?:cost|price|fee|fees|budget|"
            r"amount|rate|rates)\b"
        ),
        duration=r"\bhow (?:long|old)\b|\bhow many (?:years|months|weeks|days|hours|minutes)\b",
        number=(
            r"\bhow many\b|\bwhat (?:number|percentage|percent|proportion|share|fraction) of\b|"
            r"\bwhat (?:was|is) the (?:number|percentage|population|height|length|width|depth|"
            r"weight|score|speed|distance)\b|"
            r"\bhow (?:far|fast|tall|high|deep|wide|large|big|heavy|hot|cold)\b"
        ),
        date=(
            rf"{_START}when\b|\b(?:what|which) (?:year|date|day|month|century|decade)\b|"
            r"\bdeadline\b.*\?|\bsince when\b"
        ),
        steps=(
            r"\bhow (?:do|can|should|could|would|to)\b|\bwhat (?:are the )?steps\b|"
            r"\bprocedures? (?:for|to)\b"
        ),
        person=(
            rf"{_START}(?:by |to |from |with )?who(?:se|m)?\b|"
            r"\b(?:what|which) (?:person|people|man|woman|author|president|actor|player|singer|"
            r"king|queen|scientist)\b|"
            r"\bwhat (?:is|was) the name of the (?:person|man|woman|author)\b"
        ),
        place=(
            rf"{_START}(?:from |to )?where\b|"
            r"\b(?:what|which) (?:city|country|state|place|town|county|region|river|continent|"
            r"street|stadium|building)\b"
        ),
        reason=rf"{_START}why\b|\bwhat (?:is|was|are|were) the (?:reason|cause)s?\b",
        list=(
            r"\b(?:what|which) are (?:the|some|all)\b|"
            r"\bwhat (?:\w+ )?(?:kinds?|types?|sorts?|forms?|documents|benefits|services|"
            r"requirements|goals|objectives|initiatives|options|ways|items|examples|symptoms|"
            r"factors)\b|"
            r"^\W*(?:please )?(?:list|name|enumerate)\b|\b(?:are|is) listed\b|\bwhich \w+s\b"
        ),
    ),
    tells=kinds(
        number=rf"\b{_N}\b|\b(?:several|many|most|few|all|no)\b",
        amount=(
            rf"\d[\d,.]*\s?(?:percent|marks?)|\b{_N}\s(?:dollars?|euros?|pounds?|cents?|percent)|"
            r"\b(?:free|no cost|at no charge)\b"
        ),
        date=(
            r"\b\d{1,2}(?:st|nd|rd|th)\b|"
            r"\b(?:\d+|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
            r"twelfth|sixteenth|eighteenth|nineteenth|twentieth)[\s-]centur|"
            r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\s(?:day|"
            r"week|month|quarter|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|"
            r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|"
            r"yesterday|decade|century|immediately|annually|when|once|after|before|until|within|"
            r"during|as soon as)\b|"
            rf"\b(?:\d+|{_N})\s(?:minute|hour|day|week|month|year)s?\b|"
            r"\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b(?:noon|midnight)\b|"
            rf"\b(?:\d+|{_N}) o.clock\b"
        ),
        duration=(
            rf"\b(?:\d[\d,.]*|{_N}|a|an|several|few)[\s-](?:to\s\d+\s)?(?:\w+\s)?(?:second|minute|"
            r"hour|day|week|month|year|decade|centur|generation)|"
            r"\b(?:permanent|indefinite|lifetime|forever|until)"
        ),
        reason=(
            r"\b(?:because|due to|since|so that|in order to|as a result|therefore|thus|reason|"
            r"cause[ds]?|to\s\w+|for\s\w+ing|led to|owing|allow|help|ensure)\b"
        ),
        person=(
            r"\b(?:you|we|us|people|person|veterans?|parents?|children|spouses?|students?|"
            r"members?|staff|agenc(?:y|ies)|officials?|officers?|judges?|lawyers?|courts?|"
            r"departments?|company|companies|government|workers?|teams?|groups?|users?|survivors?|"
            r"specialists?|doctors?|teachers?|providers?|administrators?|librarians?|counselors?|"
            r"advisors?|representatives?|nurses?|experts?|interns?|authors?|editors?|leaders?|"
            r"owners?|managers?|employ(?:ers?|ees?)|citizens?|residents?|anyone|everyone|someone|"
            r"he|she|they|partners?|communit(?:y|ies))\b"
        ),
        place=(
            r"\b(?:in|at|on|near|from|to|via|through|within|north|south|east|west|online|page|"
            r"office|website|center|centre|portal|click)\b"
        ),
    ),
)
