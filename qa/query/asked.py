"""What kind of thing a question asks for, by its words alone.

What always holds: a kind is named only where the words say it plainly; everything else is `OPEN`.
"""

from __future__ import annotations

import re

from qa.query.answer_type import AnswerType, any_of

_LONG_NUMBER = r"[A-Z]{0,2}(?:\d[ .\-/()\u00a0]{0,2}){6,}"
_START = r"^\W*(?:and |but |so )?"


# First match wins: from the most special to the most general.
_ASKS: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (
    # A number is given, and what it belongs to is asked for: a person, an office, a line.
    (
        AnswerType.HOLDER,
        any_of(
            rf"^\W*(?:whose|de qui[eé]n|a qui|wem|wessen|di chi)\b.*{_LONG_NUMBER}",
            r"^\W*(?:who|which \w+) (?:is|has|uses|answers|owns|(?:do|can|will) \w+ "
            rf"(?:reach|get|call))\b.*{_LONG_NUMBER}",
            r"^\W*what (?:(?:is|kind of) )?(?:the )?(?:number|account|line) (?:is )?"
            rf"{_LONG_NUMBER}",
        ),
    ),
    (
        AnswerType.PHONE,
        any_of(
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
            r"\bnum[eé]ro (?:de )?t[eé]l[eé]phone\b|\bquel num[eé]ro\b.*(?:appel|compos)",
            r"\b(?:telefon|ruf|handy|fax|notruf|telefoon)nummer\b|\bwelche nummer\b",
            r"\bnumero (?:di|do|de) telef[oe]n[eo]\b|\bn[uú]mero (?:de|do) telefone\b",
        ),
    ),
    (
        AnswerType.EMAIL,
        any_of(
            r"\be-?mail address(?:es)?\b",
            r"\bwhat(?:'s| is) \w+ e-?mail\b",
            r"\be-?mail[ -]?adress[eo]?n?\b|\badresse (?:e-?mail|[eé]lectronique|de courriel)\b",
            r"\bcorreo electr[oó]nico\b|\bdirecci[oó]n de correo\b|\bindirizzo (?:e-?mail|di posta"
            r" elettronica)\b|\bendere[cç]o de e-?mail\b",
        ),
    ),
    (
        AnswerType.WEB,
        any_of(
            r"\bweb ?(?:site|page)? address\b",
            r"\burl\b",
            r"\bwhat(?:'s| is) the (?:link|web ?(?:site|page))\b",
            r"\b(?:p[aá]gina|sitio|direcci[oó]n) web\b|\bsite (?:web|internet)\b|\bsito web\b",
            r"\bweb ?(?:seite|adresse)\b|\binternet ?(?:seite|adresse)\b|\bwelche website\b",
        ),
    ),
    (
        AnswerType.POSTAL,
        any_of(
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
        any_of(
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
        any_of(
            r"\bhow (?:long|old)\b",
            r"\bhow many (?:years|months|weeks|days|hours|minutes)\b",
        ),
    ),
    (
        AnswerType.NUMBER,
        any_of(
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
        any_of(
            _START + r"when\b",
            r"\b(?:what|which) (?:year|date|day|month|century|decade)\b",
            r"\bdeadline\b.*\?",
            r"\bsince when\b",
            r"^\W*cu[aá]ndo\b",
        ),
    ),
    (
        AnswerType.STEPS,
        any_of(
            r"\bhow (?:do|can|should|could|would|to)\b",
            r"\bwhat (?:are the )?steps\b",
            r"\bprocedures? (?:for|to)\b",
            r"\bc[oó]mo (?:puedo|se|hago)\b",
        ),
    ),
    (
        AnswerType.PERSON,
        any_of(
            _START + r"(?:by |to |from |with )?who(?:se|m)?\b",
            r"\b(?:what|which) (?:person|people|man|woman|author|president|actor|player|singer|"
            r"king|queen|scientist)\b",
            r"\bwhat (?:is|was) the name of the (?:person|man|woman|author)\b",
            r"^\W*qui[eé]n",
        ),
    ),
    (
        AnswerType.PLACE,
        any_of(
            _START + r"(?:from |to )?where\b",
            r"\b(?:what|which) (?:city|country|state|place|town|county|region|river|continent|"
            r"street|stadium|building)\b",
            r"^\W*(?:a |de )?d[oó]nde\b",
        ),
    ),
    (
        AnswerType.REASON,
        any_of(
            _START + r"why\b",
            r"\bwhat (?:is|was|are|were) the (?:reason|cause)s?\b",
            r"^\W*por qu[eé]\b",
        ),
    ),
    (
        AnswerType.LIST,
        any_of(
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


def asked_for(question: str) -> AnswerType:
    """The kind that the question asks for, by its words alone."""
    for kind, pattern in _ASKS:
        if pattern.search(question):
            return kind
    return AnswerType.OPEN
