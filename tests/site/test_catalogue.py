"""The catalogue of translations: everything said is found, and English keeps every placeholder."""

from pathlib import Path

import pytest

from hientai.site import catalogue

TREE = {
    "people/views.py": """
x = _("Một")
y = ngettext("%(n)s việc", "%(n)s việc", 2)
z = f(_("Hai "
        "ba"))
t = pgettext("tên cột", "Mười một")
""",
    "people/templates/a.html": """{% load i18n %}
{% trans 'Bốn' %}{% trans "Mười hai" context "tên mục" %}
{% blocktrans %}Năm {{ n }}{% endblocktrans %}
""",
    "shared/vocabulary/a.yaml": """
title: Sáu
codes:
  a: {label: Bảy, aliases: [Tám]}
""",
    "rules/decrees/a/parameters.yaml": """
parameters:
  b: {title: Chín, clause: Điều 1, words: {c: Mười}}
""",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A source tree that says something in each of the places."""
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_every_message_of_python_templates_and_catalogues_is_found(tree: Path) -> None:
    assert set(catalogue.spoken(tree)) == {
        *("Một", "%(n)s việc\0%(n)s việc", "Hai ba", "Bốn", "Năm %(n)s"),
        *("Sáu", "Bảy", "Chín", "Mười"),
        *("tên cột\x04Mười một", "tên mục\x04Mười hai"),
    }


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_translation_keeps_the_placeholders_of_its_message(language: str) -> None:
    wrong = [entry.msgid for entry in catalogue.read(language) if catalogue.misplaced(entry)]
    assert wrong == []


def test_a_placeholder_left_out_or_made_up_is_found() -> None:
    entry = catalogue.read("en").find("%(n)s dòng")
    assert entry is not None
    for text in ("rows", "%(m)s rows"):
        entry.msgstr = text
        assert catalogue.misplaced(entry)
