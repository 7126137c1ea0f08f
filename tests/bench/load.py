"""Many callers at once on the ask route of a desk that is served here, by one worker. A benchmark,
not a test.

    python -m tests.bench.load [--index DIR] [--callers 50] [--seconds 60] [--rate-limit 0]

Serves the desk on a free port of this machine, lets each caller ask one question after the other,
and prints the replies by status and the times of those that were answered. With a rate limit the
callers, who share one address, mostly get 429; without one the desk shows what it can do. A caller
that is turned away (429, 503) waits a moment, as `Retry-After` asks, but no longer than a second.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

QUESTIONS = (
    "What are the five goals of the strategy?",
    "How many cases were there in 2018?",
    "What do victim assistance specialists do?",
    "Who wrote the blog post?",
    "Where can I park?",
    "What does prevention focus on?",
)
START_SECONDS = 180


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


async def wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        for _ in range(START_SECONDS * 5):
            if server.poll() is not None:
                sys.exit("the desk could not be served")
            try:
                if (await client.get("/readyz")).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.2)
    sys.exit("the desk was not ready in time")


async def load(address: str, callers: int, seconds: float) -> tuple[Counter[str], list[float]]:
    """Replies by status (or by kind of failure), and the seconds that each answer took."""
    statuses: Counter[str] = Counter()
    times: list[float] = []
    end = time.perf_counter() + seconds

    async def call(number: int) -> None:
        async with httpx.AsyncClient(base_url=address, timeout=60) as client:
            while (started := time.perf_counter()) < end:
                question = QUESTIONS[number % len(QUESTIONS)]
                number += 1
                try:
                    response = await client.post("/api/ask", json={"question": question})
                except httpx.TransportError as error:
                    statuses[type(error).__name__] += 1
                    continue
                statuses[str(response.status_code)] += 1
                if response.is_success:
                    times.append(time.perf_counter() - started)
                elif wait := response.headers.get("retry-after"):
                    await asyncio.sleep(min(1.0, float(wait)))

    await asyncio.gather(*(call(number) for number in range(callers)))
    return statuses, times


def report(statuses: Counter[str], times: list[float], seconds: float) -> None:
    for status, count in sorted(statuses.items()):
        print(f"{status}: {count:,}")
    if len(times) > 1:
        cuts = statistics.quantiles(times, n=100)
        print(
            f"answered {len(times) / seconds:.1f}/s, "
            f"p50 {cuts[49] * 1_000:.0f} ms, p95 {cuts[94] * 1_000:.0f} ms, "
            f"p99 {cuts[98] * 1_000:.0f} ms, longest {max(times) * 1_000:.0f} ms"
        )
    print(f"load of the machine, last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--index", help="default: the bundled documents")
    parser.add_argument("--callers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate-limit", type=int, default=0, help="0: none")
    options = parser.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "quotedesk.toml"
        config.write_text(f"rate_limit = {options.rate_limit}\n")
        command = [
            str(Path(sys.executable).with_name("quotedesk")),
            "--config",
            str(config),
            "serve",
        ]
        command += ["--port", str(port)]
        if options.index:
            command += ["--index", options.index]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
            try:
                address = f"http://127.0.0.1:{port}"
                asyncio.run(wait_until_ready(address, server))
                report(
                    *asyncio.run(load(address, options.callers, options.seconds)), options.seconds
                )
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
