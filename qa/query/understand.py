"""The first stage: a question with its conversation -> what is searched for.

What always holds: the language that the question is read in is told once, here, and handed on; no
document is looked at, only the words that the index holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.embed import Embedder, Vectors
from indexer.index import Index
from indexer.terms import fold_word, idf, in_dictionary, stem, words
from qa.query.analysis import (
    Analysis,
    Term,
    analyse,
    is_polite,
    language_of,
    lexical_query,
    strip_padding,
)
from qa.query.conversation import Context, context_of
from qa.question import Question

# Tags of a page that was copied into the question.
_MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")

Synonyms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question, understood: the same whatever documents it is then searched for in.

    analysis  its words and the kind of answer that it asks for
    context   what it needs of the conversation
    carried   the words that it takes from there, as terms of less weight
    language  that the question was read in: one of the documents' languages
    vector    embedding of the question, shape (dimension,)
    joined    embedding of the question joined with what went before; None at the start
    """

    analysis: Analysis
    context: Context
    carried: tuple[Term, ...]
    language: str
    vector: Vectors
    joined: Vectors | None

    @property
    def terms(self) -> tuple[Term, ...]:
        """The question's own words, then those that are carried over."""
        return (*self.analysis.terms, *self.carried)

    @property
    def lexical(self) -> dict[str, float]:
        """Words and weights for the lexical search."""
        weights = lexical_query(self.analysis)
        for term in self.carried:
            weights.setdefault(term.word, self.context.carry)
        return weights

    @property
    def readable(self) -> str:
        """As a reader is given it, which sees nothing of what went before."""
        text, recent = self.analysis.text, self.context.recent
        return f"{text} ({', '.join(recent)})" if recent else text

    @property
    def weight(self) -> float:
        """What a passage that holds every word is worth (sum of idf)."""
        return sum(term.idf for term in self.terms)


def understand(
    question: Question,
    index: Index,
    embedder: Embedder,
    synonyms: Synonyms,
) -> Query | None:
    """None where the question has no word, or none but thanks and greetings.

    `synonyms`: folded word -> words or phrases that stand for it.
    """
    languages = index.contents.languages
    text = " ".join(_MARKUP.sub(" ", question.text).split())
    if not words(text) or is_polite(text):
        return None
    language = language_of(text, languages, index.vocabulary)

    def is_word(word: str) -> bool:
        # By the dictionary; by the model's vocabulary for what that leaves out, names for one.
        # A literal question's words all are: none is taken for a misspelling.
        known = question.literal or in_dictionary(word, language)
        return known or embedder.is_word(fold_word(word))

    analysis = analyse(
        text, index.vocabulary, index.acronyms, is_word, synonyms, language, languages
    )
    context = context_of(strip_padding(analysis.text, language), question.history, language)
    texts = [analysis.text] if context.joined is None else [analysis.text, context.joined]
    vectors = embedder.embed_queries(texts)
    return Query(
        analysis=analysis,
        context=context,
        carried=_carried(context, index, language),
        language=language,
        vector=vectors[0],
        joined=vectors[1] if len(vectors) > 1 else None,
    )


def _carried(context: Context, index: Index, language: str) -> tuple[Term, ...]:
    """Carried words as terms of less weight; those that no document holds are dropped."""
    found = []
    for word in context.carried:
        stemmed = stem(word, language)
        if index.vocabulary.frequency(stemmed):
            weight = context.carry * idf(index.vocabulary, stemmed)
            found.append(Term(word=word, stem=stemmed, idf=weight, known=True))
    return tuple(found)
