"""`quotedesk` over an index whose vectors were made up, which carries no encoder.

    python -m tests.bench.load.made_up SPACE [ARGUMENT ...]

SPACE is the file `vectors.npz` that `tests.bench.large` left beside its indexes: the vectors are
those of the real model, some of them moved a little, so that questions are embedded by that. The
arguments are those of `quotedesk`. What always holds: all but the encoder is what it is elsewhere.
"""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

from tests.bench.large import Asked
from ui import cli, wiring


def main() -> int:
    space, *line = sys.argv[1:]
    with patch.object(wiring, "open_encoder", lambda _place: Asked(Path(space))):
        return cli.main(line)


if __name__ == "__main__":
    sys.exit(main())
