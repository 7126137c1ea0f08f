"""The whole way from a question to a reply: a row of stages.

What always holds: a reply is made of slices of the index's own documents, checked when it is made;
a document that isn't in force, or in another language than the reader's, doesn't lead an answer
that one in force, or in the reader's, gives too; asking changes nothing, so any number of threads
may ask at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from corpus.document import Document, Span
from corpus.errors import QuestionError
from corpus.language import base_language
from indexer.contents import Contents
from indexer.embed import Embedder, Vectors
from indexer.index import Index, Texts, check_model
from indexer.rows import DocumentRow, PassageRow, UnitRow
from indexer.terms import stem, stem_set
from qa.cite.page_text import page_text
from qa.current import led_by
from qa.decide import decide
from qa.examined import Examined
from qa.explain import explanation
from qa.passages import Passages
from qa.query.filters import passing
from qa.query.parts import parts_of
from qa.query.understand import Query, Synonyms, understand
from qa.question import Filters, Question, Turn, check_length
from qa.quote.select import select
from qa.rank.rank import rank, rank_documents
from qa.rank.retrieve import Scope, retrieve, scope_of
from qa.read.across import held_across
from qa.read.pace import Pace
from qa.read.reader import Reader
from qa.read.stage import read
from qa.read.ways import Reads, Ways
from qa.reply import Quote, Reason, Refusal, Reply
from qa.respond import joined, quote_at, respond
from qa.spoken import leads, only_in, readers_language, without_repeats
from qa.validity import InForce, Validity, utc_today
from qa.weights import Weights

KEPT_PAGES = 256  # documents whose text is kept in the form that links are made from
KEPT_SCOPES = 8
RANKED = 10  # documents named in a reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a reader says of a place: the log-odds that it answers, and whether nothing else of the
    same passage answers better."""

    log_odds: float
    best: bool


