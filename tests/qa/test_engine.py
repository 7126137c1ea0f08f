"""The whole way, over the bundled documents with the real model: what a visitor sees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import text_digest
from corpus.errors import IntegrityError, QuestionError
from indexer.build import build_index
from indexer.embed import Embedder
from indexer.settings import IndexSettings
from indexer.store.folder import read_index, write_index
from qa.engine import Engine
from qa.question import MAX_QUESTION_CHARS, Filters, Question, Turn
from qa.read.reader import Readable, Reading
from qa.read.ways import Reads
from qa.reply import Answer, Quote, Reason, Refusal, Reply
from tests.indexer.fakes import HashEmbedder, document_of, two_documents
from tests.qa.fakes import WEIGHTS, WordReader

HSDL, NCSL = "hsdl-dhs-strategy", "ncsl-dhs-strategy"
GOALS = ("Prevention –", "Protection –", "Prosecution –", "Partnership –", "Enabling DHS –")


Ask = Callable[..., Reply]


@pytest.fixture(scope="module")
def ask(bundled_engine: Engine) -> Ask:
    def asked(text: str, *history: str, documents: tuple[str, ...] = ()) -> Reply:
        turns = tuple(
            Turn(role="assistant" if number % 2 else "user", content=content)
            for number, content in enumerate(history)
        )
        return bundled_engine.ask(
            Question(text=text, history=turns, filters=Filters(documents=documents))
        )

    return asked


def first(reply: Reply) -> Quote:
    assert isinstance(reply, Answer), reply
    return reply.quotes[0]


def all_quotes(reply: Reply) -> tuple[Quote, ...]:
    return reply.quotes if isinstance(reply, Answer) else reply.closest


@pytest.mark.model
def test_a_list_is_quoted_whole_with_its_lead_in(ask: Ask) -> None:
    quote = first(ask("What are the five goals of the strategy?"))
    assert quote.text.startswith("Specifically, the strategy identifies five key goals:")
    assert all(goal in quote.text for goal in GOALS)
    assert [quote.text[h.start : h.end].split()[0] for h in quote.highlights] == [
        goal.split()[0] for goal in GOALS
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "start"),
    [("What is the fourth goal?", "Partnership –"), ("What is the last goal?", "Enabling DHS –")],
)
def test_an_item_is_found_by_its_number(ask: Ask, question: str, start: str) -> None:
    history = ("What are the five goals of the strategy?", "Specifically, ...")
    reply = ask(question, *history)
    assert first(reply).text.startswith(start)
    assert reply.ranking[0] == first(reply).document_id


@pytest.mark.model
def test_an_items_document_leads_the_ranking(ask: Ask) -> None:
    # The other document speaks of prevention too, and has no list of its initiatives.
    reply = ask("What's the fourth initiative for prevention?")
    assert first(reply).text.startswith("Working with technology industries")
    assert reply.ranking[0] == "ncsl-dhs-strategy" == first(reply).document_id


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "gold"),
    [
        ("How many objectives does the strategy have?", "nine objectives"),
        ("How many cases were there in 2018?", "near 11,000 cases"),
        ("Which laws does DHS oversee?", "trade, travel, and victim protection laws"),
        ("Hi, could you please tell me what victim assistance specialists do?", "inform victims"),
        ("What will be done about labor contracts?", "Increasing oversight of labor contracts"),
    ],
)
def test_facts_are_quoted(ask: Ask, question: str, gold: str) -> None:
    assert gold in first(ask(question)).text


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "What is the hotline's phone number?",
        "What is the number of the Human Trafficking Hotline?",
        "What is Carlee Goldberg's e-mail address?",
        "What is the capital of France?",
        "What is the budget of the strategy?",
        "asdf qwer zxcv",
        # Long ones in which people tell of themselves, whose words no document can hold anyway.
        "My mother was a nurse in the Navy for twelve years, can she get a stone when she dies?",
        "I lost my library card on the bus yesterday, what do I have to bring to get a new one?",
        "I want to renew my licence but I moved here from another state last month, where do I go?",
        "If my claim was denied last year, can my brother still send in new papers for me?",
        "Can I get paid back for the taxi that I took to my physical therapy appointments?",
        "I think that my neighbour is building his fence on my land, whom should I ask?",
    ],
)
def test_what_is_not_in_the_documents_is_refused(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert isinstance(reply, Refusal)
    assert reply.reason in (Reason.NOTHING_RELATED, Reason.NOT_ANSWERED)


@pytest.mark.model
def test_a_refusal_names_the_words_that_no_document_holds(ask: Ask) -> None:
    reply = ask("What is the capital of France?")
    assert reply.understanding.missing_words == ("capital", "france")
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOTHING_RELATED
    assert reply.closest == ()


@pytest.mark.model
def test_mended_words_are_reported(ask: Ask) -> None:
    reply = ask("how does the stratgy suport investigatons?")
    assert reply.understanding.searched_for == "how does the strategy support investigations?"
    assert any("better support of investigations" in it.text for it in all_quotes(reply))


@pytest.mark.model
def test_a_follow_up_is_understood_and_says_with_what(ask: Ask) -> None:
    reply = ask("And what about protection?", "What does the strategy say about prevention?")
    assert "Protection" in first(reply).text
    assert "prevention" in reply.understanding.understood_with
    alone = ask("And what about that one?")
    assert isinstance(alone, Refusal)
    assert alone.reason is Reason.NEEDS_CONTEXT


@pytest.mark.model
def test_boilerplate_is_quoted_only_when_asked_for(ask: Ask) -> None:
    assert "RSS" in first(ask("How do I add the NCSL Blog to my RSS reader?")).text
    for question in ("What are the goals?", "Who is helped by DHS?", "What is trafficking?"):
        for quote in all_quotes(ask(question))[:1]:
            assert "RSS" not in quote.text
            assert "Scroll to Top" not in quote.text


@pytest.mark.model
def test_a_filter_keeps_other_documents_out(ask: Ask) -> None:
    reply = ask("What are the five goals of the strategy?", documents=(NCSL,))
    assert {quote.document_id for quote in all_quotes(reply)} <= {NCSL}
    assert set(reply.ranking) <= {NCSL}
    with pytest.raises(QuestionError, match="no document 'nowhere'"):
        ask("What?", documents=("nowhere",))


@pytest.mark.model
def test_quotes_add_something_to_each_other(ask: Ask) -> None:
    for question in ("What are the goals?", "What is human trafficking?", "Who works with DHS?"):
        quotes = all_quotes(ask(question))
        assert len(quotes) <= 3
        for number, one in enumerate(quotes):
            for other in quotes[number + 1 :]:
                same = one.document_id == other.document_id
                assert not (same and one.span.overlaps(other.span))
                assert one.text != other.text


@pytest.mark.model
def test_explaining_changes_nothing(bundled_engine: Engine) -> None:
    for text in ("What are the five goals?", "What is the capital of France?"):
        plain = bundled_engine.ask(Question(text=text))
        explained = bundled_engine.ask(Question(text=text), explain=True)
        assert plain.explain is None
        assert explained.explain is not None
        assert replace(explained, explain=None) == plain
        stages = explained.explain
        assert set(stages) == {"question", "retrieval", "reading", "selection", "decision"}
        assert stages["retrieval"]["passages"][0]["dense_rank"] >= 1
        total = stages["decision"]["intercept"] + sum(
            feature["adds"] for feature in stages["decision"]["features"].values()
        )
        assert (total >= 0) == (explained.confidence >= 0.5)


@pytest.mark.model
def test_many_may_ask_at_once(bundled_engine: Engine) -> None:
    questions = [Question(text=t) for t in ("What are the five goals?", "Who wrote the post?")] * 4
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(bundled_engine.ask, questions))
    assert [r.ranking for r in replies] == [bundled_engine.ask(q).ranking for q in questions]


# --- with a model that takes no time ----------------------------------------------------------


@pytest.fixture(scope="module")
def small_engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("small") / "index"
    embedder: Embedder = HashEmbedder()
    write_index(two_documents(), IndexSettings(), embedder, folder)
    return Engine(read_index(Path(folder)), embedder)


@given(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=4))
def test_any_question_gets_a_reply_of_verbatim_quotes(
    small_engine: Engine, text: str, history: list[str]
) -> None:
    turns = tuple(
        Turn(role="assistant" if number % 2 else "user", content=content)
        for number, content in enumerate(history)
    )
    reply = small_engine.ask(Question(text=text, history=turns))
    assert 0 <= reply.confidence <= 1
    assert len(reply.ranking) == len(set(reply.ranking)) <= 10
    for quote in all_quotes(reply):
        source = small_engine.documents[quote.document_id].text
        assert quote.text == source[quote.span.start : quote.span.end]
        assert quote.text.strip() == quote.text != ""


def test_a_document_that_was_changed_is_never_quoted(tmp_path: Path) -> None:
    """Against the digest that was recorded when the index was made, not against its own."""
    embedder = HashEmbedder()
    index = build_index(two_documents(), IndexSettings(), embedder, tmp_path / "terms")
    fees, aid = index.documents
    text = fees.text.replace("40 dollars", "90 dollars")
    # As a careless change of the loaded index would do it: text and digest go together.
    changed = replace(fees, text=text, sha256=text_digest(text))
    object.__setattr__(index, "documents", (changed, aid))
    engine = Engine(index, embedder)
    with pytest.raises(IntegrityError, match="not the one that was indexed"):
        engine.ask(Question(text="What does the parking permit cost a year?"))


@pytest.mark.parametrize("text", ["", "   ", "?!", "\n\t", "—"])
def test_a_question_without_words_is_refused(small_engine: Engine, text: str) -> None:
    reply = small_engine.ask(Question(text=text))
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.EMPTY_QUESTION


def test_a_question_that_is_too_long_says_what_to_do(small_engine: Engine) -> None:
    with pytest.raises(QuestionError, match="fewer words"):
        small_engine.ask(Question(text="x" * (MAX_QUESTION_CHARS + 1)))


class NoWords(HashEmbedder):
    """A model that knows no word: what is ordinary is in the dictionaries."""

    def is_word(self, word: str) -> bool:
        return False


@pytest.mark.parametrize(
    ("question", "searched_for"),
    [
        ("¿Cuánto paga la madre?", None),
        ("It wasn't my husband who wants it", None),
        ("when is the offise open", "when is the office open"),
    ],
)
def test_ordinary_words_are_not_mended(
    tmp_path: Path, question: str, searched_for: str | None
) -> None:
    documents = [
        document_of("You may want to come when the office is open. It was made for you.", "en"),
        document_of(
            "Cuando cierra la oficina, puede llamar para pedir una cita.",
            "es",
            language="es",
        ),
    ]
    embedder = NoWords()
    index = write_index(documents, IndexSettings(), embedder, tmp_path / "index")
    reply = Engine(index, embedder).ask(Question(text=question))
    assert reply.understanding.searched_for == searched_for


class Opened(WordReader):
    """Notes that it was opened."""

    def __init__(self, *languages: str) -> None:
        self.languages = frozenset(languages)
        self.read_with: list[int] = []

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        self.read_with.append(len(passages))
        return super().read(question, passages)


@pytest.mark.parametrize(
    ("language", "first", "other"),
    [("", 1, 0), ("en-GB", 1, 0), ("es", 0, 1), ("pl", 0, 0)],
)
def test_what_questions_in_a_language_wait_for_is_opened_before(
    tmp_path: Path, language: str, first: int, other: int
) -> None:
    embedder = HashEmbedder()
    page = document_of("The permit costs 40 dollars.", language="en")
    index = write_index((page,), IndexSettings(), embedder, tmp_path)
    english, more = Opened("en"), Opened("en", "es")
    others = (Reads(reader=more, weights=WEIGHTS),)
    engine = Engine(index, embedder, weights=WEIGHTS, reader=english, others=others)
    engine.prepare(language)
    assert (english.read_with, more.read_with) == ([0] * first, [0] * other)
