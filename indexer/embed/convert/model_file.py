"""How a converted model is written: its operators in one file, its weights in another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from indexer.embed.encoder import MODEL, WEIGHTS

SMALL = 1_024  # bytes of a weight that stays with the operators


def save_model(model: Any, folder: Path) -> None:
    """Writes an ONNX model as MODEL and WEIGHTS. Raises OSError."""
    import onnx

    onnx.save_model(
        model,
        str(folder / MODEL),
        save_as_external_data=True,
        all_tensors_to_one_file=True,
        location=WEIGHTS,
        size_threshold=SMALL,
    )
    # The library makes the weights for their owner only.
    (folder / WEIGHTS).chmod((folder / MODEL).stat().st_mode)
