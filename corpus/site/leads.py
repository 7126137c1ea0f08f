"""Which of the addresses that a page, a sitemap or a feed leads to are asked for.

What always holds: an address that is put into the queue belongs to the site, each once; sites that
make addresses without end are left when what they give brings nothing new.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from corpus.site.address import Link, Scope, is_endless, pattern_of
from corpus.site.alike import Sample, most_alike
from corpus.site.kinds import is_linked_file, why_not
from corpus.site.report import Tally
from corpus.site.settings import SiteSettings
from corpus.site.state import Kind, SiteState

# So many pages of one pattern that say what others of it said: it goes on like that.
BARREN = 20
_ALIKE = 0.9
_COMPARED = 8
QUEUED_FOR_EACH_PAGE = 20
MAX_LISTS = 1_000
MAX_SEEN = 100_000
DEEPEST_LIST = 4


@dataclass(slots=True)
class _Pattern:
    """Pages whose addresses differ in numbers or in their query only."""

    pages: int = 0
    barren: int = 0
    last: deque[Sample] = field(default_factory=partial(deque, maxlen=_COMPARED))

    @property
    def is_closed(self) -> bool:
        return self.barren >= BARREN and 2 * self.barren > self.pages


class Leads:
    """Puts addresses into the queue of a fetch."""

    def __init__(
        self, scope: Scope, settings: SiteSettings, state: SiteState, tally: Tally
    ) -> None:
        self._scope = scope
        self._settings = settings
        self._state = state
        self._tally = tally
        self._queued = state.counts()[1]
        self._lists = 0
        self._seen: set[str] = set()  # spares the queue most of the links of most pages
        self._patterns: dict[str, _Pattern] = defaultdict(_Pattern)

    def follow(self, links: Iterable[Link], depth: int, *, listed: bool) -> None:
        """What something leads to that is `depth` links away itself. What a sitemap or a feed lists
        is as near as where the fetch began: its keeper says that it is there."""
        for link in links:
            if link.lists:
                self.listing(link.url, depth + 1)
            else:
                self._take(link, 0 if listed else depth + 1)

    def listing(self, url: str, depth: int) -> None:
        """A sitemap or a feed; those that a sitemap names are one deeper than it."""
        if self._scope.names_host(url) and depth <= DEEPEST_LIST and self._lists < MAX_LISTS:
            self._lists += self._state.enqueue(url, Kind.LISTING, depth)

    def note(self, url: str, sample: Sample) -> None:
        """A page that was seen: does it bring anything new?"""
        pattern = self._patterns[pattern_of(url)]
        pattern.pages += 1
        if most_alike(sample, pattern.last) >= _ALIKE:
            pattern.barren += 1
        else:
            pattern.last.append(sample)

    def is_closed(self, url: str) -> bool:
        found = self._patterns.get(pattern_of(url))
        return found is not None and found.is_closed

    def belongs(self, url: str) -> bool:
        """Is it a page of the site, or a file on one of its hosts?"""
        linked_file = is_linked_file(url, self._settings.files) and self._scope.names_host(url)
        return self._scope.takes(url) or (linked_file and not self._scope.excludes(url))

    def _take(self, link: Link, depth: int) -> None:
        url, settings = link.url, self._settings
        told = link.date or link.language
        if (url in self._seen and not told) or not self.belongs(url):
            return
        if len(self._seen) < MAX_SEEN:
            self._seen.add(url)
        why = why_not(url, settings.files)
        if why is None:
            if depth > settings.max_depth:
                why = f"more than {settings.max_depth} links away (`max_depth`)"
            elif is_endless(url):
                why = "an address that goes on and on"
            elif self._queued >= QUEUED_FOR_EACH_PAGE * settings.max_pages:
                why = "beyond the addresses that are held for so many pages (`max_pages`)"
        if why is None:
            self._queued += self._state.enqueue(
                url, Kind.PAGE, depth, date=link.date, language=link.language
            )
        elif why and self._state.enqueue(url, Kind.PAGE, depth, done=True):
            self._tally.leave_out(url, why)
