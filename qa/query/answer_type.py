"""What kind of thing a question asks for, and whether a text holds something of that kind.

Patterns, not a model: they are read by people and hold for any corpus. A kind is named only where
the question's words say it plainly; everything else is `OPEN`, which no text fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from corpus.figures import (
    DATE,
    MONEY,
    MONTH_ALONE,
    TIME,
    holds_email,
    holds_phone,
    holds_postal,
    holds_web,
)
from indexer.terms import words


class AnswerType(StrEnum):
    OPEN = "open"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    DURATION = "duration"
    PERSON = "person"
    PLACE = "place"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    POSTAL = "postal"
    STEPS = "steps"
    LIST = "list"
    REASON = "reason"


_NUMERAL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundred|thousand|million|billion|trillion|dozen|half|third|quarter|twice|once|both|"
    r"single|none|couple|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)s?"
)
# Kinds that are judged by structure, or not at all.
UNTYPED = frozenset({AnswerType.OPEN, AnswerType.LIST, AnswerType.STEPS})
# Kinds that a text either holds or doesn't: without one there is no answer.
CONTACTS = frozenset({AnswerType.PHONE, AnswerType.EMAIL, AnswerType.WEB, AnswerType.POSTAL})
_LONG_NUMBER = r"[A-Z]{0,2}(?:\d[ .\-/()\u00a0]{0,2}){6,}"
_START = r"^\W*(?:and |but |so )?"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# First match wins: from the most special to the most general.
_ASKS: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (
    # A number is given, and what it belongs to is asked for: a person, an office, a line.
    (
        AnswerType.OPEN,
        _any(
            rf"^\W*(?:whose|de qui[eé]n|a qui|wem|wessen|di chi)\b.*{_LONG_NUMBER}",
            rf"^\W*(?:who|which \w+) (?:is|has|uses|answers|owns|do \w+ reach)\b.*{_LONG_NUMBER}",
            rf"^\W*(?:what|who)(?:'s| is) (?:the )?(?:\w+ ){{0,2}}{_LONG_NUMBER}",
        ),
    ),
    (
        AnswerType.PHONE,
        _any(
            r"\b(?:tele)?phone numbers?\b",
            r"\bphone\?",
            r"\bnumber (?:to|can i|do i|should i) (?:call|dial|ring)\b",
            r"\bwhat (?:number|hotline) (?:do|can|should) \w+ (?:call|dial|ring|text)",
            r"\bnumber (?:of|for) (?:the |your |a )?(?:[\w-]+ ){0,4}"
            r"(?:hot ?line|help ?line|line|office|desk|center|centre|clinic)\b",
            r"\b(?:hotline|fax|toll-free|contact|helpline)(?:'s|’s)? (?:phone )?number\b",
            r"\bhow (?:can|do|could) (?:i|we|you|one) (?:call|phone|ring)\b",
            r"\b(?:tele)?phone (?:line )?(?:for|of|in)\b|\btelephone\?",
            r"\b(?:which|what) (?:emergency |short )?number (?:do|can|should|must|to)\b",
            r"\b(?:emergency|mobile|service|customer service) number\b",
            r"\bn[uú]mero de (?:tel[eé]fono|m[oó]vil|fax|contacto|emergencias?)\b",
            r"\bqu[eé] n[uú]mero (?:\w+ ){0,3}(?:llam|marc)|\btel[eé]fono (?:de|del|para)\b",
            r"\bnum[eé]ro (?:de )?t[eé]l[eé]phone\b|\b(?:quel|à quel) num[eé]ro\b.*(?:appel|compos)",
            r"\b(?:telefon|ruf|handy|fax|notruf|telefoon)nummer\b|\bwelche nummer\b",
            r"\bnumero (?:di|do|de) telef[oe]n[eo]\b|\bn[uú]mero (?:de|do) telefone\b",
        ),
    ),
    (
        AnswerType.EMAIL,
        _any(r"\be-?mail address(?:es)?\b", r"\bwhat(?:'s| is) \w+ e-?mail\b",
            r"\be-?mail[ -]?adress[eo]?n?\b|\badresse (?:e-?mail|[eé]lectronique|de courriel)\b",
            r"\bcorreo electr[oó]nico\b|\bdirecci[oó]n de correo\b|\bindirizzo (?:e-?mail|di posta"
            r" elettronica)\b|\bendere[cç]o de e-?mail\b",
        ),
    ),
    (
        AnswerType.WEB,
        _any(
            r"\bweb ?(?:site|page)? address\b",
            r"\burl\b",
            r"\bwhat(?:'s| is) the (?:link|web ?(?:site|page))\b",
            r"\b(?:p[aá]gina|sitio|direcci[oó]n) web\b|\bsite (?:web|internet)\b|\bsito web\b",
            r"\bweb ?(?:seite|adresse)\b|\binternet ?(?:seite|adresse)\b|\bwelche website\b",
        ),
    ),
    (
        AnswerType.POSTAL,
        _any(
            r"\b(?:mailing|postal|street|po box|office) address\b",
            r"\bwhere (?:do|can|should|must|may) (?:i|we|you|one) (?:mail|send|post|write) ",
            r"\bwhat (?:address|postcode|zip code)\b|\bto (?:what|which) address\b",
            r"\bdirecci[oó]n (?:postal|de env[ií]o)\b|\bad[oó]nde (?:env[ií]o|mando|debo enviar)\b",
            r"\badresse postale\b|\b(?:post|liefer)anschrift\b|\bpostadresse\b|\bpostadres\b",
            r"\bindirizzo postale\b|\bendere[cç]o postal\b",
        ),
    ),
    (
        AnswerType.AMOUNT,
        _any(
            r"\bhow many (?:dollars|cents|euros|pounds)\b",
            r"\bhow much (?:money|does|do|did|is|are|was|were|will|would|can|could|should|of a|"
            r"compensation|funding)\b(?!.*\b(?:time|water|energy)\b)",
            r"\b(?:cost|price|fee|budget|salary|wages?|income limit)\b.*\?",
            r"\bwhat(?:'s| is| are| was| were) the (?:\w+ ){0,3}"
            r"(?:cost|price|fee|fees|budget|amount|rate|rates)\b",
            r"\bcu[aá]nto cuesta\b",
        ),
    ),
    (
        AnswerType.DURATION,
        _any(
            r"\bhow (?:long|old)\b",
            r"\bhow many (?:years|months|weeks|days|hours|minutes)\b",
        ),
    ),
    (
        AnswerType.NUMBER,
        _any(
            r"\bhow many\b",
            r"\bwhat (?:number|percentage|percent|proportion|share|fraction) of\b",
            r"\bwhat (?:was|is) the (?:number|percentage|population|height|length|width|depth|"
            r"weight|score|speed|distance)\b",
            r"\bhow (?:far|fast|tall|high|deep|wide|large|big|heavy|hot|cold)\b",
            r"\bcu[aá]nt[oa]s\b",
        ),
    ),
    (
        AnswerType.DATE,
        _any(
            _START + r"when\b",
            r"\b(?:what|which) (?:year|date|day|month|century|decade)\b",
            r"\bdeadline\b.*\?",
            r"\bsince when\b",
            r"^\W*cu[aá]ndo\b",
        ),
    ),
    (
        AnswerType.STEPS,
        _any(
            r"\bhow (?:do|can|should|could|would|to)\b",
            r"\bwhat (?:are the )?steps\b",
            r"\bprocedures? (?:for|to)\b",
            r"\bc[oó]mo (?:puedo|se|hago)\b",
        ),
    ),
    (
        AnswerType.PERSON,
        _any(
            _START + r"(?:by |to |from |with )?who(?:se|m)?\b",
            r"\b(?:what|which) (?:person|people|man|woman|author|president|actor|player|singer|"
            r"king|queen|scientist)\b",
            r"\bwhat (?:is|was) the name of the (?:person|man|woman|author)\b",
            r"^\W*qui[eé]n",
        ),
    ),
    (
        AnswerType.PLACE,
        _any(
            _START + r"(?:from |to )?where\b",
            r"\b(?:what|which) (?:city|country|state|place|town|county|region|river|continent|"
            r"street|stadium|building)\b",
            r"^\W*(?:a |de )?d[oó]nde\b",
        ),
    ),
    (
        AnswerType.REASON,
        _any(
            _START + r"why\b",
            r"\bwhat (?:is|was|are|were) the (?:reason|cause)s?\b",
            r"^\W*por qu[eé]\b",
        ),
    ),
    (
        AnswerType.LIST,
        _any(
            r"\b(?:what|which) are (?:the|some|all)\b",
            r"\bwhat (?:\w+ )?(?:kinds?|types?|sorts?|forms?|documents|benefits|services|"
            r"requirements|goals|objectives|initiatives|options|ways|items|examples|symptoms|"
            r"factors)\b",
            r"^\W*(?:please )?(?:list|name|enumerate)\b",
            r"\b(?:are|is) listed\b",
            r"\bwhich \w+s\b",
            r"\bcu[aá]les son\b",
        ),
    ),
)

_HOLDS: dict[AnswerType, re.Pattern[str]] = {
    AnswerType.NUMBER: _any(
        r"\d[\d,.]*", rf"\b{_NUMERAL}\b", r"\b(?:several|many|most|few|all|no)\b"
    ),
    AnswerType.AMOUNT: _any(
        MONEY,
        r"\d[\d,.]*\s?(?:percent|%|marks?)",
        rf"\b{_NUMERAL}\s(?:dollars?|euros?|pounds?|cents?|percent)",
        r"\b(?:free|no cost|at no charge)\b",
        r"\d",
    ),
    AnswerType.DATE: _any(
        DATE,
        TIME,
        rf"\b{MONTH_ALONE}",
        r"\b(?:1[0-9]|20)\d\d\b",
        r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b",
        r"\b\d{1,2}(?:st|nd|rd|th)\b",
        r"\b(?:\d+|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
        r"twelfth|sixteenth|eighteenth|nineteenth|twentieth)[\s-]centur",
        r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\s"
        r"(?:day|week|month|quarter|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
        r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|yesterday|"
        r"decade|century|immediately|annually|when|once|after|before|until|within|during|"
        r"as soon as)\b",
        rf"\b(?:\d+|{_NUMERAL})\s(?:minute|hour|day|week|month|year)s?\b",
        r"\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b(?:noon|midnight)\b",
        rf"\b(?:\d+|{_NUMERAL}) o.clock\b",
    ),
    AnswerType.DURATION: _any(
        rf"\b(?:\d[\d,.]*|{_NUMERAL}|a|an|several|few)[\s-](?:to\s\d+\s)?(?:\w+\s)?"
        r"(?:second|minute|hour|day|week|month|year|decade|centur|generation)",
        r"\b(?:1\d|20)\d\d\b",
        r"\b(?:permanent|indefinite|lifetime|forever|until)",
    ),
    AnswerType.REASON: _any(
        r"\b(?:because|due to|since|so that|in order to|as a result|therefore|thus|reason|"
        r"cause[ds]?|to\s\w+|for\s\w+ing|led to|owing|allow|help|ensure)\b"
    ),
}
# What is told by its look, whatever the words around it.
_FOUND: dict[AnswerType, Callable[[str], bool]] = {
    AnswerType.EMAIL: holds_email,
    AnswerType.WEB: holds_web,
    AnswerType.POSTAL: holds_postal,
}
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)(?<![\w’'-])[A-Z][\w’'.-]+")
_ROLE = re.compile(
    r"\b(?:you|we|us|people|person|veterans?|parents?|children|spouses?|students?|members?|staff|"
    r"agenc(?:y|ies)|officials?|officers?|judges?|lawyers?|courts?|departments?|company|companies|"
    r"government|workers?|teams?|groups?|users?|survivors?|specialists?|doctors?|teachers?|"
    r"providers?|administrators?|librarians?|counselors?|advisors?|representatives?|nurses?|"
    r"experts?|interns?|authors?|editors?|leaders?|owners?|managers?|employ(?:ers?|ees?)|citizens?|"
    r"residents?|anyone|everyone|someone|he|she|they|partners?|communit(?:y|ies))\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\b(?:in|at|on|near|from|to|via|through|within|north|south|east|west|online|page|office|website|"
    r"center|centre|portal|click)\b",
    re.IGNORECASE,
)


def asked_for(question: str) -> AnswerType:
    """The kind that the question asks for, by its words alone."""
    for kind, pattern in _ASKS:
        if pattern.search(question):
            return kind
    return AnswerType.OPEN


def holds(
    kind: AnswerType,
    text: str,
    question_words: frozenset[str] = frozenset(),
    *,
    regions: tuple[str, ...] = (),
    about: str = "",
) -> bool:
    """Does `text` hold something of that kind, other than what the question itself named?

    `question_words`: folded words of the question; a name that the question gave is no answer to
    "who". `regions`: the countries whose telephone numbers the text is likely to give; `about`:
    what introduces it. Lists and steps are judged by structure, not here.
    """
    if kind in UNTYPED:
        return True
    if kind is AnswerType.PHONE:
        return holds_phone(text, regions, about)
    if kind in _FOUND:
        return _FOUND[kind](text)
    if kind in (AnswerType.PERSON, AnswerType.PLACE):
        named = any(
            name.group().casefold().strip(".’'") not in question_words
            for name in _NAME.finditer(text)
        )
        other = _ROLE if kind is AnswerType.PERSON else _SITE
        return named or bool(other.search(text))
    if kind is AnswerType.NUMBER or kind is AnswerType.DATE:
        pattern = _HOLDS[kind]
        return any(not set(words(m.group())) <= question_words for m in pattern.finditer(text))
    return bool(_HOLDS[kind].search(text))
