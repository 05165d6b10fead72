"""WCAG 2.2 AA as far as axe-core can see it, and a page that never scrolls sideways."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

from tests.journeys.browser import DESKTOP, PHONE, shoot

Checks = Sequence[Callable[[Page], None]]
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong is written down in full, and of the assets that rules want to be given, the
# style sheets are for a rule of none of these tags.
CHECK = """async (tags) => {
  const found = await axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"],
    preload: {assets: ["media"]},
  });
  return found.violations.map((v) => v.id + " (" + v.impact + "): " + v.help + "\\n    "
    + v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160)).join("\\n    "));
}"""


def assert_pages(page: Page, addresses: Mapping[str, str], suffix: str) -> None:
    """Open each page: it is there, accessible and fits; all that is wrong is told together."""
    _assert_each(page, addresses, lambda name: _wrong_here(page, name + suffix))


def assert_pages_on_desk_and_phone(
    page: Page,
    addresses: Mapping[str, str],
    suffix: str = "",
    on_phone: Checks = (),
) -> None:
    """Open each page once and look at it at both sizes, as it is laid out anew for each.

    The server makes one page for every screen; what a phone changes, the style sheets do.
    Where axe has read a page on a phone in the other language, `on_phone` may ask less.
    """
    page.set_viewport_size(DESKTOP)
    _assert_each(page, addresses, lambda name: _wrong_at_both(page, name + suffix, on_phone))


def assert_on_desk_and_phone(page: Page, name: str) -> None:
    """The page as it stands is accessible and fits at both sizes; it keeps the one it has."""
    wrong = _wrong_at_both(page, name)
    assert not wrong, "\n".join(wrong)


def _wrong_at_both(page: Page, name: str, on_phone: Checks = ()) -> list[str]:
    kept = page.viewport_size or DESKTOP
    page.set_viewport_size(DESKTOP)
    wrong = _wrong_here(page, name)
    page.set_viewport_size(PHONE)
    wrong += _wrong_here(page, f"{name}-phone", on_phone)
    page.set_viewport_size(kept)
    return wrong


def _assert_each(
    page: Page, addresses: Mapping[str, str], wrong_of: Callable[[str], list[str]]
) -> None:
    # Said beforehand, axe is compiled once and not for each page.
    page.add_init_script(f"if (!window.axe) {{ {_axe()} }}")
    wrong: list[str] = []
    for name, address in addresses.items():
        response = page.goto(address)
        status = response.status if response else 0
        wrong += wrong_of(name) if status == 200 else [f"{address}: {status}"]
    assert not wrong, "\n".join(wrong)


def _wrong_here(page: Page, name: str, checks: Checks = ()) -> list[str]:
    """What is wrong with the page as it stands; a picture of it is kept if asked."""
    shoot(page, name)
    wrong = []
    for check in checks or (assert_accessible, assert_fits):
        try:
            check(page)
        except AssertionError as error:
            wrong.append(str(error))
    return wrong


def assert_accessible(page: Page) -> None:
    """Fail with every violation that axe-core finds on the page as it stands now."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    violations = page.evaluate(CHECK, STANDARD)
    assert not violations, page.url + "\n" + "\n".join(violations)


@cache
def _axe() -> str:
    path = Path(settings.BROWSER_FILES) / "axe-core" / "axe.min.js"
    return path.read_text(encoding="utf-8")


def assert_fits(page: Page) -> None:
    """Fail if the page itself, and not a table's own frame, has to be scrolled sideways."""
    wide, room = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= room, f"{page.url} is {wide} px wide on a screen of {room} px"
