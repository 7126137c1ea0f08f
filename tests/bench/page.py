"""How heavy and how quick the desk's page is: ``python -m tests.bench.page URL [--questions N]``.

Counts what a first visit loads, as it comes over the wire, with Chromium's own figures; takes the
first contentful paint; then asks questions and compares the time from pressing Enter to the answer
on the screen with the engine's own, as the page's counts at /metrics have it. The desk at URL has
to be running on this machine, with questions to start with.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import urllib.request

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.screenshots import CHROMIUM_OPTIONS

_SUM = re.compile(r"^quotedesk_question_seconds_sum(?:\{.*\})? (\S+)$", re.MULTILINE)
# From a key pressed to a new exchange drawn: two frames after it is in the page.
_ASK = """
() => new Promise((done) => {
  // A long conversation loses its oldest exchange: the newest reply's id tells, not the number.
  const newest = () => {
    const it = [...document.querySelectorAll('.feedback')].pop();
    return it ? it.dataset.reply : '';
  };
  const before = newest();
  const start = performance.now();
  new MutationObserver((_, watcher) => {
    if (newest() === before) return;
    watcher.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  }).observe(
    document.body, {childList: true, subtree: true, attributes: true});
  document.querySelector('#ask').click();
})
"""


def first_load(browser: Browser, url: str) -> tuple[int, int, float]:
    """Bytes over the wire, requests, and milliseconds to the first contentful paint."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda it: sizes.append(int(it["encodedDataLength"])))
    page.goto(url)
    page.locator("#question textarea").wait_for()
    page.wait_for_timeout(1_500)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return sum(sizes), len(sizes), float(paint)


def asked(page: Page, question: str) -> float:
    """Milliseconds from asking to the answer on the screen."""
    page.locator("#question textarea").fill(question)
    page.wait_for_timeout(300)
    return float(page.evaluate(_ASK))


def engine_ms(url: str) -> float:
    """What the engine has taken in all so far."""
    with urllib.request.urlopen(f"{url}/metrics") as answer:
        found = _SUM.search(answer.read().decode())
    assert found is not None, "/metrics has no time of the questions"
    return float(found[1]) * 1_000


def measure(url: str, questions: int) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM_OPTIONS)
        )
        loads = [first_load(browser, url) for _ in range(3)]
        size, requests, _ = loads[0]
        paint = statistics.median(it[2] for it in loads)
        print(f"first load: {size / 1_000:.0f} kB compressed, {requests} requests")
        print(f"first contentful paint: {paint:.0f} ms (median of {len(loads)})")
        page = browser.new_page(base_url=url)
        page.goto(url)
        page.locator("#question textarea").wait_for()
        examples = page.locator(".examples button").all_inner_texts()
        asked(page, examples[0])  # the first one warms up
        over = []
        for number in range(questions):
            before = engine_ms(url)
            shown = asked(page, examples[number % len(examples)])
            over.append(shown - (engine_ms(url) - before))
        p95 = sorted(over)[int(len(over) * 0.95)]
        print(
            f"answer on the screen beyond the engine's time: p50 {statistics.median(over):.0f} ms, "
            f"p95 {p95:.0f} ms ({questions} questions)"
        )
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("url", help="a running desk, such as http://127.0.0.1:7860")
    parser.add_argument("--questions", type=int, default=20)
    options = parser.parse_args()
    measure(options.url.rstrip("/"), options.questions)


if __name__ == "__main__":
    main()
