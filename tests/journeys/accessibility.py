"""WCAG 2.2 AA as far as axe-core can see it, and a page that never scrolls sideways."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

from tests.journeys.browser import shoot

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECK = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
  return found.violations.map((v) => v.id + " (" + v.impact + "): " + v.help + "\\n    "
    + v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160)).join("\\n    "));
}"""


def assert_pages(page: Page, addresses: Mapping[str, str], suffix: str) -> None:
    """Open each page: it is there, accessible and fits; all that is wrong is told together."""
    wrong: list[str] = []
    for name, address in addresses.items():
        response = page.goto(address)
        status = response.status if response else 0
        if status != 200:
            wrong.append(f"{address}: {status}")
            continue
        shoot(page, name + suffix)
        for check in (assert_accessible, assert_fits):
            try:
                check(page)
            except AssertionError as error:
                wrong.append(str(error))
    assert not wrong, "\n".join(wrong)


@cache
def _axe() -> str:
    path = Path(settings.BROWSER_FILES) / "axe-core" / "axe.min.js"
    return path.read_text(encoding="utf-8")


def assert_accessible(page: Page) -> None:
    """Fail with every violation that axe-core finds on the page as it stands now."""
    page.evaluate(_axe())
    violations = page.evaluate(CHECK, STANDARD)
    assert not violations, page.url + "\n" + "\n".join(violations)


def assert_fits(page: Page) -> None:
    """Fail if the page itself, and not a table's own frame, has to be scrolled sideways."""
    wide, room = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= room, f"{page.url} is {wide} px wide on a screen of {room} px"
