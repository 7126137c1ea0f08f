"""From an empty folder to a served desk over a website, in three commands; with the program as it
is installed, the real model, and a browser's way of asking.
"""

from __future__ import annotations

import json
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.corpus.websites import Website, page, served
from tests.test_docs import SERVE_SECONDS, answers, environment, free_port, program

QUESTION = "When does the gate close?"


def town() -> Website:
    site = Website()
    name = '<meta property="og:site_name" content="Town of Example">'
    site["/"] = page("Welcome to the town's pages.", "parking", "library", head=name, title="Home")
    gate = "Visitors park behind the building. The gate closes at eight o'clock in the evening."
    site["/parking"] = page(gate, "/", title="Parking")
    site["/library"] = page(
        "The library lends books for three weeks. A card costs nothing for residents of the town.",
        title="Library",
    )
    return site


def ask(port: int) -> dict[str, object]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/ask",
        data=json.dumps({"question": QUESTION}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as reply:
        found: dict[str, object] = json.load(reply)
    return found


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_three_commands_lead_from_an_address_to_a_desk(tmp_path: Path) -> None:
    def quotedesk(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program(), *arguments],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    with served(town(), seconds=500) as site:
        fetched = quotedesk("fetch", site.url, "--into", "town")
        assert (fetched.returncode, fetched.stderr) == (0, "")
        assert fetched.stdout.startswith("town holds 3 pages: 3 new")
        indexed = quotedesk("index", "--corpus", "town", "--index", "town-index")
        assert indexed.returncode == 0, indexed.stderr
        site.asked.clear()
        port = free_port()
        desk = subprocess.Popen(
            [program(), "serve", "--index", "town-index", "--port", str(port)],
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            until = time.monotonic() + SERVE_SECONDS
            # The chat page follows the rest, when Gradio has been imported.
            while not (answers(port, "/readyz") and answers(port, "/")):
                assert desk.poll() is None, desk.communicate()[1]
                assert time.monotonic() < until
                time.sleep(0.2)
            reply = ask(port)
        finally:
            desk.send_signal(signal.SIGINT)
            desk.communicate(timeout=30)
        quotes = reply["quotes"]
        assert isinstance(quotes, list)
        assert "The gate closes at eight o'clock" in quotes[0]["text"]
        assert quotes[0]["title"] == "Parking"
        assert quotes[0]["url"].startswith(f"{site.url}parking#:~:text=")
        assert "Town of Example" in quotes[0]["citation"]
        assert site.asked == []  # the desk itself asked nobody
