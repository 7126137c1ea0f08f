"""The form for pages of other sites: who may hold it, what it says when it can't be answered."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from fastapi.testclient import TestClient

from qa.question import MAX_QUESTION_CHARS
from tests.ui.fakes import DOCUMENTS, FakeDesk
from tests.ui.parsed import parse
from ui.config import Config
from ui.web.app import Served, create_app

OK, MISSING, UNREADABLE, LIMITED, CLOSED = 200, 404, 422, 429, 503
TOWN, SUB = "https://www.town.example", "https://*.county.example:8443"
ORIGINS = (TOWN, SUB)
ASKED = {"question": "Which goals?"}
PREFLIGHT = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
}


def client_of(desk: FakeDesk | None = None, **settings: object) -> TestClient:
    config = Config(**{"embed_origins": ORIGINS, **settings})  # type: ignore[arg-type]
    return TestClient(create_app(desk or FakeDesk(), config=config), base_url="http://desk.example")


def test_without_sites_there_is_none() -> None:
    client = client_of(embed_origins=())
    for path in ("/embed", "/embed.js"):
        assert client.get(path).status_code == MISSING
    assert client.post("/embed", data=ASKED).status_code in (MISSING, 405)


def test_only_the_form_may_be_framed_and_by_those_sites_only() -> None:
    client = client_of()
    policy = client.get("/embed").headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors 'self' {TOWN} {SUB}")
    assert "x-frame-options" not in client.get("/embed").headers
    for path in ("/api/docs", f"/doc/{DOCUMENTS[0].id}", "/embed.js"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].endswith("frame-ancestors 'none'")
        assert headers["x-frame-options"] == "DENY"
    both = client_of(frame_ancestors=("https://a.example",))
    for path, sites in (
        ("/embed", f"https://a.example {TOWN} {SUB}"),
        ("/api/docs", "https://a.example"),
    ):
        policy = both.get(path).headers["content-security-policy"]
        assert policy.endswith(f"frame-ancestors 'self' {sites}")


def test_the_script_may_be_loaded_from_elsewhere_and_nothing_else() -> None:
    client = client_of()
    resource = "cross-origin-resource-policy"
    assert client.get("/embed.js").headers[resource] == "cross-origin"
    assert client.get("/static/embed-frame.js").headers[resource] == "same-origin"


@pytest.mark.parametrize(
    ("origin", "let_in"),
    [
        (TOWN, True),
        ("https://a.county.example:8443", True),
        ("https://a.b.county.example:8443", True),
        ("https://county.example:8443", False),
        ("https://a.county.example", False),
        ("http://www.town.example", False),
        ("https://www.town.example.evil.example", False),
        ("https://wwwxtown.example", False),
        ("https://evil.example/https://www.town.example", False),
        ("null", False),
        ("*", False),
        ("", False),
    ],
)
def test_an_origin_is_let_in_by_its_whole_name(origin: str, let_in: bool) -> None:
    client = client_of()
    page = client.get("/embed", params={"origin": origin}).text
    assert (f'data-parent="{origin}"' in page) == let_in
    assert ("data-parent" in page) == let_in
    for path, open_ in (("/api/ask", let_in), ("/mcp", False), ("/embed", False), ("/", False)):
        answer = client.options(path, headers={"origin": origin or "null", **PREFLIGHT})
        assert (answer.headers.get("access-control-allow-origin") == origin) == open_, path
        assert "access-control-allow-credentials" not in answer.headers
    answer = client.post("/api/ask", json=ASKED, headers={"origin": origin or "null"})
    assert (answer.headers.get("access-control-allow-origin") == origin) == let_in


def test_a_reply_is_in_the_page_or_alone_and_sets_no_cookie() -> None:
    client = client_of()
    whole = client.post("/embed?lang=es", data=ASKED)
    alone = client.post("/embed?lang=es&partial=1", data=ASKED)
    assert alone.text in whole.text
    assert whole.text.startswith("<!doctype html>")
    assert alone.text.startswith("<section data-say=")
    parsed = parse(alone.text)
    quoted = parsed.all("blockquote")[0].text
    assert quoted in DOCUMENTS[0].text
    link = parsed.all("a")[0]
    assert (link.attributes["href"] or "").startswith(f"/doc/{DOCUMENTS[0].id}?start=")
    assert link.attributes["target"] == "_blank"
    for response in (whole, alone):
        assert "set-cookie" not in response.headers
        assert response.headers["cache-control"] == "no-store"
    assert 'data-scheme="light"' in client.get("/embed?scheme=light").text
    assert "data-scheme" not in client.get("/embed?scheme=x").text
    form = parse(whole.text.removeprefix("<!doctype html>\n")).all("form")[0]
    assert form.attributes["action"] == "/embed?lang=es"


def test_its_addresses_are_of_its_desk() -> None:
    other = Served(desk=FakeDesk(), config=Config(embed_origins=(TOWN,)))
    app = create_app(FakeDesk(), name="a", others={"b": other}, config=Config(root_path="/town"))
    client = TestClient(app)
    assert client.get("/embed").status_code == MISSING
    page = client.post("/d/b/embed", data=ASKED).text
    assert 'action="/town/d/b/embed"' in page
    assert 'href="/town/d/b/doc/' in page
    assert client.get("/d/b/embed.js").status_code == OK


def test_what_keeps_it_from_being_answered_is_said_in_its_place() -> None:
    desk = FakeDesk()
    client = client_of(desk, rate_limit=6)
    long = client.post("/embed?partial=1", data={"question": "x" * (MAX_QUESTION_CHARS + 5)})
    assert (long.status_code, "5 characters too long" in long.text) == (UNREADABLE, True)
    assert "embed_reply" not in long.text
    assert client.post("/embed", data=ASKED).status_code == OK
    limited = client.post("/embed", data=ASKED)
    assert limited.status_code == LIMITED
    assert "too many questions" in limited.text
    assert 'value="Which goals?"' in limited.text
    assert int(limited.headers["retry-after"]) > 0
    assert client.get("/embed").status_code == OK, "to see the form costs nothing"
    assert client.post("/api/ask", json=ASKED).status_code == LIMITED, "it is one bucket"


def test_a_desk_that_isnt_open_says_so() -> None:
    closed = FakeDesk(documents=MappingProxyType({}), is_open=False)
    client = client_of(closed)
    for response in (client.get("/embed"), client.post("/embed", data=ASKED)):
        assert response.status_code == CLOSED
        assert "be asked yet" in response.text
        assert "<form" in response.text
    assert closed.asked == []


def test_what_can_t_be_looked_up_and_what_is_hostile() -> None:
    client = client_of()
    failed = client.post("/embed?partial=1", data={"question": "break"})
    assert (failed.status_code, "secret" in failed.text) == (OK, False)
    assert "could not be looked up" in failed.text
    for sent in ("<script>alert(1)</script>", '"><img src=x>', "\x00\ud7ff"):
        page = client.post("/embed?lang=%22%3E&origin=%22%3E", data={"question": sent}).text
        assert page.count("<script") == 1
        assert "<img" not in page
