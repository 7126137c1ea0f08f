"""What a desk knows of the others that are served beside it.

What always holds: it is what stands in the settings, names and places, and nothing of what the
others hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ui.config import Desks


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """One of the desks that are served together.

    key   its name in the settings and in addresses
    name  what readers see
    path  where it stands on the site, as in ``/d/housing/``
    here  it is the desk itself that is asked
    """

    key: str
    name: str
    path: str
    here: bool


def place_of(key: str) -> str:
    """What the addresses of a desk begin with."""
    return f"/d/{key}"


def neighbours_of(desks: Desks) -> Mapping[str, tuple[Neighbour, ...]]:
    """For each desk all that there are, itself too, in the order of the settings; none where there
    is but one."""
    listed = desks.by_name.items() if desks.several else ()
    return {
        key: tuple(
            Neighbour(
                key=other,
                name=config.name,
                path="/" if other == desks.default else f"{place_of(other)}/",
                here=other == key,
            )
            for other, config in listed
        )
        for key in desks.by_name
    }
