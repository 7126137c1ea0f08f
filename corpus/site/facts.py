"""What is told of a fetched page or file beyond what it says itself: for the citation.

What always holds: a fact that the page states is left to the page; the address is always told, for
a quote has to open the live page.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from corpus.site.address import Scope
from corpus.site.page import Page
from corpus.site.state import Waiting
from corpus.site.transport import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """`publisher`: of what doesn't say its own."""

    scope: Scope
    publisher: str = ""

    def of_page(self, page: Page, waiting: Waiting, answer: Answer) -> dict[str, str]:
        told = {"url": self._live(waiting.url, page.canonical)}
        language = _language(answer) or waiting.language
        if "language" not in page.facts and language:
            told["language"] = language
        if "published" not in page.facts and waiting.date:
            told["published"] = waiting.date
        if "publisher" not in page.facts and self.publisher:
            told["publisher"] = self.publisher
        return told

    def of_file(self, waiting: Waiting, answer: Answer) -> dict[str, str]:
        """A file's own date of change is that of its content, as a page's often isn't."""
        told = {"url": waiting.url}
        if date := waiting.date or _date(answer.header("last-modified")):
            told["published"] = date
        if language := _language(answer) or waiting.language:
            told["language"] = language
        if self.publisher:
            told["publisher"] = self.publisher
        return told

    def _live(self, url: str, canonical: str | None) -> str:
        """Where readers find the page. A site that is fetched elsewhere than where it is read says
        so; a front page is named by some as the canonical address of every page."""
        if canonical is None or self.scope.names_host(canonical):
            return url
        return canonical if urlsplit(canonical).path != "/" or urlsplit(url).path == "/" else url


def language_of(page: Page, waiting: Waiting, answer: Answer) -> str | None:
    stated = page.facts.get("language")
    return stated if isinstance(stated, str) else _language(answer) or waiting.language


def _language(answer: Answer) -> str | None:
    return answer.header("content-language").partition(",")[0].strip() or None


def _date(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
