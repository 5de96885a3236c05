"""The page in a real browser: nobody is shut out of it, and it loads nothing.

VOICEGROUND_PICTURES=FOLDER keeps a picture of each view, to be looked at.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journal.journals import NOON, kept, many, used
from voiceground.journal.page import page
from voiceground.journal.reading import Sessions

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
COUNTS = (0, 1, 10, 10_000)
PHONE, LAPTOP = (390, 844), (1280, 800)
PICTURES = os.environ.get("VOICEGROUND_PICTURES")
EVERY_VIEW = [
    (count, size, scheme) for count in COUNTS for size in (PHONE, LAPTOP) for scheme in ("light", "dark")
]
VIEWS = [
    (0, PHONE, "dark"),
    (1, LAPTOP, "light"),
    *(view for view in EVERY_VIEW if view[0] == 10),
    (10_000, PHONE, "dark"),
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian's package chromium)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """A page for each number of sessions."""
    folder = tmp_path_factory.mktemp("pages")
    one = kept(used("panicky", "five-senses", "better", before=7, after=4))
    made = {}
    for count in COUNTS:
        sessions = (one,) if count == 1 else many(count)
        made[count] = folder / f"{count}.html"
        made[count].write_text(page(Sessions(sessions, ()), NOON, {"five-senses": "Five senses"}))
    return made


def view(browser: Browser, path: Path, size: tuple[int, int], scheme: str) -> Page:
    made = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    made.goto(path.as_uri())
    return made


@pytest.mark.parametrize(("count", "size", "scheme"), EVERY_VIEW if PICTURES else VIEWS)
def test_axe_finds_no_violation(
    browser: Browser, pages: dict[int, Path], count: int, size: tuple[int, int], scheme: str
) -> None:
    shown = view(browser, pages[count], size, scheme)
    if PICTURES:
        shown.screenshot(path=Path(PICTURES) / f"{count}-{size[0]}-{scheme}.png", full_page=count < 100)
    found = Axe().run(shown, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 10  # rules that looked at something
    shown.close()


@pytest.mark.parametrize("count", COUNTS)
def test_nothing_is_wider_than_the_smallest_screen(
    browser: Browser, pages: dict[int, Path], count: int
) -> None:
    """320 points across: also what is left of a laptop's screen when it is enlarged fourfold."""
    shown = view(browser, pages[count], (320, 568), "light")
    for summary in shown.locator("summary").all()[:3]:
        summary.click()
    assert shown.evaluate("document.documentElement.scrollWidth") <= 320
    shown.close()


@pytest.mark.parametrize("count", COUNTS)
def test_it_asks_for_nothing_but_itself_and_nothing_is_refused(
    browser: Browser, pages: dict[int, Path], count: int
) -> None:
    shown = browser.new_page()
    asked: list[str] = []
    told: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("console", lambda message: told.append(message.text))
    shown.goto(pages[count].as_uri())
    shown.wait_for_load_state("networkidle")
    assert asked == [pages[count].as_uri()]
    assert told == []
    shown.close()


def test_the_policy_stops_what_would_slip_in(
    browser: Browser, pages: dict[int, Path], tmp_path: Path
) -> None:
    """Were something not escaped one day, it still could neither run nor load."""
    path = tmp_path / "evil.html"
    evil = '<script>document.title = "ran"</script><img src="evil.png"><p style="color: red">'
    path.write_text(pages[1].read_text().replace("</main>", f"{evil}</main>"))
    shown = browser.new_page()
    told: list[str] = []
    shown.on("console", lambda message: told.append(message.text))
    shown.goto(path.as_uri())
    assert shown.title() == "What is kept of your sessions"
    assert len([line for line in told if "Content Security Policy" in line]) == 3
    shown.close()


COLOURS = """() => {
    const of = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
    return {
        paper: of('body', 'backgroundColor'),
        shapes: [
            of('figure .before', 'stroke'), of('figure .after', 'fill'), of('figure .stem', 'stroke'),
            of('figure .used', 'stroke'), of('figure .better', 'fill'),
        ],
        letters: [of('figure text', 'fill'), of('figcaption', 'color'), of('caption', 'color')],
    };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shapes_and_letters_stand_out_by_day_and_by_night(
    browser: Browser, pages: dict[int, Path], scheme: str
) -> None:
    """3 to 1 for shapes and 4.5 to 1 for letters, as WCAG 2.2 wants; axe does not look into pictures."""
    shown = view(browser, pages[10], LAPTOP, scheme)
    colours = shown.evaluate(COLOURS)
    shown.close()
    paper = light_of(colours["paper"])
    assert (paper > 0.5) == (scheme == "light")
    assert min(contrast(paper, light_of(shape)) for shape in colours["shapes"]) >= 3
    assert min(contrast(paper, light_of(letter)) for letter in colours["letters"]) >= 4.5


def light_of(colour: str) -> float:
    """The relative luminance of ``rgb(r, g, b)``."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(", ")]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_the_keyboard_reaches_everything(browser: Browser, pages: dict[int, Path]) -> None:
    shown = view(browser, pages[1], LAPTOP, "light")
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.textContent") == "To the sessions and numbers"
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.id") == "main"
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    assert shown.locator("details[open] li").count() > 5
    shown.close()


def test_it_prints_black_on_white_even_at_night(browser: Browser, pages: dict[int, Path]) -> None:
    shown = view(browser, pages[10], LAPTOP, "dark")
    shown.emulate_media(media="print", color_scheme="dark")
    colours = shown.evaluate(COLOURS)
    assert colours["paper"] == "rgb(255, 255, 255)"
    assert contrast(1.0, light_of(colours["letters"][0])) == pytest.approx(21)
    assert shown.pdf(format="A4").startswith(b"%PDF")
    shown.close()
