"""Pages that say with status 200 that they aren't there: told by what the server shows for an
address that can't be.

What always holds: a host is asked once a fetch, and for a page only where it says that there is
one; a site whose first page is like that one, as where scripts make all pages, loses none.
"""

from __future__ import annotations

import json
import secrets
from urllib.parse import urlsplit

from corpus.errors import CorpusError
from corpus.site.alike import likeness
from corpus.site.folder import SiteFolder
from corpus.site.kinds import PAGES
from corpus.site.page import Page, read_page
from corpus.site.polite import Polite
from corpus.site.state import Kind, SiteState, Waiting
from corpus.site.transport import Wanted

MAX_PAGE = 16 * 1024 * 1024
_ALIKE = 0.9
_NO_HEAD = frozenset({405, 501})


class Missing:
    """Knows what each host shows for a page that isn't there."""

    def __init__(self, polite: Polite, state: SiteState, folder: SiteFolder) -> None:
        self._polite = polite
        self._state = state
        self._folder = folder
        self._asked: set[str] = set()

    def shows(self, it: Waiting, page: Page) -> bool:
        """Is `page` what the server shows for an address that can't be there?"""
        parts = urlsplit(it.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._asked:
            self._asked.add(origin)
            folder = parts.path.rpartition("/")[0]
            url = f"{origin}{folder}/no-such-page-{secrets.token_hex(6)}"
            self._state.set_note(f"missing {origin}", self._ask(url, it, page, origin))
        told = self._state.note(f"missing {origin}")
        if not told:
            return False
        shown = json.loads(told)
        alike = likeness(tuple(shown["sample"]), page.sample)
        return bool(shown["title"] == page.title) and alike >= _ALIKE

    def _ask(self, url: str, it: Waiting, page: Page, origin: str) -> str:
        """What it shows, as JSON; empty where it says rightly that there is nothing."""
        if not self._polite.rules(url).allows(url):
            return ""
        found = self._polite.ask(url, Wanted(limit=MAX_PAGE, method="HEAD"))
        if found.status != 200 and found.status not in _NO_HEAD:
            return ""
        if past := self._state.note(f"missing {origin}"):
            return past
        part = self._folder.part
        judged = part.with_name("judged")
        part.replace(judged)  # the page that is looked at meanwhile
        try:
            found = self._polite.ask(url, Wanted(limit=MAX_PAGE, kinds=frozenset(PAGES)))
            shown = read_page(part.read_bytes(), url) if found.body else None
        except CorpusError:
            shown = None
        finally:
            judged.replace(part)
        if shown is None or (
            it.kind is Kind.START and likeness(shown.sample, page.sample) >= _ALIKE
        ):
            return ""
        return json.dumps({"title": shown.title, "sample": shown.sample})
