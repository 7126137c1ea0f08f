"""The one catalogue of fixed wording: everything the desk says that is not a quote.

What always holds: every `Reason` of a refusal has its wording, a catalogue is complete (a field
left out is an error when the module is imported), and no wording states anything about what the
documents say.
"""

from ui.messages.catalogue import Catalogue, Wording
from ui.messages.en import ENGLISH

__all__ = ["ENGLISH", "Catalogue", "Wording", "catalogue"]

_BY_LANGUAGE = {ENGLISH.language: ENGLISH}


def catalogue(language: str = "en") -> Catalogue:
    """The catalogue of a language (``en``, ``en-GB``); English where there is none."""
    return _BY_LANGUAGE.get(language.partition("-")[0].lower(), ENGLISH)
