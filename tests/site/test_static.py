"""Files of pages: small on the wire, and asked for once (R6)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client

HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.fixture
def collected(tmp_path: Path, settings: Any) -> Iterator[None]:
    """The files collected as the launcher does at set-up."""
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": HASHED}}
    call_command("collectstatic", interactive=False, verbosity=0)
    yield


def test_browsers_keep_a_file_for_ever_under_a_name_that_changes_with_it(collected: None) -> None:
    address = static("site/parts.css")
    assert address != "/static/site/parts.css"
    answer = Client().get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Encoding"] == "gzip"


def test_style_sheets_lead_to_fonts_by_their_kept_names(collected: None) -> None:
    sheet = b"".join(Client().get(static("site/fonts.css"))).decode()
    assert static("fonts/files/be-vietnam-pro-vietnamese-400-normal.woff2").split("/")[-1] in sheet
