"""Desks over one index in Milvus: each with a folder of its own, as on another machine."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import ConfigError, StoreError
from indexer.search.milvus import Milvus
from qa.question import Filters, Question
from qa.reply import Answer, Refusal
from tests.conftest import Run
from tests.indexer.fakes import AID, FEES, HashEmbedder, use_model
from ui.config import Config, load_config, load_desks, load_secrets
from ui.doctor import Case, examine
from ui.doctor.contents import index as examined
from ui.live import LiveDesk
from ui.wiring import make_index, open_engine

QUESTION = Question(text="How much does a parking permit cost?")


@pytest.fixture
def config(milvus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    use_model(monkeypatch, HashEmbedder(max_tokens=128))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "fees.txt").write_text(FEES)
    (corpus / "aid.txt").write_text(AID)
    return Config(
        corpus=str(corpus),
        store="milvus",
        milvus=milvus,
        collection=f"desk_{tmp_path.name.replace('-', '_')}",
        index=str(tmp_path / "one"),
        ledger=str(tmp_path / "ledger.sqlite"),
        pins=str(tmp_path / "pins.sqlite"),
        reader=False,
    )


def shown(reply: Answer | Refusal) -> str:
    quotes = reply.quotes if isinstance(reply, Answer) else reply.closest
    return " ".join(quote.text for quote in quotes)


def test_every_desk_notices_a_new_version(config: Config, tmp_path: Path) -> None:
    make_index(config)
    desks = [LiveDesk(config), LiveDesk(replace(config, index=str(tmp_path / "two")))]
    assert all("40 dollars" in shown(desk.ask(QUESTION)) for desk in desks)
    (Path(config.corpus) / "fees.txt").write_text(FEES.replace("40 dollars", "55 dollars"))
    make_index(config)
    # Until they have looked they answer from the version before, which is there still.
    assert all("40 dollars" in shown(desk.ask(QUESTION)) for desk in desks)
    for desk in desks:
        desk.look()
        assert "55 dollars" in shown(desk.ask(QUESTION))
        assert desk.indexed is not None


def test_replies_are_those_of_an_index_in_a_folder(config: Config, tmp_path: Path) -> None:
    folder = replace(config, store="folder", index=str(tmp_path / "folder"))
    for each in (config, folder):
        make_index(each)
    ours, theirs = open_engine(config), open_engine(folder)
    for text in (QUESTION.text, "¿Cuándo atiende la oficina a las víctimas?", "Who is the mayor?"):
        for filters in (Filters(), Filters(documents=("fees.txt",)), Filters(languages=("en",))):
            question = Question(text=text, filters=filters)
            one, other = ours.ask(question), theirs.ask(question)
            assert type(one) is type(other)
            assert shown(one) == shown(other)
            assert one.ranking == other.ranking
            assert one.confidence == pytest.approx(other.confidence, abs=1e-4)


def test_a_desk_outlives_a_server_that_is_away(
    config: Config, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make_index(config)
    desk = LiveDesk(config)

    def away(*_: object) -> None:
        raise StoreError("Milvus doesn't answer", where="http://milvus:19530", mend="start it")

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(Milvus, "pointed_at", away)
        desk.look()
        desk.look()
    assert [it.message for it in caplog.records] == [
        "new indexes can't be looked for: http://milvus:19530: Milvus doesn't answer. Start it."
    ]
    (Path(config.corpus) / "fees.txt").write_text(FEES.replace("40 dollars", "60 dollars"))
    make_index(config)
    desk.look()
    assert "60 dollars" in shown(desk.ask(QUESTION))


def test_the_doctor_and_the_check_know_it(config: Config, tmp_path: Path, run: Run) -> None:
    make_index(config)
    [said] = [finding.what for _, finding in examine(Case(config=config), {"index": examined})]
    assert said.endswith(f"passages in {config.collection} in {config.milvus}")
    file = tmp_path / "quotedesk.toml"
    file.write_text(
        f'store = "milvus"\nmilvus = "{config.milvus}"\ncollection = "{config.collection}"\n'
        f'corpus = "{config.corpus}"\nindex = "{config.index}"\n'
    )
    status, out, _ = run("--config", str(file), "index", "--check")
    assert (status, out) == (0, f"{config.place} is whole\n")
    status, out, _ = run("--config", str(file), "show")
    assert (status, out.split()[0]) == (0, "aid.txt")


def test_a_server_that_doesnt_answer_is_one_line(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.search.milvus._CONNECT_SECONDS", 0.3)
    monkeypatch.setenv("QUOTEDESK_MILVUS_TOKEN", "me:secret-7")
    file = tmp_path / "quotedesk.toml"
    file.write_text('store = "milvus"\nmilvus = "http://127.0.0.1:7"\n')
    for command in (["index"], ["ask", "Why?"], ["index", "--check"], ["show"]):
        status, _, err = run("--config", str(file), *command)
        line = "quotedesk: http://127.0.0.1:7: Milvus doesn't answer. Start it, or set `milvus`"
        assert (status, err.count("\n"), err[: len(line)]) == (1, 1, line)
        assert "secret-7" not in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('store = "cloud"', "store must be one of folder, milvus"),
        ('store = "milvus"', "milvus must be an address like"),
        ('milvus = "localhost"', "milvus must be an address like"),
        ('milvus = "http://me:pw@milvus:19530"', "an address holds no password"),
        ('store = "milvus"\nmilvus = "a.db"\ncollection = "my desk"', "collection: 'my desk'"),
    ],
)
def test_settings_that_cant_be_are_one_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "quotedesk.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=said) as caught:
        load_config(file, {})
    assert "pw" not in str(caught.value)


def test_each_of_several_desks_has_collections_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "quotedesk.toml"
    top = 'store = "milvus"\nmilvus = "http://milvus:19530"\n[desks.a-b]\ncorpus = "a"\n'
    file.write_text(f'{top}[desks.c]\ncorpus = "c"\n')
    desks = load_desks(file, {"QUOTEDESK_MILVUS": "http://other:19530"})
    places = [each.place for each in desks.by_name.values()]
    assert places == ["quotedesk_a_b in http://other:19530", "quotedesk_c in http://other:19530"]
    file.write_text(f'{top}[desks.c]\ncorpus = "c"\ncollection = "quotedesk_a_b"\n')
    with pytest.raises(ConfigError, match="have the same collection, quotedesk_a_b"):
        load_desks(file, {})


def test_the_token_is_in_nothing_that_is_shown() -> None:
    secrets = load_secrets({"QUOTEDESK_MILVUS_TOKEN": "me:secret"})
    assert secrets.milvus_token == "me:secret"
    assert "secret" not in repr(secrets)
