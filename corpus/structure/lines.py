"""What a single line tells by itself: whether a template printed it, whether it is only a label.

The words are English: a template in another language is known by what repeats only, see
``corpus.boilerplate``.
"""

from __future__ import annotations

import re

_ENDS_SENTENCE = re.compile(r"[.!?;,…][\"'”’)\]]*$")

# What page templates print around a text. A unit like this may be quoted, but doesn't lead.
_BOILERPLATE = re.compile(
    r"^(?:(?:scroll|back|return|jump|go) (?:back )?to (?:the )?(?:top|main|content)|skip to |"
    r"(?:e-?mail|contact|follow) (?:us|me|[A-Z][a-z]+)$|"
    r"(?:share|print|e-?mail|tweet|pin)(?: this)?\b.{0,20}$|"
    r"actions: |subscribe\b|sign up for (?:our|the) |click on the rss|"
    r"(?:previous|next|home|menu|search|close|more|learn more|read more|see also|related)$|"
    r"all rights reserved|copyright|©|cookie|advertisement|page last (?:updated|reviewed)|"
    r"last updated|(?:list|grid) view$|vídeo: |tags?: )|\|\s*permalink|\brss (?:feed|reader)\b",
    re.IGNORECASE,
)


def is_boilerplate(text: str) -> bool:
    """Is this what a page's template prints around its text ("Scroll to Top")?"""
    return bool(_BOILERPLATE.search(text.strip()))


def is_label(text: str) -> bool:
    """A word or two that say nothing by themselves ("Forms"); a number or a full stop says more."""
    few = len(text.split()) <= 2
    return few and not any(c.isdigit() for c in text) and not ends_sentence(text)


def ends_sentence(text: str) -> bool:
    """Does it end with a mark that ends or parts a sentence?"""
    return bool(_ENDS_SENTENCE.search(text))


def fold(text: str) -> str:
    """Text for comparing: case and white space don't count."""
    return " ".join(text.casefold().split())
