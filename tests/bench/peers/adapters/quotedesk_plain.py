"""quotedesk with `reader = false`: its own evidence alone chooses and refuses."""

from __future__ import annotations

from dataclasses import replace

from qa.pins.pinned import Led
from quotedesk import Desk
from tests.bench.peers.adapters.protocol import main
from tests.bench.peers.adapters.quotedesk import Quotedesk


class QuotedeskPlain(Quotedesk):
    def load(self) -> None:
        super().load()
        self.config = replace(self.config, reader=False)

    def open(self) -> None:
        from ui.wiring import open_engine

        self.desk = Desk(Led(open_engine(self.config), tuple))


if __name__ == "__main__":
    main(QuotedeskPlain)
