"""Settings: what goes before what, and mistakes that are named."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from corpus.errors import ConfigError
from indexer.cluster.settings import ClusterSettings
from ui.config import (
    BUNDLED,
    CONFIG_NAME,
    ENVIRONMENT,
    Config,
    Secrets,
    load_config,
    load_desks,
    load_secrets,
)
from ui.messages import CATALOGUES, ENGLISH, SPANISH


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)


def wrong(text: str) -> str:
    """The one line that a file with this text gives."""
    Path("a.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_config(Path("a.toml"), {})
    line = str(caught.value)
    assert line.startswith("a.toml: ")
    assert len(line.splitlines()) == 1
    return line


def test_defaults_are_the_bundled_documents_and_no_download() -> None:
    config = load_config(None, {})
    said = {key: getattr(config, key) for key in ("notice", "contact", "examples")}
    assert config == replace(Config(), **said)
    assert all(said.values())
    assert Path(config.corpus) == BUNDLED
    assert (BUNDLED / "manifest.toml").is_file()
    assert config.settings.model_download is False


def test_option_before_environment_before_file_before_default() -> None:
    Path("a.toml").write_text('corpus = "file"\nindex = "file"\nmodel = "file"\n')
    environment = {"QUOTEDESK_CORPUS": "environment", "QUOTEDESK_INDEX": "environment"}
    config = load_config(Path("a.toml"), environment, corpus="option", index=None)
    assert (config.corpus, config.index, config.model) == ("option", "environment", "file")
    assert config.name == Config().name


def test_the_file_in_the_current_folder_is_read_unless_another_is_named() -> None:
    Path(CONFIG_NAME).write_text('name = "here"')
    Path("other.toml").write_text('notice = ""')
    assert load_config(None, {}).name == "here"
    config = load_config(Path("other.toml"), {})
    assert (config.name, config.notice) == (Config().name, "")


def test_what_is_said_about_the_bundled_documents_may_be_said_otherwise() -> None:
    Path(CONFIG_NAME).write_text('notice = "Ring 5."\nexamples = []')
    config = load_config(None, {})
    assert (config.notice, config.examples) == ("Ring 5.", ())
    assert ENGLISH.said(config.contact)[0].startswith("the publishers")


def test_what_is_said_about_the_bundled_documents_is_not_said_about_others() -> None:
    config = load_config(None, {}, corpus="handbook")
    assert (config.notice, config.contact, config.examples) == ("", "", ())
    Path("quotedesk.toml").write_text('corpus = "handbook"\nnotice = "Ring 5."')
    config = load_config(None, {})
    assert (config.notice, config.contact, config.examples) == ("Ring 5.", "", ())


@pytest.mark.parametrize(
    "form",
    [
        '{key} = {{ en = "Call 911.", es = "Llame al 911." }}',
        '[{key}]\nen = "Call 911."\nes = "Llame al 911."',
    ],
)
@pytest.mark.parametrize("key", ["notice", "contact"])
def test_what_the_desk_says_can_be_given_for_each_language(key: str, form: str) -> None:
    Path("a.toml").write_text(form.format(key=key))
    said = getattr(load_config(Path("a.toml"), {}), key)
    assert SPANISH.said(said) == ("Llame al 911.", None)
    assert ENGLISH.said(said) == ("Call 911.", None)


def test_one_text_is_for_everyone_and_a_missing_one_is_in_another_language() -> None:
    assert SPANISH.said("Ring 5.") == ("Ring 5.", None)
    assert SPANISH.said({"en": "Ring 5."}) == ("Ring 5.", "en")
    assert ENGLISH.said({"es": "Llame al 5."}) == ("Llame al 5.", "es")
    assert ENGLISH.said("") == ("", None)


def test_the_bundled_notice_names_the_same_numbers_in_every_language() -> None:
    for words in CATALOGUES.values():
        text, other = words.said(load_config(None, {}).notice)
        assert other is None
        assert re.findall(r"\d[\d-]+", text) == ["911", "1-888-373-7888", "233733"]
        assert words.said(load_config(None, {}).contact)[1] is None


def test_the_real_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEDESK_INDEX", "from-environment")
    assert load_config(None).index == "from-environment"
    monkeypatch.setenv("QUOTEDESK_INDEX", "")
    assert load_config(None).index == Config().index


def test_the_commands_speak_only_what_there_are_words_for() -> None:
    assert load_config(None, {"QUOTEDESK_LANGUAGE": "fr"}).language == "fr"
    with pytest.raises(ConfigError, match=r"no words in 'xx'\. Use: en, de, es, fr, it, pt"):
        load_config(None, {"QUOTEDESK_LANGUAGE": "xx"})


def test_every_setting_can_be_given_in_a_file() -> None:
    checked = {"trusted_proxies": ["10.0.0.0/8", "::1"], "frame_ancestors": ["https://a.example"]}
    checked["embed_origins"] = ["https://a.example", "http://*.b.example:8080"]
    checked["languages"] = ["es"]
    codes = {"region": "BE", "language": "de", "root_path": "/desk", "log_format": "json"}
    codes |= {"store": "milvus", "milvus": "http://milvus:19530", "collection": "my_desk"}
    given: dict[str, str | bool | int | list[str]] = {}
    for setting in fields(Config):
        default: object = getattr(Config(), setting.name)
        if isinstance(default, bool):
            given[setting.name] = not default
        elif isinstance(default, int):
            given[setting.name] = default + 1
        elif isinstance(default, tuple):
            given[setting.name] = checked.get(setting.name, ["a", "b"])
        elif isinstance(default, str):
            given[setting.name] = codes.get(setting.name, f"my {setting.name}")
    # JSON's strings, booleans and lists are TOML's too.
    lines = (f"{key} = {json.dumps(value)}" for key, value in given.items())
    Path("a.toml").write_text(
        "\n".join(lines) + '\n[site]\nurl = "http://a.example/"'
        '\n[cluster]\nray = "auto"\nworkers = 4'
    )
    config = load_config(Path("a.toml"), {})
    assert config.cluster == ClusterSettings(ray="auto", workers=4)
    assert given.keys() | {"site", "cluster"} == {setting.name for setting in fields(Config)}
    assert config.site.url == ("http://a.example/",)
    for key, value in given.items():
        assert getattr(config, key) == (tuple(value) if isinstance(value, list) else value), key
    assert (config.settings.model, config.settings.model_download) == ("my model", True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('region = "Belgium"', "no country's code like 'BE'"),
        ('root_path = "desk"', "no path like '/desk'"),
        ('root_path = "//evil.example"', "no path like '/desk'"),
    ],
)
def test_a_region_and_a_path_are_checked(line: str, said: str) -> None:
    assert said in wrong(line)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cluster = 3", "cluster must be a table. As in [cluster] with a line ray"),
        ("[cluster]\nrays = 3", "a.toml: cluster: there is no setting 'rays'. Use: ray, workers"),
        ("[cluster]\nray = true", "ray must be a string"),
        ("[cluster]\nworkers = -1", "workers must be from 0 to 100,000"),
    ],
)
def test_what_is_said_of_a_cluster_is_checked(text: str, said: str) -> None:
    assert said in wrong(text)


def test_an_unknown_key_is_named_with_those_there_are() -> None:
    line = wrong('indx = "x"')
    assert "there is no setting 'indx'" in line
    assert "store, index, milvus, collection, model, model_download" in line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("index = 3", "index must be a string"),
        ("index = ['a']", "index must be a string"),
        ("model_download = 1", "model_download must be true or false"),
        ('model_download = "true"', "model_download must be true or false"),
        ("notice = 3", "notice must be a string, or one for each language"),
        ("notice = {}", "notice must be a string, or one for each language"),
        ("contact = { en = 3 }", "contact must be a string, or one for each language"),
        ('notice = { en = "a", xx = "b" }', "notice: the desk doesn't speak xx"),
        ('examples = "a"', "examples must be a list of strings"),
        ("examples = [1]", "examples must be a list of strings"),
        ("[index]\na = 1", "index must be a string"),
        ("rate_limit = true", "rate_limit must be a whole number"),
        ("rate_limit = -1", "rate_limit must be from 0"),
        ("retention_days = 0", "retention_days must be from 1"),
        ("frame_ancestors = ['*; script-src *']", "is no site like"),
        ("frame_ancestors = ['example.org/path']", "is no site like"),
        ("embed_origins = ['https://*']", "is no origin like"),
        ("embed_origins = ['https://a.example/']", "is no origin like"),
        ("languages = ['en', 'xx']", "languages: the desk doesn't speak xx, only en"),
        ("languages = 'en'", "languages must be a list of strings"),
        ("embed_origins = ['*']", "is no origin like"),
        ("trusted_proxies = ['proxy']", "is no address or network"),
    ],
)
def test_a_value_of_another_form_is_named(text: str, message: str) -> None:
    assert message in wrong(text)


@pytest.mark.parametrize("text", ["index = ", "= 3", "a = 1\na = 2", "\x00", "[" * 20])
def test_what_is_no_toml_is_one_line(text: str) -> None:
    assert "can't be read" in wrong(text)


def test_a_file_that_cant_be_read_is_one_line(tmp_path: Path) -> None:
    Path("latin.toml").write_bytes(b'name = "\xe9"')
    Path("folder.toml").mkdir()
    for name in ("latin.toml", "folder.toml", "missing.toml"):
        with pytest.raises(ConfigError, match="can't be read") as caught:
            load_config(Path(name), {})
        assert str(caught.value).startswith(f"{name}: ")
        assert len(str(caught.value).splitlines()) == 1


def test_secrets_come_from_the_environment_alone_and_are_not_shown() -> None:
    environment = {"QUOTEDESK_STAFF_PASSWORD": "hidden", "QUOTEDESK_METRICS_TOKEN": "token"}
    secrets = load_secrets(environment)
    assert (secrets.staff_password, secrets.metrics_token) == ("hidden", "token")
    assert "hidden" not in repr(secrets)
    assert load_secrets({}) == Secrets()
    assert "there is no setting 'staff_password'" in wrong('staff_password = "x"')


TWO = """
model = "top"
contact = "the front desk"
index = "kept/index"
root_path = "/town"
default_desk = "b-2"
[desks.a]
corpus = "one"
contact = { en = "room 2", es = "sala 2" }
[desks.b-2]
corpus = "two"
name = "The second"
model = "own"
index = "elsewhere"
"""


class TestDesks:
    def test_what_a_desk_does_not_say_is_taken_from_the_top(self) -> None:
        Path(CONFIG_NAME).write_text(TWO)
        desks = load_desks(None, {})
        assert (list(desks.by_name), desks.default, desks.several) == (["a", "b-2"], "b-2", True)
        first, second = desks.by_name.values()
        assert (first.corpus, first.model, first.index) == ("one", "top", "kept/a/index")
        assert (second.corpus, second.model, second.index) == ("two", "own", "elsewhere")
        assert (first.name, second.name) == ("a", "The second")
        assert first.ledger == ".quotedesk/a/ledger.sqlite"
        assert (first.root_path, second.root_path) == ("/town", "/town")
        assert (first.contact, second.contact) == (
            {"en": "room 2", "es": "sala 2"}, "the front desk"
        )  # fmt: skip
        assert first.examples == ()

    def test_options_are_for_one_of_them(self) -> None:
        Path(CONFIG_NAME).write_text(TWO)
        assert load_config(None, {}).corpus == "two"
        assert load_config(None, {}, desk="a", index="x").index == "x"
        desks = load_desks(None, {"QUOTEDESK_MODEL": "environment"}, index="x")
        assert desks.config("b-2").index == "x"
        assert (desks.config("a").index, desks.config("a").model) == ("kept/a/index", "environment")
        assert [*desks.only("a").by_name] == ["a"]
        assert desks.only(None) is desks

    def test_without_a_default_the_first_one_is_it(self) -> None:
        Path(CONFIG_NAME).write_text('[desks.z]\ncorpus = "z"\n[desks.a]\ncorpus = "a"')
        assert load_desks(None, {}).default == "z"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("[desks]", "desks must be tables"),
            ("desks = 3", "desks must be tables"),
            ("desks.a = 3", "desks must be tables"),
            ('default_desk = "a"', "desks must be tables"),
            ("[desks.A]", "'A' can't be a desk's name"),
            ('[desks."../a"]', "'../a' can't be a desk's name"),
            ('[desks.""]', "'' can't be a desk's name"),
            ("[desks.-a]", "'-a' can't be a desk's name"),
            ("[desks.a]", "desks.a: no corpus is named"),
            ('[desks.a]\ncorpus = "x"\nindx = 3', "desks.a: there is no setting 'indx'"),
            ('[desks.a]\ncorpus = "x"\nrate_limit = -1', "desks.a: rate_limit must be"),
            (
                '[desks.a]\ncorpus = "x"\nroot_path = "/x"',
                "desks.a: root_path is one for all desks",
            ),
            ('[desks.a]\ncorpus = "x"\ndesks = {}', "there is no setting 'desks'"),
            ('default_desk = "b"\n[desks.a]\ncorpus = "x"', "default_desk: there is no desk 'b'"),
            ('default_desk = 3\n[desks.a]\ncorpus = "x"', "default_desk: there is no desk 3"),
            ('corpus = "x"\n[desks.a]\ncorpus = "x"', "corpus is of one desk"),
            ('name = "x"\n[desks.a]\ncorpus = "x"', "name is of one desk"),
            (
                '[desks.a]\ncorpus="x"\nindex="i"\n[desks.b]\ncorpus="y"\nindex="./i"',
                "desks.a and desks.b have the same index, ./i",
            ),
        ],
    )
    def test_what_cant_be_is_named(self, text: str, message: str) -> None:
        assert message in wrong(text)

    def test_a_desk_that_is_none_is_named(self) -> None:
        with pytest.raises(ConfigError, match="the settings name no desks"):
            load_config(None, {}, desk="a")
        Path(CONFIG_NAME).write_text(TWO)
        with pytest.raises(ConfigError, match=r"there is no desk 'c'. Use: a, b-2"):
            load_config(None, {}, desk="c")

    def test_a_password_is_of_one_desk(self) -> None:
        environment = {
            "QUOTEDESK_STAFF_PASSWORD": "first",
            "QUOTEDESK_STAFF_PASSWORD_B_2": "second",
            "QUOTEDESK_METRICS_TOKEN": "token",
        }
        found = {
            desk: load_secrets(environment, desk=desk, default=desk == "a")
            for desk in ("a", "b-2", "c")
        }
        assert {desk: it.staff_password for desk, it in found.items()} == {
            "a": "first", "b-2": "second", "c": "",
        }  # fmt: skip
        assert {it.metrics_token for it in found.values()} == {"token"}
        own = load_secrets(environment, desk="b-2", default=True)
        assert own.staff_password == "second"
