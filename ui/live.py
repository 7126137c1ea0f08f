"""The desk that is served: over the configured index, and over the next one when that is there."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from corpus.document import Document, Span
from corpus.errors import PinError, QuotedeskError, StoreError
from corpus.files import Skipped
from corpus.original import original_bytes, original_stamp
from indexer.embed import Embedder, Vectors
from indexer.index import Index
from qa.engine import Engine
from qa.pins.pinned import Led, Standing
from qa.question import Question
from qa.read.pace import Pace
from qa.reply import Quote, Reply
from qa.validity import Validity
from ui.config import Config
from ui.messages import Said
from ui.neighbours import Neighbour
from ui.pins import PinStore
from ui.wiring import Encoders, check_model, engine_maker, opened, store_of

# How often a desk that is served looks for a new index.
LOOK_SECONDS = 1.0
_NONE: Mapping[str, Document] = MappingProxyType({})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Serving:
    """What requests are answered from: they hold on to it, so that it can be replaced."""

    engine: Engine
    led: Led
    documents: Mapping[str, Document]
    indexed: datetime | None


class LiveDesk:
    """The desk over the configured index, and over the next one as soon as that is in place.

    What always holds: a question is answered from one index from beginning to end, and a new index
    that can't be served leaves the old one in place.
    """

    def __init__(
        self,
        config: Config,
        pace: Pace | None = None,
        *,
        encoders: Encoders | None = None,
        waits: bool = False,
        neighbours: tuple[Neighbour, ...] = (),
    ) -> None:
        """`pace`: how much is read for a question; `waits`: without an index that can be served the
        desk opens as soon as there is one, which else is an error. Raises QuotedeskError."""
        self.neighbours = neighbours
        self._config = config
        self._store = store_of(config)
        self.pins = PinStore(Path(config.pins))
        self._encoders = encoders or Encoders()
        # Before it is read: one that is put in place meanwhile is then looked at again.
        self._seen: str | None = None
        self._away = False
        self._engine_over = engine_maker(config, pace)
        self._embedder: Embedder | None = None
        self._serving: _Serving | None = None
        self._expected: set[str] = set()
        try:
            self._seen = self._store.used()
            index, self._embedder = opened(self._store, config, self._encoders)
            self._serving = self._over(index)
        except QuotedeskError as error:
            if not waits:
                raise
            log.error("%s can't be asked yet: %s", config.name, error)  # noqa: TRY400

    def _over(self, index: Index) -> _Serving:
        embedder = self._embedder
        if embedder is None or embedder.identity != index.model_identity:
            check_model(index, self._config)
            embedder = self._embedder = self._encoders.of(self._store, index.model_identity)
        engine = self._engine_over(index, embedder)
        indexed = self._store.put_in_place()
        led = Led(engine, self.pins.pins)
        return _Serving(engine=engine, led=led, documents=engine.documents, indexed=indexed)

    @property
    def _open(self) -> _Serving:
        if (serving := self._serving) is None:
            raise StoreError("there is no index to ask", mend="run `quotedesk index`")
        return serving

    @property
    def is_open(self) -> bool:
        return self._serving is not None

    @property
    def documents(self) -> Mapping[str, Document]:
        return self._serving.documents if self._serving else _NONE

    @property
    def examples(self) -> tuple[str, ...]:
        return self._config.examples

    @property
    def name(self) -> str:
        return self._config.name

    @property
    def notice(self) -> Said:
        return self._config.notice

    @property
    def contact(self) -> Said:
        return self._config.contact

    @property
    def indexed(self) -> datetime | None:
        return self._serving.indexed if self._serving else None

    def original(self, document: Document) -> bytes:
        return original_bytes(Path(self._config.corpus), document)

    def validity(self, document: Document) -> Validity:
        return self._open.engine.validity(document.id)

    def quote_at(self, document: Document, span: Span) -> Quote:
        return self._open.engine.quote_at(document, span)

    def stamp(self, document: Document) -> object | None:
        return original_stamp(Path(self._config.corpus), document)

    def unread(self) -> tuple[Skipped, ...] | None:
        return self._store.unread()

    def ask(self, question: Question) -> Reply:
        led = self._open.led
        try:
            pinned = led.pinned
        except PinError as error:  # what staff chose is lost for now, an answer need not be
            log.error("answering without pins: %s", error)  # noqa: TRY400
            return led.engine.ask(question)
        return pinned.ask(question)

    def vectors(self, questions: Sequence[str]) -> Vectors:
        return self._open.engine.vectors(questions)

    def standings(self) -> tuple[Standing, ...]:
        """What staff chose, and how it stands. Raises PinError."""
        return self._serving.led.pinned.standings if self._serving else ()

    def expect(self, language: str) -> None:
        if language in self._expected:
            return
        self._expected.add(language)
        threading.Thread(target=self._prepare, args=(language,), daemon=True).start()

    def _prepare(self, language: str = "") -> None:
        """Never an error: whoever asks is told of it."""
        try:
            self._open.engine.prepare(language)
        except QuotedeskError as error:
            log.warning("questions may have to wait: %s", error)

    def look(self) -> None:
        """Serves the index in place, if that is a new one; one that can't be served is logged."""
        try:
            name = self._store.used()
            self._away = False
        except QuotedeskError as error:  # it is on another machine
            if not self._away:
                log.error("new indexes can't be looked for: %s", error)  # noqa: TRY400
            self._away = True
            return
        if name is None or name == self._seen:
            return
        self._seen = name
        try:
            self._serving = self._over(self._store.read())
        except QuotedeskError as error:
            what = "the old one still is" if self.is_open else "and there is no other"
            log.error("the new index can't be served, %s: %s", what, error)  # noqa: TRY400
        else:
            log.info("serving a new index of %d documents", len(self.documents))
            self._prepare()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Opens what questions would wait for, and looks for new indexes as long as it lasts."""
        stop = threading.Event()

        def run() -> None:
            self._prepare()
            while not stop.wait(LOOK_SECONDS):
                try:
                    self.look()
                except Exception:
                    log.exception("the new index can't be served, the old one still is")

        thread = threading.Thread(target=run, name="new index", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()
