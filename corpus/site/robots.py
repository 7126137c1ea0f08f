"""What a site's robots.txt asks of us (RFC 9309). The only room of protego.

What always holds: rules that can't be had because the server fails are taken for "nothing may be
fetched"; rules that aren't there, for "everything may".
"""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

TOKEN = "quotedesk"
MAX_BYTES = 500 * 1024


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host; `closed`: why nothing may be fetched at all, or empty."""

    _protego: Protego | None = None
    closed: str = ""

    def allows(self, url: str) -> bool:
        if self.closed:
            return False
        return self._protego is None or bool(self._protego.can_fetch(url, TOKEN))

    @property
    def delay(self) -> float:
        """Seconds that are asked for between two requests; 0 if none are."""
        if self._protego is None:
            return 0.0
        delay = float(self._protego.crawl_delay(TOKEN) or 0)
        rate = self._protego.request_rate(TOKEN)
        return max(delay, rate.seconds / rate.requests if rate and rate.requests else 0.0, 0.0)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        return () if self._protego is None else tuple(self._protego.sitemaps)


def rules_in(text: str) -> Rules:
    return Rules(Protego.parse(text))
