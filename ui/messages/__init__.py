"""The fixed wording, one catalogue a language: everything the desk says that is not a quote.

What always holds: every `Reason` of a refusal has its wording, a catalogue is complete (a field
left out is an error when the module is imported), and no wording states anything about what the
documents say.
"""

from ui.messages.catalogue import Catalogue
from ui.messages.de import GERMAN
from ui.messages.en import ENGLISH
from ui.messages.es import SPANISH
from ui.messages.fr import FRENCH
from ui.messages.it import ITALIAN
from ui.messages.pt import PORTUGUESE
from ui.messages.spoken import error_line, spoken
from ui.messages.wording import Said, Wording

__all__ = [
    "CATALOGUES",
    "ENGLISH",
    "FRENCH",
    "GERMAN",
    "ITALIAN",
    "PORTUGUESE",
    "SPANISH",
    "Catalogue",
    "Said",
    "Wording",
    "catalogue",
    "error_line",
    "spoken",
]

# In the order in which they are offered.
CATALOGUES = {it.language: it for it in (ENGLISH, GERMAN, SPANISH, FRENCH, ITALIAN, PORTUGUESE)}


def catalogue(language: str = "en") -> Catalogue:
    """The catalogue of a language (``en``, ``en-GB``); English where there is none."""
    return CATALOGUES.get(language.partition("-")[0].lower(), ENGLISH)
