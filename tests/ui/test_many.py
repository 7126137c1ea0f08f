"""What a desk shows of its documents it knows from their list: with many, none is read for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from markupsafe import Markup

from corpus.document import Document
from indexer.contents import Listed, Listing
from indexer.index import Texts, languages_in, listed_in
from indexer.rows import DocumentRow
from tests.indexer.fakes import document_of
from tests.ui.fakes import FakeDesk, asking_over
from ui.messages import CATALOGUES, ENGLISH
from ui.web.api import listing
from ui.web.api.listing import Page, documents_lines, documents_record
from ui.web.ledger import Ledger
from ui.web.read.library import library_html
from ui.web.staff import holdings
from ui.web.staff.holdings import checks_html, documents_html
from ui.web.staff.overview import overview_page
from ui.web.talk import page_parts as parts
from ui.web.talk.page_parts import no_script_html, welcome_html

DOCUMENTS = tuple(document_of(f"Text {n}", f"d{n}", f"Title {n}") for n in range(9))


class Closed:
    """Documents that can be listed, and not one be read."""

    contents = Listing(DOCUMENTS)

    def document(self, row: DocumentRow) -> Document:
        raise AssertionError(f"document {row} was read")

    def each(self) -> Iterator[Document]:
        raise AssertionError("all documents were read")


def texts() -> Texts:
    return Texts(Closed())


def test_a_list_is_the_same_whoever_keeps_the_documents() -> None:
    held = {it.id: it for it in DOCUMENTS}
    assert list(listed_in(texts())) == list(listed_in(held))
    assert [it.id for it in listed_in(texts(), "d6")] == ["d7", "d8"]
    assert list(listed_in(texts(), "d6")) == list(listed_in(held, "d6"))
    with pytest.raises(KeyError):
        listed_in(texts(), "gone")
    assert languages_in(texts()) == languages_in(held) == {"en"}


def test_the_desk_reads_none_for_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_LINKED", 7)
    desk = FakeDesk(documents=texts())
    for page in (library_html(desk, ENGLISH), no_script_html(desk, ENGLISH)):
        assert "Title 6" in page
    assert "Title 7" not in no_script_html(desk, ENGLISH)
    assert "and 2 more documents" in no_script_html(desk, ENGLISH)
    assert 'lang="en"' in welcome_html(desk, ENGLISH)


def test_the_staff_pages_read_none() -> None:
    ledger = Ledger()
    ledger.note_documents(texts(), datetime(2026, 3, 1, tzinfo=UTC))
    assert sorted(ledger.indexed()) == [it.id for it in DOCUMENTS]
    since = {"d3": "2026-03-01", "d5": "2026-03-02"}
    page = documents_html(texts(), since, ENGLISH)
    assert page.index("Title 5") < page.index("Title 3") < page.index("Title 0")
    assert "Title 8" in overview_page(
        asking_over(FakeDesk(documents=texts())), (), ENGLISH, Markup("")
    )


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_too_many_are_not_checked_there(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = CATALOGUES[language]
    assert "<code>quotedesk lint</code>" not in checks_html((), texts(), words)
    monkeypatch.setattr(holdings, "MOST_CHECKED", 8)
    assert "<code>quotedesk lint</code>" in checks_html(None, texts(), words)


def test_the_api_lists_them_unread_whole_and_page_by_page() -> None:
    desk = FakeDesk(documents=texts())
    whole = json.loads("".join(documents_lines(desk, Page())))
    assert [it["id"] for it in whole["documents"]] == [it.id for it in DOCUMENTS]
    assert [it["characters"] for it in whole["documents"]] == [len(it.text) for it in DOCUMENTS]
    pages: list[dict[str, Any]] = []
    after: str | None = None
    while not pages or after is not None:
        pages.append(documents_record(desk, Page(limit=4, after=after)))
        after = pages[-1]["next"]
    assert [len(it["documents"]) for it in pages] == [4, 4, 1]
    assert [one for it in pages for one in it["documents"]] == whole["documents"]


def test_a_list_that_is_sent_whole_is_made_as_it_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_AT_ONCE", 2)
    looked: list[str] = []

    class Counted(Texts):
        def listed(self, after: str | None = None) -> Iterator[Listed]:
            for it in super().listed(after):
                looked.append(it.id)
                yield it

    pieces = documents_lines(FakeDesk(documents=Counted(Closed())), Page())
    next(pieces)
    assert looked == []
    next(pieces)
    assert looked == ["d0", "d1"]
