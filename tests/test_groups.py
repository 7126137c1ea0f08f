"""Tests that share what is slow to make run in one process: see `conftest.py`."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import group_of, pytest_xdist_make_scheduler

NAMES = [
    "tests/browser/test_desk.py::one",
    "tests/test_docs.py::one",
    "tests/browser/test_staff.py::TestIt::two[x]",
    "tests/qa/test_engine.py::two",
]


class Process:
    """Where tests are run; notes which it is sent."""

    shutting_down = False

    def __init__(self, name: str) -> None:
        self.gateway = SimpleNamespace(id=name)
        self.sent: list[int] = []

    def send_runtest_some(self, tests: list[int]) -> None:
        self.sent += tests

    def shutdown(self) -> None:
        pass


def scheduler(dist: str) -> Any:
    values = {"dist": dist, "tx": ["2*popen"]}
    option = SimpleNamespace(loadscopereorder=False)
    config: Any = SimpleNamespace(getvalue=values.__getitem__, option=option)
    return pytest_xdist_make_scheduler(config, None)


def test_a_group_is_sent_to_one_process(request: pytest.FixtureRequest) -> None:
    # pytest-xdist asks for it by this name.
    assert request.config.pluginmanager.hook.pytest_xdist_make_scheduler.has_spec()
    processes, made = [Process("one"), Process("two")], scheduler("loadgroup")
    for each in processes:
        made.add_node(each)
        made.add_node_collection(each, NAMES)
    made.schedule()
    assert [it.sent for it in processes] == [[0, 2], [1, 3]]
    assert scheduler("worksteal") is None


def test_files_with_tests_of_the_model_or_a_browser_are_a_group() -> None:
    assert [group_of(name.partition("::")[0]) for name in NAMES] == ["browser", "model"] * 2
    for name in ("tests/corpus/test_decode.py", "tests/test_packaging.py"):
        assert group_of(name) == name
