"""One fetch of a site, from its first address to a folder in which all of it is.

What always holds: it ends, by its bounds if not before; killed at any moment, the next one goes on
where it was; and what isn't found any more is gone from the folder only after a fetch that saw all
of the site, or after the server said so.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus.errors import FetchError
from corpus.load import Progress
from corpus.manifest import FETCHED_NAME, fetched_entries
from corpus.site.address import Scope, netloc_of, normal, scope_of
from corpus.site.alike import likeness
from corpus.site.facts import Teller
from corpus.site.folder import SiteFolder
from corpus.site.guard import Guard, Resolve, resolve
from corpus.site.keeping import Keeping
from corpus.site.leads import Leads
from corpus.site.missing import Missing
from corpus.site.polite import Polite
from corpus.site.report import Report, Tally
from corpus.site.settings import SiteSettings
from corpus.site.state import Kind, Known, SiteState, State
from corpus.site.taking import Taking
from corpus.site.transport import Client, Timeouts

# A fetch that was cut short longer ago than this begins anew.
RESUME_SECONDS = 24 * 3600.0
TELL_SECONDS = 0.2
# A canonical address is believed where its page has so much of the same text.
_CANONICAL = 0.5
# Of settings that change what is kept of a page that itself hasn't changed.
_SHAPING = ("publisher", "languages", "files", "follow_links", "hosts")
# And those that say where it goes: with others, a fetch that was cut short isn't gone on with.
_WAY = (*_SHAPING, "url", "prefix", "exclude", "max_pages", "max_depth")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a fetch needs of the world outside; tests have one of their own."""

    look_up: Resolve = resolve
    sleep: Callable[[float], None] = time.sleep
    timeouts: Timeouts | None = None


def fetch_site(
    settings: SiteSettings,
    into: Path,
    *,
    progress: Progress | None = None,
    world: World | None = None,
) -> Report:
    """Brings the folder up to date with the site. `progress`: addresses that were asked for, and
    that are known. Raises FetchError; the folder is then as far as it got."""
    urls = tuple(filter(None, map(normal, settings.url)))
    if not urls:
        raise FetchError("no address to fetch", mend="name one: quotedesk fetch URL --into FOLDER")
    scope = scope_of(urls, prefix=settings.prefix, hosts=settings.hosts, exclude=settings.exclude)
    folder = SiteFolder(into)
    with closing(folder), closing(folder.open_state()) as state:
        run = _Fetch(settings, urls, scope, folder, state, world or World(), progress)
        with run.writing_facts():
            return run.run()


def fetched_at(into: Path) -> float:
    """When the last fetch into this folder came to its end, in seconds since 1970; 0 if none did,
    or one is going on. Raises FetchError."""
    if not (into / ".site" / "state.sqlite").is_file():
        return 0.0
    try:
        folder = SiteFolder(into)
    except FetchError:
        return time.time()
    with closing(folder), closing(folder.open_state()) as state:
        return float(state.note("finished") or 0)


