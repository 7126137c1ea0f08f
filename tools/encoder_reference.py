"""Makes the vectors that a conversion of the default model is held against.

    python -m tools.encoder_reference > indexer/embed/convert/reference.json

Needs sentence-transformers and torch. Run it when the default model or the texts change.
"""

from __future__ import annotations

import json
import sys

from indexer.embed.convert.sentence_transformers import load_original
from indexer.embed.weights import bundled_folder
from indexer.settings import IndexSettings

TEXTS = (
    "Who pays?",
    "How many victims did HSI identify in 2018, and what does the center do for them?",
    "Las víctimas reciben ayuda de lunes a viernes.",
    "- a passport\n- proof of address (not older than 3 months)\n- 40 $ in cash",
    "The strategy has five goals: prevention, protection, prosecution, partnership and enabling"
    " the department. " * 20,
)


def main() -> None:
    vectors = load_original(IndexSettings(), str(bundled_folder())).embed(TEXTS)
    rows = [[round(float(value), 6) for value in row] for row in vectors]
    json.dump({"texts": list(TEXTS), "vectors": rows}, sys.stdout, ensure_ascii=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