class Engine:
    """Answers questions over one index."""

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        *,
        weights: Weights | None = None,
        synonyms: Synonyms | None = None,
        reader: Reader | None = None,
        others: Sequence[Reads] = (),
        pace: Pace | None = None,
        region: str = "",
        today: Callable[[], date] = utc_today,
    ) -> None:
        """`synonyms`: folded word -> words or phrases that stand for it. `reader`: reads the best
        passages, where there is one, and `pace` says how many. `others`: read what it hasn't learnt
        the languages of. `region`: the country whose telephone numbers the documents give, ISO
        3166; without it that of their language. `today`: the day by which documents are in force.

        Raises StoreError if the index was made with another model.
        """
        check_model(index, embedder)
        self._index = index
        self._passages = Passages.of(index, region)
        self._embedder = embedder
        self._ways = Ways(reader, others, weights)
        self._synonyms = synonyms or {}
        self._pace = pace or Pace()
        self._today = today
        self._validities = lru_cache(maxsize=2)(partial(InForce, index.contents))
        self._scope = lru_cache(maxsize=KEPT_SCOPES)(partial(scope_of, index))
        self._passing = lru_cache(maxsize=KEPT_SCOPES)(
            partial(_passing, index.contents, self._validities)
        )
        self._page_text = lru_cache(maxsize=KEPT_PAGES)(lambda row: page_text(index.document(row)))

    @property
    def documents(self) -> Mapping[str, Document]:
        """By id, in the order of the corpus; each is read when it is asked for."""
        return Texts(self._index)

    def validity(self, document_id: str) -> Validity:
        """Is a document in force today?"""
        row = self._index.contents.row_of(document_id)
        return Validity() if row is None else self._in_force()[row]

    def quote_at(self, document: Document, span: Span) -> Quote:
        """The quote of a place, as an answer would cite it.

        Raises IntegrityError if the document isn't as it was indexed.
        """
        row = self._index.contents.row_of(document.id)
        recorded = "" if row is None else self._index.contents.listed(row).sha256
        return quote_at(document, span, recorded, self.validity(document.id))

    def understood(self, question: Question) -> Query | None:
        """A question as it would be searched for; None if it has no word."""
        return understand(question, self._index, self._embedder, self._synonyms)

    def vectors(self, questions: Sequence[str]) -> Vectors:
        """Unit vectors of questions; shape (len(questions), dimension)."""
        return self._embedder.embed_queries(questions)

    def passes(self, filters: Filters, document_id: str) -> bool:
        """Is a document among those that are searched? Raises QuestionError as `ask` does."""
        rows = self._passing(filters, self._today())
        return rows is None or self._index.contents.row_of(document_id) in rows

    def says(self, query: Query, document: Document, span: Span) -> Told | None:
        """What the reader says of a place for a question; None where none has learnt its language,
        or nothing of the place can be read."""
        units = self._units_at(document, span)
        found = tuple(dict.fromkeys(self._index.unit(row).passage for row in units))
        reader = self._way(query, found).reader if found else None
        if reader is None:
            return None
        readings = read(reader, self._passages, query.readable, found).units
        own = [readings[row] for row in units if row in readings]
        return Told(log_odds=max(own), best=max(own) >= max(readings.values())) if own else None

    def stems_at(self, document: Document, span: Span) -> frozenset[str]:
        """The stems of a place, with those of the title and headings above it."""
        units = [self._index.unit(row) for row in self._units_at(document, span)]
        parts = [document.title, span.of(document.text)]
        parts += [name for unit in units[:1] for name in self._passages.section(unit)]
        return stem_set(" ".join(parts), base_language(document.metadata.language))

    def _units_at(self, document: Document, span: Span) -> list[UnitRow]:
        row = self._index.contents.row_of(document.id)
        rows = () if row is None else self._index.units_in(row)
        return [it for it in rows if self._index.unit(it).span.overlaps(span)]

    def ask(self, question: Question, *, explain: bool = False) -> Reply:
        """As `answered`, without the question."""
        return self.answered(question, explain=explain)[0]

    def answered(self, question: Question, *, explain: bool = False) -> tuple[Reply, Query | None]:
        """The reply, and the question as it was searched for, if it has a word.

        `explain` adds to the reply how it came about, and changes nothing else in it. Raises
        QuestionError if the question is too long, or its filters name what isn't there or leave no
        document.
        """
        examined = self.examine(question)
        if examined is None:
            nothing = Reason.EMPTY_QUESTION
            return Refusal(reason=nothing, closest=(), confidence=0.0, ranking=()), None
        reply = self._reply(examined)
        parts = parts_of(question.text, examined.query.language)
        if len(parts) > 1:
            reply = joined(reply, [*zip(parts, self._each(question, parts), strict=True)])
        if explain:
            reply = replace(reply, explain=explanation(examined, self._passages))
        return reply, examined.query

    def _each(self, question: Question, parts: Sequence[str]) -> Iterator[Reply | None]:
        """What each part alone would be answered; None where it has no word. The parts before it
        are what it may lean on. A part asks as the message does, with a question mark or without.
        """
        history, mark = question.history, "?" if question.text.rstrip().endswith("?") else ""
        for part in parts:
            text = part.rstrip("?") + mark
            examined = self.examine(replace(question, text=text, history=history))
            yield self._reply(examined) if examined else None
            history = (*history, Turn(role="user", content=part))

    def _reply(self, examined: Examined) -> Reply:
        return respond(
            examined, self._passages, examined.weights.tuning, self._in_force(), self._page_text
        )

    def examine(self, question: Question) -> Examined | None:
        """Everything that a reply is made from; None if the question has no word.

        Raises QuestionError as `ask` does.
        """
        check_length(question.text)
        self._documents(question.filters)  # told to be wrong before anything is looked up
        query = self.understood(question)
        if query is None:
            return None
        if len(self._index.contents.languages) == 1:
            return self._in_force_first(query, question.filters)
        return self._own_first(query, question)

    def _documents(self, filters: Filters) -> frozenset[DocumentRow] | None:
        """Those that pass, None for all. Raises QuestionError."""
        return self._passing(filters, self._today())

    def _own_first(self, query: Query, question: Question) -> Examined:
        """The answer of all documents, led by one in the reader's language where there is one."""
        passages = self._passages
        found = self._in_force_first(query, question.filters)
        language = readers_language(query, question.language, self._index.contents.languages)
        foreign = any(passages.language(it.document) != language for it in found.selections[:1])
        if foreign and language and (filters := only_in(question.filters, language)):
            try:
                own = self._in_force_first(query, filters)
            except QuestionError:  # no document in that language passes
                own = found
            if own is not found and leads(own, found):
                found = led_by(own, found, passages, RANKED)
        cosine = self._cosine if self._index.settings.across_languages else None
        return without_repeats(found, passages, language, cosine)

    def _cosine(self, one: str, other: str) -> float:
        first, second = self._embedder.embed([one, other])
        return float(first @ second)

    def _in_force_first(self, query: Query, filters: Filters) -> Examined:
        """The answer of the documents that pass, led by one in force where there is one."""
        found = self._answer(query, self._documents(filters))
        if not found.selections or self._in_force()[found.selections[0].document].current:
            return found
        try:
            current = self._documents(replace(filters, current=True))
        except QuestionError:  # no document that passes is in force
            return found
        return led_by(self._answer(query, current), found, self._passages, RANKED)

    def _answer(self, query: Query, documents: frozenset[DocumentRow] | None) -> Examined:
        """The row of stages, over some of the documents or all. Each takes what the one before
        gives; `respond` comes after."""
        passages = self._passages
        scope: Scope | None = None if documents is None else self._scope(documents)
        hits = retrieve(self._index, query, self._ways.weights.fusion, scope)
        found = [hit.passage for hit in hits[: self._pace.passages]]
        way = self._way(query, found)
        weights, readings = way.weights, None
        if way.reader and found:
            readings = read(way.reader, passages, query.readable, found)
            if self._index.settings.across_languages:
                readings = held_across(readings, passages, query, self._embedder)
        ranked = rank(passages, query, hits, weights.units, readings)
        selections = select(passages, ranked, weights.tuning)
        decision = decide(passages, ranked, selections, weights)
        ranking = rank_documents(self._index, ranked, weights.fusion, RANKED)
        return Examined(
            ranked=ranked,
            selections=selections,
            ranking=ranking,
            decision=decision,
            weights=weights,
        )

    def _way(self, query: Query, found: Sequence[PassageRow]) -> Reads:
        """The first that has learnt the languages of the question and of all that is to be read."""
        documents = set(map(self._index.document_of, found))
        return self._ways.of({query.language, *map(self._passages.language, documents)})

    def prepare(self, language: str = "") -> None:
        """Opens what the first question in a language would wait for: its dictionary, and what
        reads it. Without a language, of questions in each of the documents' own.

        Raises ModelError if the reader isn't there as it was made.
        """
        for one in {base_language(language)} if language else self._index.contents.languages:
            stem("a", one)
            if reader := self._ways.of({one, *self._index.contents.languages}).reader:
                reader.read("", ())

    def _in_force(self) -> InForce:
        return self._validities(self._today())


def _passing(
    contents: Contents,
    in_force_on: Callable[[date], InForce],
    filters: Filters,
    day: date,
) -> frozenset[DocumentRow] | None:
    return passing(filters, contents, in_force_on(day))
