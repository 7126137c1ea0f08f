"""The documents, the model and the index: can questions be answered from them?"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import ModelError, StoreError
from corpus.folder import folder_at
from corpus.load import unchanged
from indexer.embed import model_identity
from qa.question import Question
from ui.config import BUNDLED
from ui.doctor.case import Case, Finding, fail, listed, warn, well
from ui.extras import missing_of
from ui.wiring import open_engine, store_of

_SLOW_SECONDS = 3.0


def documents(case: Case) -> Iterator[Finding]:
    path = Path(case.config.corpus)
    folder = folder_at(path)
    own = " (those that come with quotedesk)" if case.config.corpus == str(BUNDLED) else ""
    closed = [name for name in folder.names if not os.access(folder.root / name, os.R_OK)]
    if closed:
        yield fail(
            f"{len(closed)} of {len(folder.names)} documents may not be read: {listed(closed)}",
            f"give the user {_user()} the right to read them",
        )
    elif not folder.names:
        yield fail(f"{path} holds no document", "put documents there, or name another `corpus`")
    else:
        yield well(f"{len(folder.names)} files to read in {path}{own}")
    faults = [f"{it.where} ({it.why})" for it in store_of(case.config).unread() or ()]
    if faults:
        yield warn(f"{len(faults)} could not be read: {listed(faults)}", "mend or remove them")


def _user() -> str:
    return os.environ.get("USER") or str(os.geteuid())


def model(case: Case) -> Iterator[Finding]:
    try:
        yield well(model_identity(case.config.settings))
    except ModelError as error:
        if store_of(case.config).used() is None:
            yield fail(error.what, error.mend)
        else:
            mend = f"{error.mend}; until then an index that is there can be asked, not renewed"
            yield warn(error.what, mend)


def index(case: Case) -> Iterator[Finding]:
    store, where = store_of(case.config), case.config.place
    if store.used() is None:
        yield warn(f"there is none yet in {where}", "run `quotedesk index`")
        return
    found = store.read()  # StoreError says what is wrong
    sizes = found.sizes
    yield well(f"{sizes.documents} documents in {sizes.passages} passages in {where}")
    made = store.put_in_place()
    if made is not None and made > datetime.now(UTC):
        yield warn(f"it was made in the future, at {made:%Y-%m-%d %H:%M} UTC", "set the clock")
    if not missing_of("index"):
        before = store.past().files
        if not before or unchanged(Path(case.config.corpus), before) is None:
            yield warn(
                "the documents have changed since it was made",
                "run `quotedesk index`, or keep `quotedesk index --watch` running",
            )


def questions(case: Case) -> Iterator[Finding]:
    """One is asked, from beginning to end; twice, for the first one also opens what it needs."""
    if store_of(case.config).used() is None:
        yield warn("none can be asked without an index", "run `quotedesk index`")
        return
    try:
        engine = open_engine(case.config)
    except StoreError as error:
        yield fail("none can be asked, for the index can't be used", error.mend)
        return
    title = next(iter(engine.documents.values())).title
    question = Question(text=f"What does {title} say?"[:200])
    engine.ask(question)
    started = time.perf_counter()
    engine.ask(question)
    seconds = time.perf_counter() - started
    if seconds > _SLOW_SECONDS:
        yield warn(f"one took {seconds:.1f} s", "give it more processors, or set `reader = false`")
    else:
        yield well(f"one was asked, and took {seconds * 1_000:.0f} ms")
