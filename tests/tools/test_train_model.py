"""The reader's training, from groups to the files that the desk reads, on models that take no
time."""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from qa.read.model import CARD, open_reader
from qa.read.tokens import ReaderTokenizer
from tests.qa.tiny import tiny_reader
from tests.tools.made import GROUPS, given, group
from tools.train_reader.groups import Group, write_groups

pytestmark = pytest.mark.model


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    """As training has it: for models this small, threads only wait for each other."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def tokenizer() -> ReaderTokenizer:
    from tools.train_reader.start import tokenizer

    return tokenizer()


def batch(tokenizer: ReaderTokenizer) -> Any:
    from tools.train_reader.model import batch_of, example

    return batch_of([[example(tokenizer, it.question, p) for p in it.passages] for it in GROUPS])


# --- the model --------------------------------------------------------------------------------


def test_gold_is_told_of_the_units_that_are_read(tokenizer: ReaderTokenizer) -> None:
    from tools.train_reader.model import example

    made = example(tokenizer, "what is it", given("It costs 5.", "Dogs are welcome.", gold=(1,)))
    told = [tokenizer.words(made.tokens.ids[first:end]) for first, end in made.tokens.units]
    assert told == ["it costs 5.", "dogs are welcome."]
    assert made.gold == (False, True)
    sentences = [f"Sentence number {n} is here." for n in range(200)]
    cut = example(tokenizer, "what is it", given(*sentences, gold=(3, 199)))
    assert len(cut.gold) == len(cut.tokens.kept) < 200
    assert [row for row, gold in enumerate(cut.gold) if gold] == [3]


def test_passages_of_a_batch_stand_one_after_the_other(tokenizer: ReaderTokenizer) -> None:
    made = batch(tokenizer)
    lengths = made.seen.sum(1).tolist()
    assert len(made.ids) == len(made.types) == len(made.positions) == sum(lengths)
    assert made.firsts.tolist() == [0, *accumulate(lengths)][:-1]
    assert made.ids[made.firsts].tolist() == [101] * 3  # [CLS]
    assert made.positions[made.firsts].tolist() == [0] * 3
    assert made.seen.flatten()[made.places].all()
    assert made.places[made.firsts].tolist() == [row * made.seen.shape[1] for row in range(3)]
    assert made.counts == (2, 1, 2)
    assert made.passage_of.tolist() == [0, 0, 1, 2, 2]
    assert made.gold.tolist() == [True, False, False, False, False]
    # Three units and none of them; then two, and what stands for no choice.
    assert made.choices.tolist() == [[0, 1, 2, 5], [3, 4, 5, 6]]


def test_without_padding_the_states_are_the_encoders_own(tokenizer: ReaderTokenizer) -> None:
    import torch

    from tools.train_reader.model import packed_states

    encoder, made = tiny_reader().eval().encoder, batch(tokenizer)
    mask = made.seen.long()
    ids, types = (
        torch.zeros_like(mask).masked_scatter(made.seen, it) for it in (made.ids, made.types)
    )
    with torch.no_grad():
        whole = encoder(
            ids, attention_mask=mask, token_type_ids=types, output_hidden_states=True
        ).hidden_states[1:]
        packed = packed_states(encoder, made)
    assert len(packed) == len(whole) == 2
    for one, other in zip(packed, whole, strict=True):
        torch.testing.assert_close(one, other[made.seen], atol=1e-4, rtol=1e-4)


def test_a_unit_is_scored_by_the_mean_of_its_tokens_and_by_its_passage(
    tokenizer: ReaderTokenizer,
) -> None:
    import torch

    from tools.train_reader.model import scores

    reader, made = tiny_reader(), batch(tokenizer)
    with torch.no_grad():
        tokens, passages = reader(made)
        units, answers = scores(reader, made)
    assert torch.equal(passages, answers)
    assert len(units) == 5
    for unit, value in enumerate(units.tolist()):
        mean = tokens[made.unit_of == unit].mean() + answers[made.passage_of[unit]]
        assert value == pytest.approx(float(mean), abs=1e-5)


def test_a_units_tokens_are_its_words(tokenizer: ReaderTokenizer) -> None:
    made = batch(tokenizer)
    told = [tokenizer.words(made.ids[made.unit_of == unit].tolist()) for unit in range(5)]
    texts = [it.units for group in GROUPS for it in group.passages]
    assert len(told) == sum(map(len, texts))
    assert told[:3] == ["it costs 5.", "dogs are welcome.", "ring the bell."]


def test_the_loss_is_one_softmax_over_all_units_and_none(tokenizer: ReaderTokenizer) -> None:
    import torch

    from tools.train_reader.model import losses, scores

    reader, made = tiny_reader(), batch(tokenizer)
    with torch.no_grad():
        units, _ = scores(reader, made)
        found = float(losses(reader, made, binary=0.0))
        both = float(losses(reader, made))
    first, second = [*units[:3].tolist(), 0.0], [*units[3:].tolist(), 0.0]
    wanted = [_log_sum(first) - first[0], _log_sum(second) - 0.0]
    assert found == pytest.approx(sum(wanted) / 2, abs=1e-5)
    assert both > found


def _log_sum(values: list[float]) -> float:
    return math.log(sum(map(math.exp, values)))


def told_by(reader: Any, tokenizer: ReaderTokenizer, groups: list[Group]) -> Any:
    """The batch with what a reader says of the first so many groups."""
    from tools.train_reader.model import batch_of, example
    from tools.train_reader.tell import tell

    said = dict(enumerate(it for _, it in tell(reader, tokenizer, groups)))
    return batch_of(
        [
            [
                example(tokenizer, it.question, passage, said[row][at] if row in said else None)
                for at, passage in enumerate(it.passages)
            ]
            for row, it in enumerate(GROUPS)
        ]
    )


def test_a_pupil_that_says_what_its_teachers_say_loses_nothing_by_it(
    tokenizer: ReaderTokenizer,
) -> None:
    from tools.train_reader.model import losses, taught

    made = told_by(tiny_reader(), tokenizer, GROUPS)
    same = float(taught(tiny_reader(), made, labels=0.0).detach())
    assert same == pytest.approx(0.0, abs=1e-5)
    assert float(taught(tiny_reader(seed=1), made, labels=0.0).detach()) > 0.01
    labels = float(losses(tiny_reader(), made, binary=0.8).detach())
    assert float(taught(tiny_reader(), made, labels=1.0).detach()) == pytest.approx(labels)


def test_where_no_teacher_tells_the_labels_are_learnt(tokenizer: ReaderTokenizer) -> None:
    from tools.train_reader.model import losses, taught

    made, reader = told_by(tiny_reader(), tokenizer, []), tiny_reader(seed=1)
    labels = float(losses(reader, made, binary=0.8).detach())
    assert float(taught(reader, made).detach()) == pytest.approx(labels)
    some = float(taught(reader, told_by(tiny_reader(), tokenizer, GROUPS[:1])).detach())
    every = float(taught(reader, told_by(tiny_reader(), tokenizer, GROUPS)).detach())
    assert len({round(it, 4) for it in (labels, some, every)}) == 3


def test_teachers_are_told_of_as_their_mean_and_by_the_question_that_was_translated(
    tmp_path: Path,
) -> None:
    from tools.train_reader.told import Said, Told, write_told

    [asked, other] = GROUPS
    units = [len(it.units) for it in asked.passages]
    for name, value in (("one", 1.0), ("two", 2.0)):
        said = [Said(value, (value,) * many) for many in units]
        assert write_told(tmp_path / f"{name}.npz", [(replace(asked, id="a"), said)]) == 1
    told = Told([tmp_path / "one.npz", tmp_path / "two.npz"])
    mean = [Said(1.5, (1.5,) * many) for many in units]
    assert told.of(replace(asked, id="a")) == mean
    assert told.of(replace(asked, id="spanish/a", part="spanish")) == mean
    assert told.of(replace(asked, id="b")) is None
    assert told.of(replace(other, id="a")) is None  # not the passages that were told of


def test_what_a_reader_tells_is_what_it_scores(tokenizer: ReaderTokenizer) -> None:
    import torch

    from qa.read.reader import UNREAD
    from tools.train_reader.model import scores
    from tools.train_reader.tell import tell

    sentences = [f"Sentence number {n} is here." for n in range(200)]
    groups = [*GROUPS, group(), group(given(*sentences))]
    told = list(tell(tiny_reader(), tokenizer, groups))
    assert [it for it, _ in told] == [*GROUPS, groups[-1]]  # what has no passage isn't told of
    with torch.no_grad():
        units, passages = scores(tiny_reader(), batch(tokenizer))
    flat = [unit for _, said in told[:2] for it in said for unit in it.units]
    assert flat == pytest.approx(units.tolist(), abs=1e-4)
    assert [it.passage for _, said in told[:2] for it in said] == pytest.approx(
        passages.tolist(), abs=1e-4
    )
    [cut] = told[2][1]
    assert len(cut.units) == 200
    assert cut.units[0] != UNREAD == cut.units[-1]


@pytest.mark.parametrize(
    ("held", "layers", "rows"),
    [(4, 2, [1, 3]), (12, 6, [1, 3, 5, 7, 9, 11]), (12, 4, [2, 5, 8, 11]), (6, 6, [*range(6)])],
)
def test_layers_are_taken_evenly_and_the_last_is_among_them(
    held: int, layers: int, rows: list[int]
) -> None:
    from tools.train_reader.model import evenly

    assert evenly(held, layers) == rows


def test_fewer_layers_are_layers_that_were_there() -> None:
    import torch

    from tools.train_reader.model import fewer_layers

    whole = tiny_reader().encoder
    fewer = fewer_layers(whole, 1)
    assert fewer.config.num_hidden_layers == 1
    held, kept = whole.state_dict(), fewer.state_dict()
    for name, value in kept.items():
        torch.testing.assert_close(value, held[name.replace("layer.0.", "layer.1.")])


def test_states_are_compared_with_those_of_the_layers_that_were_kept(
    tokenizer: ReaderTokenizer,
) -> None:
    from tools.train_reader.model import Reader, distance, fewer_layers

    teacher, made = tiny_reader(), batch(tokenizer)
    assert float(distance(teacher, tiny_reader(), made).detach()) == 0.0
    assert float(distance(teacher, tiny_reader(seed=1), made).detach()) > 0.5
    found = distance(teacher, Reader(fewer_layers(teacher.encoder, 1)), made)
    assert 0 < float(found.detach()) < 2
    found.backward()  # type: ignore[no-untyped-call]
    assert all(it.grad is None for it in teacher.parameters())


# --- training ---------------------------------------------------------------------------------


def test_gold_is_learnt_from_first_then_the_nearest_and_one_by_chance(
    tokenizer: ReaderTokenizer,
) -> None:
    from tools.train_reader.train import Plan, learnt_from

    plan = Plan(steps=1, passages=3)
    golden = [given(f"Gold {n}.", gold=(0,)) for n in range(4)]
    plain = [given(f"Plain {n}.") for n in range(9)]

    def learnt(*passages: Any, seed: int = 0) -> list[str]:
        made = learnt_from(group(*passages), tokenizer, plan, random.Random(seed))
        told = []
        for it in made:
            [(first, end)] = it.tokens.units
            told.append(tokenizer.words(it.tokens.ids[first:end]))
        return told

    assert learnt(*plain[:2], golden[0]) == ["gold 0.", "plain 0.", "plain 1."]
    assert learnt(*golden, *plain) == ["gold 0.", "gold 1.", "plain 0."]
    assert learnt(*golden) == ["gold 0.", "gold 1."]
    assert learnt(plain[0]) == ["plain 0."]
    drawn = {tuple(learnt(*plain, golden[3], seed=seed)) for seed in range(40)}
    assert {it[:2] for it in drawn} == {("gold 3.", "plain 0.")}
    assert {it[2] for it in drawn} == {f"plain {n}." for n in range(1, 9)}


def test_it_learns_and_goes_on_from_its_checkpoint(
    tokenizer: ReaderTokenizer, tmp_path: Path
) -> None:
    import torch

    from tools.train_reader.train import LOG, Plan, Steps, load, order, train

    plan = Plan(steps=40, groups=2, rate=3e-3, every=10)
    rows = order(GROUPS, plan, frozenset(), 0.0)
    whole = tiny_reader()
    train(whole, Steps(GROUPS, rows, tokenizer, plan), tmp_path / "whole")
    log = [json.loads(it) for it in (tmp_path / "whole" / LOG).read_text().splitlines()]
    assert [it["step"] for it in log] == [10, 20, 30, 40]
    assert log[-1]["loss"] < log[0]["loss"] / 2

    with pytest.raises(ValueError, match="need at least one"):  # no rows are left
        train(tiny_reader(), Steps(GROUPS, rows[:50], tokenizer, plan), tmp_path / "half")
    resumed = tiny_reader()
    train(resumed, Steps(GROUPS, rows, tokenizer, plan), tmp_path / "half")
    loaded = tiny_reader(seed=1)
    load(loaded, tmp_path / "half")
    for one, other, third in zip(
        whole.parameters(), resumed.parameters(), loaded.parameters(), strict=True
    ):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-4)
        assert torch.equal(other, third)


def test_half_as_many_bits_learn_too(tokenizer: ReaderTokenizer, tmp_path: Path) -> None:
    import torch

    from tools.train_reader.train import LOG, Plan, Steps, order, train

    plan, made = Plan(steps=60, groups=2, rate=3e-3, every=20), tiny_reader()
    rows = order(GROUPS, plan, frozenset(), 0.0)
    train(made, Steps(GROUPS, rows, tokenizer, plan), tmp_path, half=True)
    log = [json.loads(it) for it in (tmp_path / LOG).read_text().splitlines()]
    assert log[-1]["loss"] < log[0]["loss"] / 2
    assert {it.dtype for it in made.parameters()} == {torch.float32}


def test_what_words_mean_is_not_learnt_anew(tokenizer: ReaderTokenizer, tmp_path: Path) -> None:
    import torch

    from tools.train_reader.train import Plan, Steps, order, train

    plan, made = Plan(steps=3, groups=2, rate=3e-3), tiny_reader()
    steps = Steps(GROUPS, order(GROUPS, plan, frozenset(), 0.0), tokenizer, plan)
    train(made, steps, tmp_path)
    before, after = tiny_reader().state_dict(), made.state_dict()
    kept = {name for name in after if torch.equal(before[name], after[name])}
    assert kept == {name for name in after if ".embeddings." in name}


# --- the commands -----------------------------------------------------------------------------


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A relevance model's, of twelve layers, as they are published."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    config = BertConfig(
        hidden_size=24, num_hidden_layers=12, num_attention_heads=12, intermediate_size=32
    )
    torch.save({"bert": BertModel(config).state_dict()}, tmp_path / "weights.pt")
    return tmp_path / "weights.pt"


def test_from_groups_to_the_files_that_the_desk_reads(
    weights: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from tools.train_reader.commands import main

    work = tmp_path / "work"
    (work / "groups").mkdir(parents=True)
    for part in ("own", "kept"):
        write_groups(work / "groups" / f"{part}.jsonl", GROUPS)

    def run(command: str, *arguments: str) -> str:
        given = ["train_reader", "--work", str(work), command, *arguments]
        monkeypatch.setattr(sys, "argv", given)
        assert main() == 0
        return capsys.readouterr().out

    start = ("--start", str(weights), "--layers", "2")
    learning = ("--leave-out", "kept", "--public-share", "0", "--steps", "2")
    run("train", *start[:2], "--layers", "12", *learning, "--name", "teacher")
    assert run("tell", *start[:2], "--layers", "12", "--name", "teacher") == "4 groups\n"
    states, scores = ("--learn", "states", "--teacher"), ("--learn", "scores", "--told")
    run("train", *start, *learning, "--after", "teacher", "--name", "copied", *states, "teacher")
    run("train", *start, *learning, "--after", "copied", *scores, "teacher")
    measured = json.loads(run("measure", *start, "kept"))
    assert (measured["part"], measured["questions"], measured["read"]) == ("kept", 2, 1.0)
    told = json.loads(run("export", *start, "--to", str(tmp_path / "made"), "own", "kept"))
    assert told["difference"] < told["spread"]
    card = json.loads((tmp_path / "made" / CARD).read_text(encoding="utf-8"))
    assert (card["layers"], card["steps"]) == (2, 2)
    readings = open_reader(tmp_path / "made").read("what", [GROUPS[0].passages[0].readable])
    assert [len(it.units) for it in readings] == [2]


def test_all_steps_of_training_are_one_command(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import numpy as np

    from tools.train_reader import chain
    from tools.train_reader.commands import main
    from tools.train_reader.told import FILE
    from tools.train_reader.train import CHECKPOINT

    work, held = tmp_path / "work", dict[str, list[Group]]()
    (work / "groups").mkdir(parents=True)
    for part in ("own", "kept", "squad2", "foreign"):
        held[part] = [
            replace(it, id=f"{part}-{n}-{row}", part=part, together=f"{part}-{n}")
            for n in range(6)
            for row, it in enumerate(GROUPS)
        ]
        write_groups(work / "groups" / f"{part}.jsonl", held[part])
    options = "--leave-out kept --without foreign --steps 2 --groups 4 --layers 2 --folds 2"
    run = ["train_reader", "--work", str(work), "chain", "--start", str(weights), *options.split()]
    monkeypatch.setattr(sys, "argv", run)
    assert main() == 0
    told = [set(np.load(work / f"teacher-{fold}" / FILE)["ids"].tolist()) for fold in (0, 1)]
    own = {it.id for part in ("own", "squad2") for it in held[part]}
    kept = {it.id for it in held["kept"]}
    assert told[0] | told[1] == own | kept
    assert told[0] & told[1] == kept  # both tell of what neither has learnt from
    for fold, ids in enumerate(told):
        assert {it.id for it in held["own"] if it.fold(2) == fold} == ids & {
            it.id for it in held["own"]
        }
    made = {name: (work / name / CHECKPOINT).read_bytes() for name in ("reader", chain.TWIN)}
    assert made["reader"] != made[chain.TWIN]
    assert main() == 0  # what is there is taken over
    assert made == {name: (work / name / CHECKPOINT).read_bytes() for name in made}


def test_a_training_of_which_a_process_fails_fails(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tools.train_reader.chain import Chain
    from tools.train_reader.train import Plan

    (tmp_path / "teacher-0").write_text("in the way")
    made = Chain(
        work=tmp_path,
        start=weights,
        public=frozenset(),
        left_out=frozenset(),
        plan=Plan(steps=1),
        folds=1,
    )
    with pytest.raises(RuntimeError, match="a process of the training failed"):
        made.run(GROUPS, "reader")


def test_pieces_that_no_text_needs_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel

    from tools.train_reader import trim

    special = ["<s>", "<pad>", "</s>", "<unk>"]
    pieces = [*special, "▁la", "▁sala", "▁", "e", "▁дом", "▁zimmer", "▁weg", "<mask>"]
    tokenizer = Tokenizer(models.Unigram([(it, -len(it)) for it in pieces], 3, False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens([*special, "<mask>"])
    (tmp_path / "whole").mkdir()
    tokenizer.save(str(tmp_path / "whole" / "tokenizer.json"))
    config = BertConfig(
        vocab_size=len(pieces), hidden_size=8, num_hidden_layers=1, num_attention_heads=2
    )
    whole = BertModel(config, add_pooling_layer=False)
    whole.save_pretrained(tmp_path / "whole")
    monkeypatch.setattr(trim, "_words", lambda _: ["weg"] * trim.RARE + ["zimmer"])
    texts = ["la sala", "дом"]
    assert trim.trim(tmp_path / "whole", ["de"], texts, tmp_path / "made") == 8
    made = Tokenizer.from_file(str(tmp_path / "made" / "tokenizer.json"))
    kept = [*special, "▁la", "▁sala", "e", "▁weg"]
    assert sorted(made.get_vocab(), key=made.get_vocab().__getitem__) == kept
    assert made.encode("la sala weg").tokens == tokenizer.encode("la sala weg").tokens
    held = torch.load(tmp_path / "made" / "start.pt")["bert"]
    name = "embeddings.word_embeddings.weight"
    rows = [pieces.index(piece) for piece in kept]
    torch.testing.assert_close(held[name], whole.state_dict()[name][rows])


def test_a_reader_that_came_along_says_the_same_as_floats(tmp_path: Path) -> None:
    from tests.qa.tiny import write_reader
    from tools.train_reader.export import agreement
    from tools.train_reader.start import new_reader, tokenizer

    write_reader(tmp_path)
    again, reads = new_reader(tmp_path), tokenizer(start=tmp_path)
    assert again.encoder.config.num_attention_heads == 4
    told = agreement(again, tmp_path, reads, GROUPS)
    assert told["difference"] < told["spread"] / 10


def test_new_sets_are_learnt_and_what_was_known_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import numpy as np

    from tests.qa.tiny import write_reader
    from tools.train_reader.commands import main
    from tools.train_reader.start import new_reader
    from tools.train_reader.told import FILE
    from tools.train_reader.train import load

    write_reader(tmp_path / "reader")
    (tmp_path / "groups").mkdir()
    for part in ("new", "known", "squad2", "kept"):
        own = [replace(it, id=f"{part}-{n}", part=part) for n, it in enumerate(GROUPS)]
        write_groups(tmp_path / "groups" / f"{part}.jsonl", own)
    options = "--name tuned --leave-out kept --steps 3 --groups 2 --beside 3 --rate 1e-2"
    run = ["train_reader", "--work", str(tmp_path), "tune", "--start", str(tmp_path / "reader")]
    monkeypatch.setattr(sys, "argv", [*run, *options.split(), "new"])
    assert main() == 0
    told = set(np.load(tmp_path / "tuned" / FILE)["ids"].tolist())
    assert len(told) == 3
    assert told < {f"{part}-{n}" for part in ("known", "squad2") for n in (0, 1)}
    before, after = new_reader(tmp_path / "reader"), new_reader(tmp_path / "reader")
    assert load(after, tmp_path / "tuned") == 3
    assert not np.allclose(before.unit.weight.detach(), after.unit.weight.detach())


def test_what_is_learnt_in_less_than_a_step_is_left_by_rounding(tmp_path: Path) -> None:
    from tests.qa.tiny import write_reader
    from tools.train_reader.export import quantise, write_model
    from tools.train_reader.restored import loosen, restored

    write_reader(tmp_path)

    def rounded(*, loose: bool) -> float:
        """How far the weights of one matrix have moved at the mean, in what they should have."""
        reader = restored(tmp_path)
        layers: Any = reader.encoder.encoder.layer
        inner = layers[0].intermediate.dense
        before = inner.weight.detach().clone()
        reach = before.abs().amax(1, keepdim=True)
        learnt = reach / 63 / 4  # a quarter of a step
        inner.weight.data += learnt * (before.abs() < reach * 0.9)
        if loose:
            loosen(reader, tmp_path)
        again = tmp_path / f"{loose}"
        again.mkdir()
        write_model(reader, again / "whole.onnx")
        quantise(again / "whole.onnx", again / "reader.onnx")
        layers = restored(again).encoder.encoder.layer
        after = layers[0].intermediate.dense.weight.detach()
        return float(((after - before) / learnt)[before.abs() < reach * 0.9].mean())

    assert abs(rounded(loose=False)) < 0.2
    assert 0.8 < rounded(loose=True) < 1.2
