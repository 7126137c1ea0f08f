"""The whole way from a question to a reply.

What always holds: a reply is made of slices of the index's own documents, checked when it is made;
asking changes nothing, so any number of threads may ask at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.document import Document
from corpus.errors import QuestionError
from indexer.embed import Embedder, Vectors
from indexer.index import Index
from indexer.store import check_model
from indexer.terms import stem, words
from qa.analyse import Analysis, Term, analyse, lexical_query, strip_padding
from qa.cite import cite
from qa.conversation import Context, understand
from qa.decide import Weights, default_weights, features_of, probability
from qa.outline import Outlines
from qa.question import MAX_QUESTION_CHARS, Question
from qa.reply import Answer, Quote, Reason, Refusal, Reply, Understanding, quote_from
from qa.retrieve import Hit, rank_documents, retrieve
from qa.select import Candidate, Selection, score_units, select

# A refusal with a passage at least this near to the question is "related, but not this".
RELATED_COSINE = 0.35


class Engine:
    """Answers questions over one index."""

    def __init__(self, index: Index, embedder: Embedder, weights: Weights | None = None) -> None:
        check_model(index, embedder)
        self._index = index
        self._embedder = embedder
        self._weights = weights or default_weights()
        self._outlines = Outlines(index.documents)
        self._rows = {document.id: row for row, document in enumerate(index.documents)}

    @property
    def documents(self) -> Mapping[str, Document]:
        return {document.id: document for document in self._index.documents}

    def ask(self, question: Question) -> Reply:
        """Raises QuestionError if the question is too long or names a document that isn't there."""
        if len(question.text) > MAX_QUESTION_CHARS:
            raise QuestionError(
                f"the question has {len(question.text)} characters,"
                f" at most {MAX_QUESTION_CHARS} are read",
                mend="ask it in fewer words",
            )
        documents = self._filter(question)
        text = " ".join(question.text.split())
        if not words(text):
            return Refusal(reason=Reason.EMPTY_QUESTION, closest=(), confidence=0.0, ranking=())
        analysis = analyse(
            text, self._index.vocabulary, self._index.acronyms, self._embedder.is_word
        )
        context = understand(strip_padding(analysis.text), question.history)
        carried = self._carried(context)
        query, joined = self._embed(analysis, context)
        lexical = lexical_query(analysis)
        for term in carried:
            lexical.setdefault(term.word, context.carry)
        hits = retrieve(
            self._index,
            query=query,
            words=lexical,
            weight=analysis.weight + sum(term.idf for term in carried),
            context=joined,
            context_weight=context.weight,
            documents=documents,
        )
        candidates = score_units(
            self._index,
            self._outlines,
            analysis,
            carried,
            query,
            joined if context.leans else None,
            hits,
            self._weights.units,
        )
        understanding = Understanding(
            searched_for=analysis.text if analysis.mended else None,
            understood_with=context.carried,
            missing_words=analysis.missing,
        )
        return self._reply(analysis, context, hits, candidates, understanding)

    def _reply(
        self,
        analysis: Analysis,
        context: Context,
        hits: Sequence[Hit],
        candidates: Sequence[Candidate],
        understanding: Understanding,
    ) -> Reply:
        ranking = rank_documents(self._index, hits)
        if not candidates:
            return Refusal(
                reason=Reason.NOTHING_RELATED,
                closest=(),
                confidence=0.0,
                ranking=ranking,
                understanding=understanding,
            )
        selections = select(self._index, self._outlines, analysis, candidates)
        quotes = tuple(self._quote(selection) for selection in selections)
        confidence = probability(features_of(analysis, hits, candidates), self._weights)
        if confidence >= self._weights.threshold and not context.lost:
            return Answer(
                quotes=quotes,
                confidence=confidence,
                ranking=ranking,
                understanding=understanding,
            )
        related = max(hit.dense for hit in hits) >= RELATED_COSINE
        reason = Reason.NOT_ANSWERED if related else Reason.NOTHING_RELATED
        return Refusal(
            reason=Reason.NEEDS_CONTEXT if context.lost else reason,
            closest=quotes if related and not context.lost else (),
            confidence=min(confidence, self._weights.threshold) if context.lost else confidence,
            ranking=ranking,
            understanding=understanding,
        )

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
