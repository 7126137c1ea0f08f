"""Words that carry no topic, and phrases that carry no question, by language.

Only function words and politeness: what is listed here counts for nothing in matching, so a topic
word must never be.
"""

from __future__ import annotations

import re

_EN = """
a about above after again against all also am an and any are aren't as at be because been before
being below between both but by can cannot can't could couldn't did didn't do does doesn't doing
don't down during each either else ever every few for from further had hadn't has hasn't have
haven't having he her here hers herself him himself his how however i if in into is isn't it its
itself just let lets like ll m may me might mine more most much must my myself neither no nor not of
off on once one only or other others our ours ourselves out over own per please quite rather re
really s same shall she should so some someone something such t than thank thanks that the their
theirs them themselves then there these they this those through to too under until up upon us very
via was wasn't we were weren't what whatever when where whether which while who whom whose why will
with within without would yes yet you your yours yourself yourselves ve d o k ok okay hi hello hey
dear
""".split()  # noqa: SIM905
# Words of asking: "can you tell me about", "what does it say", "I want to know more about".
_EN_ASKING = """
tell know say says said want wanted need find give show explain describe mention mentions mentioned
list name question ask asked wondering understand mean means many kind kinds sort sorts thing things
anything everything go going get gets getting got make makes made happen happens use used using
help exactly actually currently
""".split()  # noqa: SIM905
_ES = """
a al algo algun alguna algunas alguno algunos ante antes como con contra cual cuales cuando cuanta
cuantas cuanto cuantos de del desde donde dos e el ella ellas ellos en entre era es esa esas ese eso
esos esta estan estas este esto estos fue ha hacia han hasta hay la las le les lo los mas me mi mis
mucho muchos muy nada ni no nos nosotros o para pero por porque puede pueden puedo que quien quienes
se ser si sin sobre son su sus tambien te tiene tienen tengo todo todos tu tus un una unas uno unos
usted ustedes y ya yo gracias hola
""".split()  # noqa: SIM905

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(word.replace("'", "") for word in _EN),
    "es": frozenset(_ES),
}
ASKING_WORDS: dict[str, frozenset[str]] = {"en": frozenset(_EN_ASKING), "es": frozenset()}

# Words that name a way to reach somebody.
CONTACT_WORDS = frozenset(
    """phone telephone number numbers call dial ring email address addresses url link website
    webpage homepage web page site mailing postal postcode zip
    telefono numero correo electronico direccion postal sitio pagina llamar llamo
    telephone telefonnummer rufnummer nummer telefon telefoonnummer adresse anschrift postadresse
    postanschrift webseite internetseite courriel indirizzo sito telefone endereco""".split()  # noqa: SIM905
)

# Openings that change nothing. Applied again and again from the left; what is left must be a
# question of its own.
PADDING = re.compile(
    r"^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|dear (?:sir|madam|team|all))\b"
    r"(?: there)?"
    r"|(?:thanks?|thank you)(?: so much| very much| a lot)?\b"
    r"|(?:ok|okay|so|well|please|sorry|excuse me|by the way|btw|great|cool|alright)\b"
    r"|(?:can|could|would|will) (?:you|someone|anyone|u) (?:please |kindly )?(?:tell|explain to|"
    r"show|help|inform|advise|let) me(?: know| understand)?\b"
    r"|(?:can|could|would) (?:you|someone|anyone) (?:please |kindly )?"
    r"(?:explain|tell|provide|give)\b"
    r"(?: me\b)?"
    r"|(?:please )?(?:tell|let) me(?: know)?\b"
    r"|(?:please )?(?:give|show|send) (?:me|us)\b"
    r"|(?:i(?:'d| would)? (?:like|want|need)|i(?:'m| am) (?:trying|looking)) to (?:know|find out|"
    r"learn|ask|understand)\b"
    r"|i (?:was|am|'m) wondering\b|i wonder\b|i have a question\b|(?:my )?question(?: is)?:"
    r"|do you (?:happen to )?know\b|any idea\b|just wondering\b)"
    r"[\s,.:;!—–-]*(?:(?:if|whether|about)\b(?=\s+\S+\s+\S+)[\s,]*)?",
    re.IGNORECASE,
)

