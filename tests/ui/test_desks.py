"""Several desks on one server: each is asked, kept and opened for itself, and none sees another."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest
from fastapi.testclient import TestClient

import ui.wiring
from corpus.errors import StoreError
from tests.conftest import Run
from tests.indexer.fakes import FEES, HashEmbedder
from tests.ui.fakes import DOCUMENTS, FakeDesk
from ui.cli import DONE, ERROR
from ui.config import Config, Desks, Secrets, load_desks
from ui.live import LiveDesk
from ui.neighbours import neighbours_of
from ui.web.app import Served, create_app
from ui.wiring import Encoders, make_index

OK, SEE_OTHER, MISSING, FORBIDDEN, LIMITED, CLOSED = 200, 303, 404, 403, 429, 503
STRATEGY, BLOG = DOCUMENTS
PLACES = ("", "/d/blog")
PASSWORDS = {"strategy": "the first one's", "blog": "the second one's"}
PROXY = "10.0.0.1"


def quick(password: str) -> str:
    """Its hash, of the kind that takes no time."""
    salt = b"salt" * 4
    key = hashlib.scrypt(password.encode(), salt=salt, n=16, r=1, p=1, dklen=32)
    return f"scrypt:16:1:1:{salt.hex()}:{key.hex()}"


def neighbours(key: str) -> FakeDesk:
    """One of two desks, with a document of its own."""
    held = {"strategy": STRATEGY, "blog": BLOG}
    configs = {it: Config(name=f"The {it} desk") for it in held}
    return FakeDesk(
        documents=MappingProxyType({held[key].id: held[key]}),
        name=f"The {key} desk",
        neighbours=neighbours_of(Desks(by_name=configs, default="strategy"))[key],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    client: TestClient
    strategy: FakeDesk
    blog: FakeDesk
    folder: Path


@pytest.fixture
def site(tmp_path: Path) -> Site:
    desks = {key: neighbours(key) for key in ("strategy", "blog")}
    served = {
        key: Served(
            desk=desk,
            config=Config(
                ledger=str(tmp_path / key / "ledger.sqlite"),
                store_questions=key == "strategy",
                rate_limit=9,
                trusted_proxies=(PROXY,),
            ),
            secrets=Secrets(staff_password=quick(PASSWORDS[key])),
        )
        for key, desk in desks.items()
    }
    first = served["strategy"]
    app = create_app(
        first.desk,
        config=first.config,
        secrets=first.secrets,
        name="strategy",
        others={"blog": served["blog"]},
    )
    # Not entered: the chat pages, which take long to be made, are made where they are asked for.
    client = TestClient(app, client=("127.0.0.1", 1), base_url="http://desk.example")
    return Site(client=client, folder=tmp_path, **desks)


def ask(site: Site, place: str, question: str = "Which goals?") -> int:
    return site.client.post(f"{place}/api/ask", json={"question": question}).status_code


def sign_in(site: Site, place: str, password: str) -> int:
    origin = {"origin": "http://desk.example"}
    response = site.client.post(
        f"{place}/staff/sign-in",
        data={"password": password},
        headers=origin,
        follow_redirects=False,
    )
    return response.status_code


class TestQuestions:
    def test_one_to_a_desk_is_in_no_other_s_ledger(self, site: Site) -> None:
        assert ask(site, "", "Where to park?") == OK
        assert ask(site, "/d/blog", "A secret of the blog") == OK
        assert [it.text for it in site.strategy.asked] == ["Where to park?"]
        assert [it.text for it in site.blog.asked] == ["A secret of the blog"]
        kept = {}
        for key in PASSWORDS:
            base = sqlite3.connect(site.folder / key / "ledger.sqlite")
            kept[key] = (
                [it for (it,) in base.execute("SELECT question FROM questions")],
                [it for (it,) in base.execute("SELECT sum(n) FROM counts")],
            )
            base.close()
        assert kept == {"strategy": (["Where to park?"], [1]), "blog": ([], [1])}

    def test_feedback_is_taken_where_the_reply_came_from(self, site: Site) -> None:
        reply = site.client.post("/d/blog/api/ask", json={"question": "Which goals?"}).json()
        body = {"reply_id": reply["reply_id"], "helpful": True}
        assert site.client.post("/api/feedback", json=body).status_code == MISSING
        assert site.client.post("/d/blog/api/feedback", json=body).status_code == OK

    def test_who_asks_one_too_often_may_ask_the_other(self, site: Site) -> None:
        asked = [ask(site, "") for _ in range(4)]
        assert (asked[0], asked[-1]) == (OK, LIMITED)
        assert ask(site, "/d/blog") == OK

    def test_tools_are_of_their_desk(self, site: Site) -> None:
        for place, document in zip(PLACES, DOCUMENTS, strict=True):
            call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
            call |= {"params": {"name": "list_documents"}}
            result = site.client.post(f"{place}/mcp", json=call).json()["result"]
            (listed,) = result["structuredContent"]["documents"]
            assert (listed["id"], listed["page"].startswith(f"{place}/doc/")) == (document.id, True)


class TestPages:
    def test_a_document_of_one_is_at_no_other(self, site: Site) -> None:
        get = site.client.get
        assert get(f"/doc/{STRATEGY.id}").status_code == OK
        assert get(f"/d/blog/doc/{BLOG.id}").status_code == OK
        assert get(f"/doc/{BLOG.id}").status_code == MISSING
        assert get(f"/d/blog/doc/{STRATEGY.id}").status_code == MISSING
        assert get(f"/d/blog/slip/{STRATEGY.id}?start=0&end=3").status_code == MISSING

    def test_the_default_one_stands_at_its_name_too(self, site: Site) -> None:
        page = site.client.get("/d/strategy/")
        assert page.status_code == OK
        assert f"/d/strategy/doc/{STRATEGY.id}" in page.text
        assert site.client.get("/d/strategy").text.count("/d/strategy/") > 1
        assert ask(site, "/d/strategy") == OK

    @pytest.mark.parametrize(
        "path", ["/d/nobody/", "/d/", "/d/Blog/", "/d/blogs/", "/d/blog/d/strategy/", "/d/%2e%2e/"]
    )
    def test_a_name_that_no_desk_has_is_no_page(self, site: Site, path: str) -> None:
        response = site.client.get(path)
        assert response.status_code == MISSING
        assert "no such page" in response.text.lower()

    @pytest.mark.parametrize("path", ["/", f"/doc/{BLOG.id}", "/nothing", "/api/docs"])
    def test_a_page_leads_back_to_its_own_desk(self, site: Site, path: str) -> None:
        headers = {"x-forwarded-prefix": "/town", "x-forwarded-for": "203.0.113.9"}
        client = TestClient(site.client.app, client=(PROXY, 1))
        page = client.get(f"/d/blog{path}", headers=headers).text
        written = page.replace("\\u003c", "<").replace("\\u003e", ">").replace('\\"', '"')
        found = re.findall(r'(?:href|src|action|data-address)="(/[^"]*)"', written)
        # Only the list of desks leads to another one.
        assert {it for it in found if not it.startswith("/town/d/blog/")} <= {"/town/"}
        assert "/town/d/blog/static/source.css" in found

    def test_the_chat_page_asks_its_own_desk(self, site: Site) -> None:
        page = site.client.get("/d/blog/").text
        assert '"root":"http://desk.example/d/blog"' in page
        assert "The blog desk" in page

    def test_the_way_to_the_others_marks_the_one_that_is_open(self, site: Site) -> None:
        for path, here, there in (
            (f"/doc/{STRATEGY.id}", "/", "/d/blog/"),
            (f"/d/blog/doc/{BLOG.id}", "/d/blog/", "/"),
        ):
            page = site.client.get(path).text
            assert f'<a href="{here}" aria-current="page"><bdi>' in page
            assert f'<a href="{there}"><bdi>' in page

    def test_a_language_is_chosen_for_all(self, site: Site) -> None:
        cookie = site.client.get(f"/d/blog/doc/{BLOG.id}?lang=es").headers["set-cookie"]
        assert "Path=/;" in cookie
        assert 'lang="es"' in site.client.get(f"/doc/{STRATEGY.id}").text


def test_each_desk_speaks_its_own_languages() -> None:
    spanish = Served(desk=FakeDesk(), config=Config(languages=("es",)))
    client = TestClient(create_app(FakeDesk(), name="a", others={"b": spanish}))
    for asked in ("?lang=en", ""):
        page = client.get(f"/d/b/doc/{BLOG.id}{asked}", headers={"accept-language": "en"})
        assert '<html lang="es"' in page.text
        assert "set-cookie" not in page.headers
        assert "?lang=" not in page.text
    first = client.get(f"/doc/{BLOG.id}", headers={"accept-language": "en"}).text
    assert '<html lang="en"' in first
    assert "?lang=es" in first


class TestStaff:
    def test_a_password_opens_one(self, site: Site) -> None:
        assert sign_in(site, "/d/blog", PASSWORDS["strategy"]) == FORBIDDEN
        assert sign_in(site, "", PASSWORDS["blog"]) == FORBIDDEN
        assert sign_in(site, "/d/blog", PASSWORDS["blog"]) == SEE_OTHER
        assert "Sign out" in site.client.get("/d/blog/staff").text
        assert "Sign out" not in site.client.get("/staff").text

    def test_a_session_stolen_from_one_is_none_at_the_other(self, site: Site) -> None:
        sign_in(site, "/d/blog", PASSWORDS["blog"])
        (cookie,) = site.client.cookies.jar
        assert cookie.path == "/d/blog/staff"
        thief = TestClient(site.client.app, base_url="http://desk.example")
        stolen = {"cookie": f"{cookie.name}={cookie.value}"}
        assert "Sign out" in thief.get("/d/blog/staff", headers=stolen).text
        assert "Sign out" not in thief.get("/staff", headers=stolen).text
        assert (
            "text/csv" not in thief.get("/staff/counts.csv", headers=stolen).headers["content-type"]
        )

    def test_the_page_tells_of_its_own_desk(self, site: Site) -> None:
        ask(site, "", "Parking at the strategy")
        sign_in(site, "/d/blog", PASSWORDS["blog"])
        page = site.client.get("/d/blog/staff").text
        assert "Parking at the strategy" not in page
        assert BLOG.title in page
        assert STRATEGY.title not in page


class TestForThoseWhoKeepItUp:
    def test_figures_name_their_desk(self, site: Site) -> None:
        ask(site, "/d/blog")
        whole = site.client.get("/metrics").text
        asked = 'quotedesk_questions_total{{desk="{}",outcome="answered",reason=""}} {}'
        assert asked.format("blog", "1.0") in whole
        assert asked.format("strategy", "0.0") in whole
        assert whole.count("# TYPE quotedesk_questions_total counter") == 1
        assert 'quotedesk_documents{desk="blog"} 1.0' in whole
        own = site.client.get("/d/blog/metrics").text
        assert asked.format("blog", "1.0") in own
        assert "strategy" not in own

    def test_readiness_names_the_desk_and_the_first_one_tells_of_all(self, site: Site) -> None:
        assert site.client.get("/d/blog/readyz").json() == {
            "status": "ready", "documents": 1, "desk": "blog",
        }  # fmt: skip
        site.blog.documents = MappingProxyType({})
        assert site.client.get("/d/blog/readyz").status_code == CLOSED
        assert site.client.get("/readyz").json()["desks"] == {"strategy": True, "blog": False}
        site.strategy.documents = MappingProxyType({})
        assert site.client.get("/readyz").status_code == CLOSED

    def test_a_closed_desk_says_so_and_the_others_go_on(self, site: Site) -> None:
        site.blog.is_open = False
        page = site.client.get("/d/blog/")
        assert page.status_code == CLOSED
        assert "be asked yet" in page.text
        assert 'href="/"' in page.text
        assert int(page.headers["retry-after"]) > 0
        for path in ("/d/blog/api/documents", "/d/blog/mcp"):
            answer = site.client.get(path)
            assert (answer.status_code, "no index" in answer.json()["error"]) == (CLOSED, True)
        assert site.client.get("/d/blog/healthz").status_code == OK
        assert site.client.get("/d/blog/static/source.css").status_code == OK
        assert sign_in(site, "/d/blog", PASSWORDS["blog"]) == SEE_OTHER
        assert "Sign out" in site.client.get("/d/blog/staff").text
        assert ask(site, "") == OK


SETTINGS = """
model = "all-MiniLM-L6-v2"
contact = "the front desk"
[desks.fees]
corpus = "docs"
[desks.help]
corpus = "help"
name = "Help desk"
"""


@pytest.fixture
def desks(docs: Path) -> Desks:
    (docs / "fees.txt").write_text(FEES)
    Path("help").mkdir()
    Path("help", "aid.txt").write_text("Aid\n\nThe help office lends ladders on Mondays.\n")
    Path("quotedesk.toml").write_text(SETTINGS)
    return load_desks(None, {})


class TestIndexes:
    def test_all_are_made_unless_one_is_named(self, desks: Desks, run: Run) -> None:
        status, out, err = run("index", "--desk", "help")
        assert (status, err) == (DONE, "")
        assert out.startswith("indexed 1 document in ")
        assert not Path(desks.config("fees").index).exists()
        status, out, err = run("index")
        assert (status, err) == (DONE, "")
        fees, aid = out.splitlines()
        assert fees.startswith("fees: indexed 1 document in ")
        assert aid.startswith("help: .quotedesk/help/index is up to date")

    def test_one_that_fails_keeps_no_other_back(self, desks: Desks, run: Run) -> None:
        Path("docs", "fees.txt").unlink()
        status, out, err = run("index")
        assert status == ERROR
        assert out.startswith("help: indexed 1 document")
        assert err.startswith("quotedesk: fees: ")

    @pytest.mark.parametrize("option", ["--index", "--corpus"])
    def test_an_option_of_one_needs_its_name(self, desks: Desks, run: Run, option: str) -> None:
        status, out, err = run("index", option, "docs")
        assert (status, out) == (ERROR, "")
        assert f"{option} can be of one desk only" in err
        assert "name it with --desk: fees, help" in err.lower()

    @pytest.mark.parametrize("name", ["nobody", "", "../help", "Help"])
    def test_a_wrong_name_is_one_line(self, desks: Desks, run: Run, name: str) -> None:
        status, _, err = run("show", "--desk", name)
        assert (status, err) == (
            ERROR, f"quotedesk: there is no desk {name!r}. Use: fees, help.\n"
        )  # fmt: skip

    def test_commands_are_for_the_default_one_unless_another_is_named(
        self, desks: Desks, run: Run
    ) -> None:
        run("index")
        assert "fees.txt" in run("show")[1]
        assert "aid.txt" in run("show", "--desk", "help")[1]
        assert "aid.txt" not in run("show", "--desk", "fees")[1]
        assert (
            '"document_id": "fees.txt"' not in run("ask", "--desk", "help", "--json", "permit")[1]
        )

    def test_one_is_indexed_anew_while_both_are_served(
        self, desks: Desks, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[HashEmbedder] = []

        def open_encoder(_folder: Path) -> HashEmbedder:
            opened.append(HashEmbedder(max_tokens=128))
            return opened[-1]

        monkeypatch.setattr(ui.wiring, "open_encoder", open_encoder)
        make_index(desks.config("fees"))
        beside, encoders = neighbours_of(desks), Encoders()
        live = {
            key: LiveDesk(config, encoders=encoders, waits=True, neighbours=beside[key])
            for key, config in desks.by_name.items()
        }
        assert {key: it.is_open for key, it in live.items()} == {"fees": True, "help": False}
        app = create_app(live["fees"], name="fees", others={"help": Served(desk=live["help"])})
        client = TestClient(app)
        assert client.get("/d/help/").status_code == CLOSED
        with pytest.raises(StoreError, match="no index to ask"):
            live["help"].validity(STRATEGY)
        make_index(desks.config("help"))
        for it in live.values():
            it.look()
        assert client.get("/d/help/doc/aid.txt").status_code == OK
        assert client.get("/d/help/readyz").json()["documents"] == 1
        before = live["fees"].documents
        Path("help", "more.txt").write_text("More\n\nLadders are red.\n")
        make_index(desks.config("help"))
        for it in live.values():
            it.look()
        assert client.get("/d/help/doc/more.txt").status_code == OK
        assert client.get("/doc/more.txt").status_code == MISSING
        assert live["fees"].documents is before
        assert len(opened) == 1, "both desks have the same model"
