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
    # Nothing outside of this machine can be found, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
UNANSWERABLE = "Where can visitors park a bicycle?"
WIDE, NARROW = (1280, 800), (320, 640)


def ask(page: Page, question: str, turns: int) -> None:
    """Asks and waits until the conversation has so many exchanges."""
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.querySelectorAll('.turn').length === {turns}")
    page.wait_for_timeout(700)


def first_example(page: Page) -> str:
    return page.locator(".examples button").first.inner_text()


@contextmanager
def opened(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int] = WIDE,
    dark: bool = False,
    language: str = "en",
) -> Iterator[Page]:
    """The desk in a window of its own."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale=language,
        base_url=url,
    )
    page = context.new_page()
    page.goto(url)
    page.locator("#question textarea").wait_for()
    page.wait_for_timeout(500)
    yield page
    context.close()


class Camera:
    """Takes pictures into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, page: Page, name: str) -> None:
        page.screenshot(path=self.folder / f"{name}.png")

    def visit(self, page: Page, prefix: str = "", suffix: str = "") -> None:
        """Every state of the desk in one window, then its pages."""
        self.take(page, f"{prefix}empty{suffix}")
        page.locator("#filter summary").click()
        page.locator("#filter input").last.check()
        self.take(page, f"{prefix}filter{suffix}")
        page.locator("#filter [data-clear]").click()
        page.locator("#filter summary").click()
        ask(page, first_example(page), 1)
        self.take(page, f"{prefix}answered{suffix}")
        page.locator(".feedback [data-helpful='no']").click()
        page.locator(".feedback .why").wait_for()
        page.locator(".keep").scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        self.take(page, f"{prefix}feedback{suffix}")
        page.locator("a.open").first.click()
        page.locator("#q1").wait_for()
        page.wait_for_timeout(400)
        self.take(page, f"{prefix}source-open{suffix}")
        address = page.locator("[data-as-page]").get_attribute("href") or ""
        page.locator("[data-close]").click()
        ask(page, UNANSWERABLE, 2)
        self.take(page, f"{prefix}refused{suffix}")
        others = {
            "source-page": address,
            "slip": page.locator(".links a[href^='/slip/']").first.get_attribute("href") or "",
            "conversation": page.locator(".keep a").first.get_attribute("href") or "",
        }
        for name, other in others.items():
            page.goto(other)
            self.take(page, f"{prefix}{name}{suffix}")


def take(url: str, folder: Path) -> None:
    """All states: wide and narrow, light and dark, in both languages."""
    camera = Camera(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM_OPTIONS)
        )
        with opened(browser, url) as page:
            camera.visit(page)
        with opened(browser, url, dark=True) as page:
            camera.visit(page, suffix="-dark")
        with opened(browser, url, language="es") as page:
            camera.visit(page, suffix="-es")
        with opened(browser, url, size=NARROW) as page:
            camera.visit(page, prefix="narrow-")
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("url", help="a running desk, such as http://127.0.0.1:7860")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/screenshots"))
    options = parser.parse_args()
    take(options.url.rstrip("/"), options.folder)


if __name__ == "__main__":
    main()
