"""Every kind of page in English: found accessible, and within its screen (N2)."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.journeys import test_law, test_reform, test_scheme
from tests.journeys.accessibility import assert_fits, assert_pages_on_desk_and_phone
from tests.journeys.city import City

pytestmark = pytest.mark.journey

OTHERS = {
    "con-thieu": "/ho-so/con-thieu/",
    "con-thieu-bang": "/ho-so/con-thieu/bang/",
    "dinh-chinh": "/ho-so/dinh-chinh/",
    "nhat-ky": "/ho-so/HN-000001/nhat-ky/",
    "nhap-moi": "/nhap/moi/",
    "trung-lap": "/nguoi/trung-lap/da-quyet-dinh/",
}
PAGES = test_scheme.PAGES | test_law.PAGES | test_reform.PAGES | OTHERS


def test_every_page_in_english_is_accessible_and_fits(
    open_page, running: City, live_server
) -> None:
    """The pages that the stories of scheme, law and reform check in Vietnamese, and the forms."""
    page = open_page(running.owner)
    name = settings.LANGUAGE_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": "en", "url": live_server.url}])
    assert_pages_on_desk_and_phone(page, PAGES, "-english", on_phone=[assert_fits])
    expect(page.locator("html")).to_have_attribute("lang", "en")
