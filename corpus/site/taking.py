"""What becomes of one address: asked for, and judged by the answer.

What always holds: what is there of an address stays where the answer is a fault of its server;
where the answer says that it is gone, moved or not meant for us, its file goes with it. What an
operator named and can't be had ends the fetch, and nothing is deleted for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.errors import CorpusError, FetchError
from corpus.language import base_language
from corpus.site.address import Link, Scope, normal
from corpus.site.facts import Teller, language_of
from corpus.site.folder import SiteFolder
from corpus.site.keeping import Found, Keeping
from corpus.site.kinds import LISTINGS, PAGES, media_types, suffix_for
from corpus.site.leads import Leads
from corpus.site.listing import entries_in
from corpus.site.missing import Missing
from corpus.site.page import Page, read_page
from corpus.site.polite import MAX_HOPS, MOVED, Polite
from corpus.site.report import Tally
from corpus.site.settings import SiteSettings
from corpus.site.state import Kind, Known, SiteState, State, Waiting
from corpus.site.transport import Answer, Wanted

_NOT_OPEN = frozenset({401, 402, 403, 407, 451})
_NOT_THERE = frozenset({404, 410})


@dataclass(slots=True)
class Taking:
    """Deals with one address after the other. `fresh`: asks for everything anew."""

    settings: SiteSettings
    scope: Scope
    folder: SiteFolder
    state: SiteState
    polite: Polite
    leads: Leads
    tally: Tally
    keeping: Keeping
    missing: Missing
    teller: Teller
    fresh: bool = False

    def take(self, it: Waiting) -> None:
        """Raises FetchError where the whole fetch can't go on."""
        self.keeping.place += 1
        known = self.state.known(it.url) or Known(url=it.url)
        rules = self.polite.rules(it.url)
        if rules.closed:
            self._fail(it, known, rules.closed)
        elif not rules.allows(it.url):
            if it.kind is Kind.START:
                raise FetchError(
                    "its robots.txt doesn't allow it",
                    where=it.url,
                    mend="have its keeper allow the user agent quotedesk there",
                )
            self.keeping.drop(it, known, "robots.txt doesn't allow it")
        elif it.depth and known.file is None and self.leads.is_closed(it.url):
            self.keeping.drop(it, known, "others like it say nothing new (an endless list)")
        elif self._is_beyond(it, known):
            self.tally.stopped = f"{self.settings.max_pages:,} pages (`max_pages`)"
            self.keeping.close(it)
        else:
            self._judge(it, known, self._ask(it, known))

    def _is_beyond(self, it: Waiting, known: Known) -> bool:
        may_be_new = known.file is None and it.kind is not Kind.LISTING
        return may_be_new and self.state.count_files() >= self.settings.max_pages

    def _ask(self, it: Waiting, known: Known) -> Answer:
        there = self.folder.has(known) if known.file else known.state is not State.NEW
        again = there and not self.fresh
        kinds = media_types(self.settings.files)
        if it.kind is Kind.START:
            kinds |= LISTINGS
        wanted = Wanted(
            limit=self.settings.max_file_megabytes << 20,
            etag=known.etag if again else "",
            modified=known.modified if again else "",
            kinds=None if it.kind is Kind.LISTING else kinds,
        )
        return self.polite.ask(it.url, wanted)

    def _judge(self, it: Waiting, known: Known, answer: Answer) -> None:
        match answer.status:
            case 304:
                self.keeping.unchanged(it, known)
            case 200:
                self._found(it, known, answer)
            case status if status in MOVED:
                self._moved(it, known, normal(answer.header("location"), it.url))
            case status if status in _NOT_THERE and it.kind is not Kind.START:
                listing = it.kind is Kind.LISTING
                self.keeping.drop(it, known, "" if listing else "isn't there (dead links)")
            case status if status in _NOT_OPEN and it.kind is not Kind.START:
                self.keeping.drop(it, known, "isn't open to everyone")
            case status:
                self._fail(it, known, answer.fault or f"answered with status {status}")

    def _found(self, it: Waiting, known: Known, answer: Answer) -> None:
        starts_at_list = it.kind is Kind.START and answer.kind in LISTINGS
        suffix = suffix_for(answer.kind, it.url, self.settings.files)
        if answer.fault:
            self._fail(it, known, answer.fault)
        elif it.kind is Kind.LISTING or starts_at_list:
            self._list(it, known, answer)
        elif not answer.body or suffix is None:
            why = f"not a format that is read ({answer.kind or 'untold'})"
            if it.kind is Kind.START:
                self._fail(it, known, why)
            else:
                self.keeping.drop(it, known, why)
        elif answer.kind in PAGES:
            self._page(it, known, answer, suffix)
        else:
            facts = self.teller.of_file(it, answer)
            self.keeping.keep(it, known, answer, Found(suffix=suffix, facts=facts))

    def _list(self, it: Waiting, known: Known, answer: Answer) -> None:
        entries = entries_in(self.folder.part.read_bytes())
        if entries is not None:
            links = (replace(one, url=url) for one in entries if (url := normal(one.url, it.url)))
            self.keeping.listing(it, known, answer, tuple(links))
        elif it.kind is Kind.START:
            raise FetchError(
                "is neither a page nor a sitemap nor a feed",
                where=it.url,
                mend="name the address of a page",
            )
        else:  # where it was guessed, there may be something else
            self.keeping.close(it)

    def _page(self, it: Waiting, known: Known, answer: Answer, suffix: str) -> None:
        try:
            data = self.folder.part.read_bytes()
            page = read_page(data, it.url, robots=answer.header("x-robots-tag"))
        except CorpusError as error:
            self._fail(it, known, error.what)
            return
        if page.moved and page.moved != it.url:
            self._moved(it, known, page.moved)
            return
        if self.missing.shows(it, page):
            self.keeping.drop(it, known, "says that it isn't there, though with status 200")
            return
        links: tuple[Link, ...] = page.links if self.settings.follow_links else ()
        if it.kind is Kind.START:
            self._note_publisher(page)
            links += tuple(Link(url=url, lists=True) for url in page.feeds)
        facts = self.teller.of_page(page, it, answer)
        found = Found(suffix=suffix, facts=facts, page=page, links=links)
        if why := self._unwanted(it, page, answer):
            self.keeping.unwanted(it, known, answer, found, why)
        elif twin := self.state.same_body(it.url, answer.sha256, self.keeping.round):
            self.keeping.double(it, known, answer, twin)
        else:
            self.leads.note(it.url, page.sample)
            self.keeping.keep(it, known, answer, found)

    def _unwanted(self, it: Waiting, page: Page, answer: Answer) -> str:
        if page.noindex:
            return "asks not to be indexed"
        wanted = {base_language(one) for one in self.settings.languages}
        language = language_of(page, it, answer)
        if wanted and language and base_language(language) not in wanted:
            return "in another language (`languages`)"
        return ""

    def _note_publisher(self, page: Page) -> None:
        """The first page tells that of the whole site, unless the settings do."""
        publisher = page.facts.get("publisher")
        if not self.settings.publisher and isinstance(publisher, str):
            self.state.set_note("publisher", publisher)
            self.teller = replace(self.teller, publisher=publisher)

    def _moved(self, it: Waiting, known: Known, target: str | None) -> None:
        takes = self.scope.names_host if it.kind is Kind.LISTING else self.leads.belongs
        on_and_on = it.depth > self.settings.max_depth + MAX_HOPS
        within = target is not None and takes(target) and not on_and_on
        if it.kind is Kind.START and not within:
            raise FetchError(
                f"leads to {target or 'nowhere'}",
                where=it.url,
                mend="fetch that address, or name its host in `hosts` (--host)",
            )
        if not within and it.kind is not Kind.LISTING:
            self.tally.leave_out(it.url, "leads out of the site")
        self.keeping.moved(it, known, target if within else None)

    def _fail(self, it: Waiting, known: Known, why: str) -> None:
        if it.kind is Kind.START:
            raise FetchError(
                why, where=it.url, mend="check the address in a browser, or try again later"
            )
        if it.kind is not Kind.LISTING or known.state is State.LISTING:
            self.tally.fault(it.url, why)
        self.keeping.close(it)