# Words that point at something said before.
POINTING = {
    "en": frozenset(
        """it its they them their theirs that this those these he him his she her hers one ones
        there then same other others else another instead too also more such former latter both
        """.split()  # noqa: SIM905
    ),
    # Without accents "esta" is "está" more often, "el" an article, and "su" may be "your".
    "es": frozenset(
        """eso esto ese esa esos esas este estos aquello ella ello ellos ellas ahi alli entonces
        mismo misma otro otra otros otras demas tambien ambos ambas""".split()  # noqa: SIM905
    ),
}
# Words that stand for somebody or something named before.
PRONOUNS = {
    "en": frozenset("it its they them their he him his she her hers".split()),  # noqa: SIM905
    "es": frozenset("ella ello ellos ellas eso esto".split()),  # noqa: SIM905
}
# Words that count, by language: which item of a list they name.
ORDINALS: dict[str, dict[str, int]] = {
    "en": {
        word: number
        for number, pair in enumerate(
            (
                "first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th",
                "seventh 7th", "eighth 8th", "ninth 9th", "tenth 10th",
            ),
            start=1,
        )
        for word in pair.split()
    } | {"last": -1}
}  # fmt: skip
# What stands before a word that counts an item; "their first child" is no item of a list.
COUNTED = {
    "en": frozenset("the this that these which what whats and very".split())  # noqa: SIM905
}
# What only looks like counting.
ORDINAL_COMPOUNDS = frozenset(
    f"{word} {noun}"
    for word, nouns in {
        "first": "aid name names lady class hand language nation nations responder responders"
        " instance time grade grader",
        "second": "hand language opinion home class chance time half grade",
        "third": "party parties world person time grade",
        "last": "name names minute resort will call",
    }.items()
    for noun in nouns.split()
)
# "The last year", "the last time" count no item.
TIMES = frozenset(
    """year years month months week weeks day days night hour hours minute minutes decade time
    century""".split()  # noqa: SIM905
)
# Nouns that say nothing of the list that they are an item of.
PLAIN_ITEMS = frozenset(
    "one ones item items point points thing things entry bullet".split()  # noqa: SIM905
)

_SPELLED = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty""".split()  # noqa: SIM905
# "five" for "5" and back.
NUMERALS = {word: str(number) for number, word in enumerate(_SPELLED, start=1)} | {
    str(number): word for number, word in enumerate(_SPELLED, start=1)
}

# Words by which an asker speaks of themselves and their own; "us" may be the country.
PERSONAL = frozenset("i my me mine we our yo mi nosotros".split())  # noqa: SIM905
# A question that opens like this goes on from another. "¿" and the like may stand before it.
FOLLOWING_OPENERS = re.compile(
    r"^\W*(?:and|but|or|also|what about|how about|what else|which ones?|who else|"
    r"any (?:other|more)|why not|no,|yes,|then|ok,|(?:y|e|pero|entonces|tambi[eé]n) )\b",
    re.IGNORECASE,
)

# A sentence that opens like this leans on the one before it.
LEANING = re.compile(
    r"^(?:(?:this|these|those|that|it|they|he|she|his|her|its|their|such|both|each|also|however|"
    r"therefore|thus|moreover|furthermore|otherwise|instead|additionally|in addition|for example|"
    r"for instance|as a result|in this case|if so|then|but|and|or|yes|no|the (?:latter|former|"
    r"following|same|other|above))\b)",
    re.IGNORECASE,
)

# A text that ends like this announces what comes after it.
ANNOUNCING = re.compile(
    r"(?::|\b(?:below|as follows|(?:the|these) following)\b[^.!?]{0,40}\.)$", re.IGNORECASE
)
