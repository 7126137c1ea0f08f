"""What is written of one address: its file, and its record.

What always holds: the record and what the address leads to are written together; where a file is
made, its name is recorded first, and where one is deleted, the file goes first: cut short between
the two, the address is asked for anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpus.site.address import Link
from corpus.site.folder import SiteFolder
from corpus.site.leads import Leads
from corpus.site.page import Page
from corpus.site.report import Tally
from corpus.site.state import Kind, Known, SiteState, State, Waiting
from corpus.site.transport import Answer

_SAME = "the same as another page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an answer holds that is to be kept, or is known not to be."""

    suffix: str
    facts: Mapping[str, str] = field(default_factory=dict)
    page: Page = field(default_factory=Page)
    links: tuple[Link, ...] = ()


@dataclass(slots=True)
class Keeping:
    """Writes to folder, state and tally; `place` counts the addresses of this round."""

    folder: SiteFolder
    state: SiteState
    leads: Leads
    tally: Tally
    round: int
    place: int = 0

    def keep(self, it: Waiting, known: Known, answer: Answer, found: Found) -> None:
        """Puts what was received in place, unless it is there already."""
        same = known.sha256 == answer.sha256 and self.folder.has(known)
        old, size = known.file, known.size
        name = old if old and old.endswith(found.suffix) else None
        if same and name is not None:
            self.tally.unchanged += 1
        else:
            if name is None:
                name = self.folder.name_for(it.url, found.suffix, self.state)
                # Until the file is there, nothing of it may look as if it were.
                self.state.put(replace(known, file=name, state=State.NEW, size=-1, sha256=""))
            size = self.folder.take_part(name)
            if old and old != name:
                self.folder.delete(old)
            (self.tally.changed if old else self.tally.new).append(it.url)
        record = self._record(known, answer, found, State.KEPT)
        self._write(it, replace(record, file=name, size=size), found.links)

    def unchanged(self, it: Waiting, known: Known) -> None:
        if known.state is State.KEPT:
            self.tally.unchanged += 1
            self.leads.note(it.url, known.sample)
        elif known.state is State.DOUBLE:
            self.tally.leave_out(it.url, _SAME)
        elif known.state is State.UNWANTED:
            self.tally.leave_out(it.url, "as before: not to be indexed, or in another language")
        record = replace(known, round=self.round, place=self.place)
        self._write(it, record, known.links)

    def listing(self, it: Waiting, known: Known, answer: Answer, links: tuple[Link, ...]) -> None:
        found = Found(suffix="", links=links)
        self._write(it, self._record(known, answer, found, State.LISTING), links)

    def unwanted(self, it: Waiting, known: Known, answer: Answer, found: Found, why: str) -> None:
        self._delete(known)
        self.tally.leave_out(it.url, why)
        self._write(it, self._record(known, answer, found, State.UNWANTED), found.links)

    def double(self, it: Waiting, known: Known, answer: Answer, twin: Known) -> None:
        """Its links are those of its twin: following them here is how loops go on."""
        self._delete(known)
        self.tally.leave_out(it.url, _SAME)
        record = self._record(known, answer, Found(suffix=""), State.DOUBLE)
        self._write(it, replace(record, canonical=twin.url), ())

    def moved(self, it: Waiting, known: Known, target: str | None) -> None:
        """`target`: where to, within the site; None for elsewhere."""
        self._delete(known)
        with self.state.step():
            self.state.put(self._empty(known, State.MOVED))
            if target is not None:
                kind = it.kind if it.kind in {Kind.START, Kind.LISTING} else Kind.PAGE
                # One deeper, so that moving on and on comes to an end.
                self.state.enqueue(target, kind, it.depth + 1, date=it.date, language=it.language)
            self.state.done(it)

    def drop(self, it: Waiting, known: Known, why: str) -> None:
        """`why` may be empty: then nobody wants to know."""
        self._delete(known)
        if why:
            self.tally.leave_out(it.url, why)
        self._write(it, self._empty(known, State.GONE), ())

    def doubles(self, known: Known, twin: Known) -> None:
        """A kept page turns out to be another one's double."""
        if known.url in self.tally.new:
            self.tally.new.remove(known.url)
            self.folder.delete(str(known.file))
        else:
            self._delete(known)
        self.tally.leave_out(known.url, _SAME)
        self.state.put(replace(known, state=State.DOUBLE, file=None, size=0, canonical=twin.url))

    def forget(self, known: Known) -> None:
        """A kept page is no part of the site any more."""
        self._delete(known)
        self.state.put(self._empty(known, State.GONE))

    def close(self, it: Waiting) -> None:
        """What is there of it stays."""
        with self.state.step():
            self.state.done(it)

    def _write(self, it: Waiting, record: Known, links: tuple[Link, ...]) -> None:
        with self.state.step():
            self.state.put(record)
            if it.kind is not Kind.AGAIN:
                self.leads.follow(links, it.depth, listed=record.state is State.LISTING)
            self.state.done(it)

    def _record(self, known: Known, answer: Answer, found: Found, state: State) -> Known:
        return Known(
            url=known.url,
            state=state,
            round=self.round,
            place=self.place,
            sha256=answer.sha256,
            etag=answer.header("etag"),
            modified=answer.header("last-modified"),
            facts=dict(found.facts),
            title=found.page.title,
            canonical=found.page.canonical,
            links=found.links,
            sample=found.page.sample,
        )

    def _empty(self, known: Known, state: State) -> Known:
        return Known(url=known.url, state=state, round=self.round, place=self.place)

    def _delete(self, known: Known) -> None:
        if known.file is not None:
            self.folder.delete(known.file)
            self.tally.gone.append(known.url)
