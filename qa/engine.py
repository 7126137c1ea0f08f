"""The whole way from a question to a reply.

What always holds: a reply is made of slices of the index's own documents, checked when it is made;
a document that isn't in force doesn't lead an answer that one in force gives too; asking changes
nothing, so any number of threads may ask at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from corpus.document import Document
from corpus.outline import Outlines
from indexer.embed import Embedder, Vectors
from indexer.index import Index, check_model
from indexer.terms import base_language, fold_word, in_dictionary, stem, words
from qa.cite.cite import cite
from qa.cite.page_text import page_text
from qa.decide import Weights, default_weights, features_of, probability
from qa.explain import Examined, explanation
from qa.query.answer_type import holds
from qa.query.conversation import Context, understand
from qa.query.filters import passing
from qa.query.understand import (
    Analysis,
    Term,
    analyse,
    language_of,
    lexical_query,
    strip_padding,
    without_ordinals,
)
from qa.question import Question, check_length
from qa.quote.select import MAX_QUOTES, Selection, names_item, select
from qa.rank.features import Candidate, passage_stems, rank_documents, score_units, stem_set
from qa.rank.retrieve import Scope, retrieve, scope_of
from qa.reply import Answer, Quote, Reason, Refusal, Reply, Understanding, quote_from
from qa.validity import Validity, utc_today, validities

# A refusal with a passage at least this near to the question is "related, but not this".
RELATED_COSINE = 0.35
# So is one that holds this share of the question's word weight: short questions have low cosines.
RELATED_SHARE = 0.4
KEPT_PAGES = 256  # documents whose text is kept in the form that links are made from
KEPT_SCOPES = 8
RANKED = 10  # documents named in a reply


def _with_first(name: str, ranking: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, *ranking)))[:RANKED]


def _always(_: str) -> bool:
    """Every word is one: none is taken for a misspelling."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question, read: what is searched for, whatever documents it is searched for in."""

    analysis: Analysis
    context: Context
    carried: tuple[Term, ...]
    query: Vectors
    joined: Vectors | None


