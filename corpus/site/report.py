"""What a fetch did, for people and programs.

What always holds: every address that was asked for, or left out for a reason that its keeper may
want to know, is counted once under one reason; addresses are shown as they are, and hold no login.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An address that should have been kept and couldn't be; what is there of it stays."""

    url: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Addresses that were left out for one reason; some of them."""

    why: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a site.

    pages     files that are kept now
    bodies    answers whose content was transferred
    received  bytes of these, as they came
    stopped   the bound that ended the fetch before its end; or empty
    resumed   it went on with a fetch that had been cut short
    """

    into: str
    pages: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    gone: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    faults: tuple[Fault, ...]
    requests: int
    bodies: int
    received: int
    seconds: float
    stopped: str = ""
    resumed: bool = False


@dataclass(slots=True)
class Tally:
    """What is counted while a site is fetched."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    stopped: str = ""
    _left_out: Counter[str] = field(default_factory=Counter)
    _examples: dict[str, list[str]] = field(default_factory=dict)

    def fault(self, url: str, why: str) -> None:
        self.faults.append(Fault(url=url, why=why))

    def leave_out(self, url: str, why: str) -> None:
        self._left_out[why] += 1
        examples = self._examples.setdefault(why, [])
        if len(examples) < EXAMPLES and url not in examples:
            examples.append(url)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        examples: Mapping[str, list[str]] = self._examples
        return tuple(
            LeftOut(why=why, count=count, examples=tuple(examples[why]))
            for why, count in self._left_out.most_common()
        )
