"""The whole way from a question to a reply.

What always holds: a reply is made of slices of the index's own documents, checked when it is made;
asking changes nothing, so any number of threads may ask at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from corpus.document import Document
from corpus.errors import QuestionError
from indexer.embed import Embedder, Vectors
from indexer.index import Index
from indexer.store import check_model
from indexer.terms import stem, words
from qa.analyse import (
    Analysis,
    Term,
    analyse,
    lexical_query,
    strip_padding,
    without_ordinals,
)
from qa.answer_type import holds
from qa.cite import cite
from qa.conversation import Context, understand
from qa.decide import Weights, default_weights, features_of, probability
from qa.evidence import Candidate, passage_stems, rank_documents, score_units
from qa.explain import Examined, explanation
from qa.outline import Outlines
from qa.question import Question, check_length
from qa.reply import Answer, Quote, Reason, Refusal, Reply, Understanding, quote_from
from qa.retrieve import retrieve
from qa.select import Selection, names_item, select

# A refusal with a passage at least this near to the question is "related, but not this".
RELATED_COSINE = 0.35


class Engine:
    """Answers questions over one index."""

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        *,
        weights: Weights | None = None,
        synonyms: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """`synonyms`: folded word -> words or phrases that stand for it.

        Raises StoreError if the index was made with another model.
        """
        check_model(index, embedder)
        self._synonyms = synonyms or {}
        self._index = index
        self._embedder = embedder
        self._weights = weights or default_weights()
        self._outlines = Outlines(index.documents)
        self._rows = {document.id: row for row, document in enumerate(index.documents)}

    @property
    def documents(self) -> Mapping[str, Document]:
        return {document.id: document for document in self._index.documents}

    def ask(self, question: Question, *, explain: bool = False) -> Reply:
        """`explain` adds to the reply how it came about, and changes nothing else in it.

        Raises QuestionError if the question is too long or names a document that isn't there.
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
        documents = self._filter(question)
        text = " ".join(question.text.split())
        if not words(text):
            return None
        index = self._index
        analysis = analyse(
            text, index.vocabulary, index.acronyms, self._embedder.is_word, self._synonyms
        )
        context = understand(strip_padding(analysis.text), question.history)
        carried = self._carried(context)
        query, joined = self._embed(analysis, context)
        lexical = lexical_query(analysis)
        for term in carried:
            lexical.setdefault(term.word, context.carry)
        hits = retrieve(
            index,
            query=query,
            words=lexical,
            weight=analysis.weight + sum(term.idf for term in carried),
            context=joined,
            context_weight=context.weight,
            documents=documents,
        )

        def scored(terms: Analysis) -> tuple[Candidate, ...]:
            leaning = joined if context.leans else None
            units = self._weights.units
            return score_units(index, self._outlines, terms, carried, query, leaning, hits, units)

        candidates = scored(analysis)
        if analysis.ordinal is not None and names_item(index, self._outlines, analysis, candidates):
            # "The fourth goal" names an item of a list: "fourth" need not stand in a text.
            analysis = without_ordinals(analysis)
            candidates = scored(analysis)
        selections = select(index, self._outlines, analysis, candidates)
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
            ranking=rank_documents(index, hits, candidates),
            features=features,
            confidence=probability(features, self._weights) if features else 0.0,
        )

    def _reply(self, examined: Examined) -> Reply:
        quotes = tuple(self._quote(selection) for selection in examined.selections)
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
        return Reason.NOT_ANSWERED if near >= RELATED_COSINE else Reason.NOTHING_RELATED

    def _filter(self, question: Question) -> frozenset[int] | None:
        if not question.document_ids:
            return None
        unknown = [name for name in question.document_ids if name not in self._rows]
        if unknown:
            raise QuestionError(
                f"there is no document {unknown[0]!r}", mend="see the ids with `quotedesk show`"
            )
        return frozenset(self._rows[name] for name in question.document_ids)

    def _embed(self, analysis: Analysis, context: Context) -> tuple[Vectors, Vectors | None]:
        if context.joined is None:
            return self._embedder.embed([analysis.text])[0], None
        vectors = self._embedder.embed([analysis.text, context.joined])
        return vectors[0], vectors[1]

    def _carried(self, context: Context) -> tuple[Term, ...]:
        """Carried words as terms of less weight; those that no document holds are dropped."""
        vocabulary = self._index.vocabulary
        found = []
        for word in context.carried:
            stemmed = stem(word)
            if stemmed in vocabulary.frequencies:
                weight = context.carry * vocabulary.idf(stemmed)
                found.append(Term(word=word, stem=stemmed, idf=weight, known=True))
        return tuple(found)

    def _holds_kind(self, selection: Selection, analysis: Analysis) -> bool:
        text = selection.span.of(self._index.documents[selection.document].text)
        return holds(analysis.kind, text, analysis.folded)

    def _quote(self, selection: Selection) -> Quote:
        document = self._index.documents[selection.document]
        section = self._outlines[selection.document].sections[selection.block]
        return quote_from(
            document,
            sha256=document.sha256,
            span=selection.span,
            highlights=selection.marks,
            citation=cite(document, selection.span, section),
            score=selection.score,
        )