class Engine:
    """Answers questions over one index."""

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        *,
        weights: Weights | None = None,
        synonyms: Mapping[str, tuple[str, ...]] | None = None,
        today: Callable[[], date] = utc_today,
    ) -> None:
        """`synonyms`: folded word -> words or phrases that stand for it. `today`: the day by which
        documents are in force or not.

        Raises StoreError if the index was made with another model.
        """
        check_model(index, embedder)
        self._synonyms = synonyms or {}
        self._index = index
        self._embedder = embedder
        self._weights = weights or default_weights()
        self._outlines = Outlines(index.documents)
        self._languages = frozenset(base_language(d.metadata.language) for d in index.documents)
        self._today = today
        self._validities = lru_cache(maxsize=2)(partial(validities, index.documents))
        self._scope = lru_cache(maxsize=KEPT_SCOPES)(partial(scope_of, index))
        self._page_text = lru_cache(maxsize=KEPT_PAGES)(lambda row: page_text(index.documents[row]))

    @property
    def documents(self) -> Mapping[str, Document]:
        return {document.id: document for document in self._index.documents}

    def ask(self, question: Question, *, explain: bool = False) -> Reply:
        """`explain` adds to the reply how it came about, and changes nothing else in it.

        Raises QuestionError if the question is too long, or its filters name what isn't there or
        leave no document.
        """
        examined = self.examine(question)
        if examined is None:
            return Refusal(reason=Reason.EMPTY_QUESTION, closest=(), confidence=0.0, ranking=())
        reply = self._reply(examined)
        if explain:
            reply = replace(reply, explain=explanation(examined, self._index, self._weights))
        return reply

    def examine(self, question: Question) -> Examined | None:
        """Everything that a reply is made from; None if the question has no word.

        Raises QuestionError as `ask` does.
        """
        check_length(question.text)
        in_force = self._validities(self._today())
        documents = passing(question.filters, self._index.documents, in_force)
        text = " ".join(question.text.split())
        if not words(text):
            return None
        index = self._index
        language = language_of(text, self._languages, index.vocabulary)
        is_word = _always if question.literal else partial(self._is_word, language=language)
        analysis = analyse(
            text, index.vocabulary, index.acronyms, is_word, self._synonyms, language
        )
        context = understand(strip_padding(analysis.text), question.history)
        carried = self._carried(context, language)
        query, joined = self._embed(analysis, context)
        asked = _Asked(
            analysis=analysis, context=context, carried=carried, query=query, joined=joined
        )
        found = self._search(asked, None if documents is None else self._scope(documents))
        if not found.selections or in_force[found.selections[0].document].current:
            return found
        current = frozenset(
            row
            for row, validity in enumerate(in_force)
            if validity.current and (documents is None or row in documents)
        )
        return self._led_by(self._search(asked, self._scope(current)), found) if current else found

    def _search(self, asked: _Asked, scope: Scope | None) -> Examined:
        index, analysis, context = self._index, asked.analysis, asked.context
        lexical = lexical_query(analysis)
        for term in asked.carried:
            lexical.setdefault(term.word, context.carry)
        hits = retrieve(
            index,
            query=asked.query,
            words=lexical,
            weight=analysis.weight + sum(term.idf for term in asked.carried),
            context=asked.joined,
            context_weight=context.weight,
            scope=scope,
        )

        def scored(terms: Analysis) -> tuple[Candidate, ...]:
            leaning = asked.joined if context.leans else None
            return score_units(
                index,
                self._outlines,
                terms,
                asked.carried,
                asked.query,
                leaning,
                hits,
                self._weights.units,
            )

        candidates = scored(analysis)
        by_number = names_item(index, self._outlines, analysis, candidates)
        if by_number:
            # "The fourth goal" names an item of a list: "fourth" need not stand in a text.
            analysis = without_ordinals(analysis)
            candidates = scored(analysis)
        selections = select(index, self._outlines, analysis, candidates)
        ranking = rank_documents(index, hits, candidates, RANKED)
        if by_number:
            # It is what was asked for, whichever document speaks more of the question's words.
            ranking = _with_first(index.documents[selections[0].document].id, ranking)
        features = None
        if candidates:
            best = index.units[candidates[0].row]
            held = passage_stems(index, self._outlines, best)
            found = any(self._holds_kind(selection, analysis) for selection in selections)
            features = features_of(analysis, hits, candidates, held, found)
        return Examined(
            analysis=analysis,
            context=context,
            hits=hits,
            candidates=candidates,
            selections=selections,
            ranking=ranking,
            features=features,
            confidence=probability(features, self._weights) if features else 0.0,
        )

    def _led_by(self, current: Examined, found: Examined) -> Examined:
        """What was found, led by the best of the documents in force where that is good enough to
        be an answer by itself. What was found first stays, after it: it may say otherwise."""
        if not current.selections or current.confidence < self._weights.threshold:
            return found
        lead = current.selections[0]
        said = self._stems(lead)
        others = [
            other
            for other in found.selections
            if not (other.document == lead.document and other.span.overlaps(lead.span))
            and not self._stems(other) <= said
        ]
        name = self._index.documents[lead.document].id
        return replace(
            current,
            selections=(lead, *others[: MAX_QUOTES - 1]),
            ranking=_with_first(name, found.ranking),
        )

    def _stems(self, selection: Selection) -> frozenset[str]:
        document = self._index.documents[selection.document]
        return stem_set(selection.span.of(document.text), base_language(document.metadata.language))

    def _reply(self, examined: Examined) -> Reply:
        in_force = self._validities(self._today())
        quotes = tuple(
            self._quote(selection, in_force[selection.document])
            for selection in examined.selections
        )
        understanding = Understanding(
            searched_for=examined.analysis.text if examined.analysis.mended else None,
            understood_with=examined.context.carried,
            missing_words=examined.analysis.missing,
        )
        reason = self._reason(examined)
        if reason is None:
            return Answer(
                quotes=quotes,
                confidence=examined.confidence,
                ranking=examined.ranking,
                understanding=understanding,
            )
        return Refusal(
            reason=reason,
            closest=quotes if reason is Reason.NOT_ANSWERED else (),
            confidence=examined.confidence,
            ranking=examined.ranking,
            understanding=understanding,
        )

    def _reason(self, examined: Examined) -> Reason | None:
        """Why to refuse, or None to answer."""
        if examined.context.lost:
            return Reason.NEEDS_CONTEXT
        if examined.selections and examined.confidence >= self._weights.threshold:
            return None
        near = max((hit.dense for hit in examined.hits), default=0.0)
        shared = examined.features.nearby if examined.features else 0.0
        related = near >= RELATED_COSINE or shared >= RELATED_SHARE
        return Reason.NOT_ANSWERED if related else Reason.NOTHING_RELATED

    def _is_word(self, word: str, language: str) -> bool:
        """By the dictionary; by the model's vocabulary for what that leaves out, names for one."""
        return in_dictionary(word, language) or self._embedder.is_word(fold_word(word))

    def _embed(self, analysis: Analysis, context: Context) -> tuple[Vectors, Vectors | None]:
        if context.joined is None:
            return self._embedder.embed([analysis.text])[0], None
        vectors = self._embedder.embed([analysis.text, context.joined])
        return vectors[0], vectors[1]

    def _carried(self, context: Context, language: str) -> tuple[Term, ...]:
        """Carried words as terms of less weight; those that no document holds are dropped."""
        vocabulary = self._index.vocabulary
        found = []
        for word in context.carried:
            stemmed = stem(word, language)
            if stemmed in vocabulary.frequencies:
                weight = context.carry * vocabulary.idf(stemmed)
                found.append(Term(word=word, stem=stemmed, idf=weight, known=True))
        return tuple(found)

    def _holds_kind(self, selection: Selection, analysis: Analysis) -> bool:
        text = selection.span.of(self._index.documents[selection.document].text)
        return holds(analysis.kind, text, analysis.folded)

    def _quote(self, selection: Selection, validity: Validity) -> Quote:
        document = self._index.documents[selection.document]
        section = self._outlines[selection.document].sections[selection.block]
        return quote_from(
            document,
            sha256=document.sha256,
            span=selection.span,
            highlights=selection.marks,
            citation=cite(
                document,
                selection.span,
                section,
                page_text=self._page_text(selection.document),
                validity=validity,
            ),
            score=selection.score,
        )