class _Fetch:
    def __init__(
        self,
        settings: SiteSettings,
        urls: tuple[str, ...],
        scope: Scope,
        folder: SiteFolder,
        state: SiteState,
        world: World,
        progress: Progress | None,
    ) -> None:
        self._settings = settings
        self._urls = urls
        self._scope = scope
        self._folder = folder
        self._state = state
        self._progress = progress
        self._began = time.monotonic()
        self._told = 0.0
        self._tally = tally = Tally()
        private = filter(None, (netloc_of(f"http://{one}/") for one in settings.private_hosts))
        guard = Guard(scope.named, private, look_up=world.look_up)
        self._client = Client(guard, agent=_agent(settings.contact), timeouts=world.timeouts)
        self._polite = Polite(
            self._client,
            guard,
            state,
            folder.part,
            pause=settings.delay,
            may_ask=scope.names_host,
            sleep=world.sleep,
        )
        shape = _digest(settings, _SHAPING)
        fresh = state.note("shape") != shape
        self._resumed = self._begin(shape)
        leads = Leads(scope, settings, state, tally)
        self._keeping = Keeping(folder, state, leads, tally, round=int(state.note("round")))
        self._taking = Taking(
            settings=settings,
            scope=scope,
            folder=folder,
            state=state,
            polite=self._polite,
            leads=leads,
            tally=tally,
            keeping=self._keeping,
            missing=Missing(self._polite, state, folder),
            teller=Teller(scope=scope, publisher=settings.publisher or state.note("publisher")),
            fresh=fresh or state.note("fresh") == "yes",
        )

    def _begin(self, shape: str) -> bool:
        """Goes on with a fetch that was cut short, or begins one. Tells which."""
        state, wanted = self._state, _digest(self._settings, _WAY)
        running = json.loads(state.note("running") or "{}")
        if running.get("settings") == wanted and time.time() - running["at"] < RESUME_SECONDS:
            return True
        with state.step():
            if not state.note("round"):
                self._adopt()
            state.clear_queue()
            state.set_note("round", str(int(state.note("round") or 0) + 1))
            state.set_note("fresh", "yes" if state.note("shape") != shape else "")
            state.set_note("shape", shape)
            running = {"settings": wanted, "at": time.time()}
            state.set_note("running", json.dumps(running))
            for url in self._urls:
                state.enqueue(url, Kind.START, 0)
        return False

    def _adopt(self) -> None:
        """The state was deleted: files that an earlier fetch wrote are still known as such."""
        for file, entry in fetched_entries(self._folder.root / FETCHED_NAME).items():
            url = normal(str(entry.facts.get("url", "")))
            if url is not None and self._state.known(url) is None:
                self._state.put(Known(url=url, file=file, size=-1))

    @contextmanager
    def writing_facts(self) -> Iterator[None]:
        """However it ends, what is in the folder is told of."""
        try:
            yield
        finally:
            self._client.close()
            pages = self._state.with_files()
            self._folder.write_facts(one for one in pages if one.state is State.KEPT)

    def run(self) -> Report:
        self._list_sitemaps()
        self._go_through()
        if self._tally.stopped in {"", self._beyond}:
            self._look_for_the_rest()
        self._settle_doubles()
        with self._state.step():
            self._state.forget_before(int(self._state.note("round")))
            self._state.clear_queue()
            self._state.set_note("running", "")
            self._state.set_note("fresh", "")
            self._state.set_note("finished", str(time.time()))
        return self._report()

    @property
    def _beyond(self) -> str:
        return f"{self._settings.max_pages:,} pages (`max_pages`)"

    def _list_sitemaps(self) -> None:
        """Those that robots.txt names, else the one at the usual place."""
        for url in self._urls:
            origin = "/".join(url.split("/", 3)[:3])
            told = self._polite.rules(url).sitemaps or (f"{origin}/sitemap.xml",)
            for one in told:
                target = normal(one, origin)
                if target and self._scope.names_host(target) and target not in self._urls:
                    self._state.enqueue(target, Kind.LISTING, 0)

    def _go_through(self) -> None:
        settings = self._settings
        while (it := self._state.next_waiting()) is not None:
            if time.monotonic() - self._began > settings.max_minutes * 60:
                self._tally.stopped = f"{settings.max_minutes:,} minutes (`max_minutes`)"
                return
            if self._polite.received > settings.max_megabytes << 20:
                self._tally.stopped = f"{settings.max_megabytes:,} MB (`max_megabytes`)"
                return
            self._taking.take(it)
            self._tell()

    def _tell(self) -> None:
        """How far it has come, now and then: that is counted in the whole queue."""
        now = time.monotonic()
        if self._progress and now > self._told + TELL_SECONDS:
            self._told = now
            self._progress(*self._state.counts())

    def _look_for_the_rest(self) -> None:
        """What is in the folder, and nothing led to it this time."""
        saw_all = not self._tally.stopped and not self._tally.faults
        for known in list(self._state.unseen(self._keeping.round)):
            if saw_all or not self._taking.leads.belongs(known.url):
                self._keeping.forget(known)
            else:
                self._state.enqueue(known.url, Kind.AGAIN, 0)
        self._go_through()

    def _settle_doubles(self) -> None:
        """Of pages with one text, the one is kept that they say is the right one."""
        state = self._state
        for known in list(state.in_state(State.KEPT)):
            if known.canonical in {None, known.url}:
                continue
            twin = state.known(known.canonical or "")
            if twin is None or twin.state is not State.KEPT or twin.file is None:
                continue
            if likeness(known.sample, twin.sample) >= _CANONICAL:
                self._keeping.doubles(known, twin)
        alone = []
        for known in list(state.in_state(State.DOUBLE)):
            twin = state.known(known.canonical or "")
            if twin is None or twin.state is not State.KEPT:
                alone.append(known)
        for known in alone:
            state.put(replace(known, state=State.NEW, etag="", modified="", canonical=None))
            state.once_more(known.url)
        if alone:
            self._go_through()

    def _report(self) -> Report:
        tally, polite = self._tally, self._polite
        return Report(
            into=str(self._folder.root),
            pages=self._state.count_files(),
            new=tuple(tally.new),
            changed=tuple(tally.changed),
            unchanged=tally.unchanged,
            gone=tuple(tally.gone),
            left_out=tally.left_out,
            faults=tuple(tally.faults),
            requests=polite.requests,
            bodies=polite.bodies,
            received=polite.received,
            seconds=round(time.monotonic() - self._began, 3),
            stopped=tally.stopped,
            resumed=self._resumed,
        )


def _digest(settings: SiteSettings, keys: tuple[str, ...]) -> str:
    chosen = {key: getattr(settings, key) for key in keys}
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()


def _agent(contact: str) -> str:
    try:
        number = version("quotedesk")
    except PackageNotFoundError:  # run from a checkout
        number = "0"
    return f"quotedesk/{number} ({contact})" if contact else f"quotedesk/{number}"
