"""Models are run without a word to anybody: the library's own reports are off before it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import qa.read.model

ROOT = Path(__file__).resolve().parents[2]
READER = Path(qa.read.model.__file__).parent / "default" / "reader.onnx"
OPEN = """
import sys
from pathlib import Path
from indexer.embed.onnx_runtime import open_session
print(len(open_session(Path(sys.argv[1])).get_inputs()))
"""
# Where its reports are written until they are sent, and by what they stay off in tests of others.
PLACES = ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
MEANWHILE = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_RUNNING_UNIT_TESTS", "ORT_DISABLE_TELEMETRY")


@pytest.mark.slow
@pytest.mark.parametrize("asked_for", [None, "0"])
def test_no_report_is_kept_or_sent(tmp_path: Path, asked_for: str | None) -> None:
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: it for name, it in os.environ.items() if name not in (*PLACES, *MEANWHILE)}
    if asked_for is not None:
        kept["ORT_DISABLE_TELEMETRY"] = asked_for
    made = subprocess.run(
        [sys.executable, "-c", OPEN, str(READER)],
        env=kept | {"PYTHONPATH": str(ROOT), "HOME": str(home), "TMPDIR": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert int(made.stdout) > 0
    assert list(tmp_path.rglob("*")) == [home]
