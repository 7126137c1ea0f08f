"""Takes the pictures of the desk: ``python -m tests.browser.screenshots URL [FOLDER]``.

Look at them after every change to a style sheet: a test sees that a mark is there, not that it is
legible. The desk at URL has to be running, with questions to start with and something to refuse.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
UNANSWERABLE = "Where can visitors park a bicycle?"


def ask(page: Page, question: str, turns: int) -> None:
    """Asks and waits until the conversation has so many exchanges."""
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.querySelectorAll('.turn').length === {turns}")
    page.wait_for_timeout(700)


def first_example(page: Page) -> str:
    return page.locator("#examples button").first.inner_text()


@contextmanager
def opened(
    browser: Browser, url: str, *, width: int = 1280, height: int = 800, dark: bool = False
) -> Iterator[Page]:
    """The desk in a window of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url)
    page.get_by_label("Your question").wait_for()
    page.wait_for_timeout(500)
    yield page
    context.close()


def take(url: str, folder: Path) -> None:
    """All states, wide and narrow, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)

    def shoot(page: Page, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM_OPTIONS)
        )
        for suffix, options in (("", {}), ("-dark", {"dark": True})):
            with opened(browser, url, **options) as page:
                shoot(page, f"empty{suffix}")
                question = first_example(page)
                ask(page, question, 1)
                shoot(page, f"answered{suffix}")
                page.locator("a.open").first.click()
                page.locator("#q1").wait_for()
                page.wait_for_timeout(400)
                shoot(page, f"source-open{suffix}")
                ask(page, UNANSWERABLE, 2)
                shoot(page, f"refused{suffix}")
        with opened(browser, url, width=320, height=640) as page:
            shoot(page, "narrow-empty")
            question = first_example(page)
            ask(page, question, 1)
            shoot(page, "narrow-answered")
            page.locator("a.open").first.click()
            page.locator("#q1").wait_for()
            page.wait_for_timeout(400)
            shoot(page, "narrow-source-open")
            address = page.locator("[data-as-page]").get_attribute("href") or url
            page.goto(address)
            shoot(page, "narrow-source-page")
        with opened(browser, url) as page:
            page.goto(address)
            shoot(page, "source-page")
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("url", help="a running desk, such as http://127.0.0.1:7860/")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/screenshots"))
    options = parser.parse_args()
    take(options.url, options.folder)


if __name__ == "__main__":
    main()
