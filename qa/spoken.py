"""Of what is there in several languages, the reader's own leads.

What always holds: a document in another language leads only where none in the reader's answers
nearly as surely; no quote says once more, in another language, what one before it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from corpus.language import base_language, language_named
from indexer.terms import in_dictionary, words
from qa.examined import Examined
from qa.passages import Passages
from qa.query.understand import Query
from qa.question import Filters
from qa.quote.select import Selection

# By how much an answer in another language may be surer: a reader across languages is less so.
BESIDE = 0.2
# The least cosine of two texts that say the same in two languages, with a model that knows both:
# of ten sentences in three languages each, translations had .48 to .86, others less than .5.
ALIKE = 0.55
_FIGURES = re.compile(r"\d+")


def readers_language(query: Query, chosen: str, known: Collection[str]) -> str | None:
    """The question's, where it is one of those `known` and its words tell; else the one that the
    reader has `chosen` for the desk. None where neither is known."""
    own, other = query.language, base_language(chosen)
    if own in known and (other not in known or _tells(query, own, other)):
        return own
    return other if other in known else None


def _tells(query: Query, own: str, other: str) -> bool:
    """Is a question in one language rather than in the other?"""
    found = words(query.analysis.original)
    function = language_named(own).function
    return own == other or any(
        word in function
        or (word.isalpha() and in_dictionary(word, own) and not in_dictionary(word, other))
        for word in found
    )


def only_in(filters: Filters, language: str) -> Filters | None:
    """Filters that leave documents in that language only; None where they leave none of them."""
    chosen = tuple(tag for tag in filters.languages if base_language(tag) == language)
    if filters.languages and not chosen:
        return None
    return replace(filters, languages=chosen or (language,))


def leads(own: Examined, found: Examined) -> bool:
    """Is what was found in the reader's language good enough to lead what was found in any?"""
    sure, other = own.decision.confidence, found.decision.confidence
    return own.decision.answered and sure + BESIDE >= other


def without_repeats(
    examined: Examined,
    passages: Passages,
    language: str | None,
    cosine: Callable[[str, str], float] | None,
) -> Examined:
    """What was found, without what one before it says in another language; what is in the reader's
    stays. `cosine`: of two texts, by a model that knows these languages; None where it doesn't, so
    that only figures tell."""
    kept: list[Selection] = []
    for each in examined.selections:
        own = passages.language(each.document) == language
        if own or not any(_same(passages, one, each, cosine) for one in kept):
            kept.append(each)
    return replace(examined, selections=tuple(kept))


def _same(
    passages: Passages,
    one: Selection,
    other: Selection,
    cosine: Callable[[str, str], float] | None,
) -> bool:
    """Do two say the same in two languages?"""
    if passages.language(one.document) == passages.language(other.document):
        return False
    first, second = (it.span.of(passages.document(it.document).text) for it in (one, other))
    figures = set(_FIGURES.findall(first))
    if figures and figures == set(_FIGURES.findall(second)):
        return True
    return cosine is not None and cosine(first, second) >= ALIKE
