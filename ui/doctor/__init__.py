"""Is all well, and if not, what is to be done? Every check in order.

What always holds: each check ends with at least one finding, whatever it meets; no check changes
anything; the only requests are to this machine, and to the address that the keeper names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from corpus.errors import QuotedeskError
from ui.doctor.case import Case, Finding, fail
from ui.doctor.contents import documents, index, model, questions
from ui.doctor.machine import clock, disk, ledger, permissions, pins, port, versions
from ui.doctor.outside import passwords, proxy, settings, site

__all__ = ["CHECKS", "Case", "Finding", "examine"]

Checks = Mapping[str, Callable[[Case], Iterator[Finding]]]
CHECKS: Checks = MappingProxyType(
    {
        "settings": settings,
        "versions": versions,
        "documents": documents,
        "model": model,
        "index": index,
        "questions": questions,
        "disk": disk,
        "permissions": permissions,
        "ledger": ledger,
        "pins": pins,
        "clock": clock,
        "port": port,
        "passwords": passwords,
        "proxy": proxy,
        "site": site,
    }
)


def examine(case: Case, checks: Checks = CHECKS) -> Iterator[tuple[str, Finding]]:
    """The findings of every check, each as soon as it is there."""
    for name, check in checks.items():
        try:
            for finding in check(case):
                yield name, finding
        except QuotedeskError as error:
            yield (
                name,
                fail(f"{error.where}: {error.what}" if error.where else error.what, error.mend),
            )
        except Exception as error:
            mend = "run it with --debug, and tell the makers of quotedesk"
            if case.debug:
                raise
            yield name, fail(f"the check itself failed ({type(error).__name__}: {error})", mend)
