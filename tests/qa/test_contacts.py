"""Questions for a way to reach somebody, and whose number one is, with the real model."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.embed import Embedder
from qa.engine import Engine
from qa.question import Question
from qa.reply import Answer, Refusal
from tests.indexer.fakes import use_model
from ui.config import Config
from ui.wiring import make_index, open_engine

CONTACTS = {
    "school.md": "# The music school\n\nThe music school can be reached by telephone on"
    " 01 44 55 66 77 from Monday to Friday.\n",
    "brigade.md": "# The fire brigade\n\nThe fire brigade can be reached by telephone on 112.\n",
    "town.md": "# Town hall\n\nThe postal address of the town hall is 10 High Street,"
    " Alderbrook AB1 2CD.\n",
    "museum.md": "# Museum\n\nThe museum is at Marktplatz 3, 4020 Linz. Its website is"
    " museum.alderbrook.example and its shop is at shop-museum.es.\n",
    "list.html": "<html lang=en><title>Who to ring</title><h1>Who to ring</h1><ul>"
    "<li>Stray animals: 045 577 14 04</li><li>Gas leaks: 0455/77 14 05</li>"
    "<li>Broken lifts: +32 455 77 14 07</li><li>Rats: Tel. 0455 771 411</li></ul></html>",
    "lines.html": "<html lang=en><title>Lines</title><h1>Help lines</h1><dl><dt>Children's line"
    "</dt><dd>102</dd><dt>Sorrow line</dt><dd>1813</dd></dl><table><tr><th>Service</th>"
    "<th>Number</th></tr><tr><td>Potholes</td><td>3388</td></tr></table></html>",
    "complaints.md": "# Complaints\n\nSend complaints to complaints@alderbrook.example.\n",
}
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def engine(real_embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    place: Path = tmp_path_factory.mktemp("contacts")
    (place / "docs").mkdir()
    for name, text in CONTACTS.items():
        (place / "docs" / name).write_text(text, encoding="utf-8")
    config = Config(corpus=str(place / "docs"), index=str(place / "idx"))
    with pytest.MonkeyPatch.context() as patch:
        use_model(patch, real_embedder)
        make_index(config)
        return open_engine(config)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What is the phone number of the music school?", "01 44 55 66 77"),
        ("What is the phone number of the fire brigade?", "112"),
        ("What is the phone number for stray animals?", "Stray animals: 045 577 14 04"),
        ("What is the postal address of the town hall?", "10 High Street, Alderbrook AB1 2CD"),
        ("What is the mailing address of the museum?", "Marktplatz 3, 4020 Linz"),
        ("What is the website of the museum shop?", "shop-museum.es"),
        ("Whose number is 1813?", "1813"),
        ("Where do I send complaints?", "complaints@alderbrook.example"),
        ("Whose number is 0455771404?", "Stray animals: 045 577 14 04"),
        ("Whose number is 0455 771 405?", "Gas leaks: 0455/77 14 05"),
        ("Who can I reach at 0455771407?", "Broken lifts: +32 455 77 14 07"),
    ],
)
def test_what_was_asked_for_is_quoted(engine: Engine, question: str, quoted: str) -> None:
    reply = engine.ask(Question(text=question))
    assert isinstance(reply, Answer)
    assert quoted in reply.quotes[0].text
    assert reply.quotes[0].highlights


@pytest.mark.parametrize(
    "question", ["Whose number is 0455999999?", "What is the email address of the museum?"]
)
def test_what_is_not_there_is_refused(engine: Engine, question: str) -> None:
    assert isinstance(engine.ask(Question(text=question)), Refusal)
