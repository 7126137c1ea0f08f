"""Six weeks of made-up questions in a ledger: ``python -m tests.browser.weeks LEDGER``.

For tests and pictures of the staff's page, which has little to show of a desk that was just
started. Run it before the desk is, whose `store_questions` must be true, or it deletes them.
"""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from pathlib import Path

from qa.question import Question
from tests.ui.fakes import FakeDesk
from ui.web.ledger import Ledger
from ui.web.outcomes import Fault

DAYS = 42
_ANSWERED = "What are the five goals?"
_UNANSWERED = (
    "Where can visitors park a bicycle?",
    "Which compensation do victims get?",
    "¿Cuánto cuesta el permiso?",
    "Who decides which cases are prosecuted first when an agency has to choose between them?",
)


def fill(path: Path) -> None:
    """Fewer at weekends, none on some days, and now and then one that could not be looked up."""
    today = datetime.now().astimezone()
    at = [today]
    desk = FakeDesk()
    ledger = Ledger(path, store_questions=True, clock=lambda: at[0])
    for ago in range(DAYS, 0, -1):
        at[0] = today - timedelta(days=ago)
        weekend = at[0].weekday() > 4
        for number in range(0 if ago % 11 == 0 else (2 if weekend else 8 + ago * 7 % 9)):
            text = _UNANSWERED[(number + ago) % 4] if number % 3 == 2 else _ANSWERED
            question = Question(text=text)
            failed = (ago, number) in ((30, 0), (30, 1), (9, 3))
            identity = ledger.record(question, None if failed else desk.ask(question))
            if number % 5 == 0:
                ledger.feedback(identity, helpful=True)
            elif number % 7 == 1:
                fault = list(Fault)[ago % len(Fault)]
                ledger.feedback(identity, helpful=False, reason=fault.value)
            elif (number, ago) == (3, 5):
                said = "No dice nada de los plazos"
                ledger.feedback(identity, helpful=False, reason=said)
    ledger.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("ledger", type=Path)
    fill(parser.parse_args().ledger)


if __name__ == "__main__":
    main()
