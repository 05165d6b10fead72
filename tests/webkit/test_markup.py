"""What is written as HTML without a template shows every text as text (N7)."""

from hientai.webkit.cells import Lines, Link
from hientai.webkit.markup import box, cell_html, table_html

EVIL = "<b>&\"'</b>"
TAME = "&lt;b&gt;&amp;&quot;&#x27;&lt;/b&gt;"


def test_a_cell_shows_marks_of_html_as_they_are_typed() -> None:
    assert cell_html(EVIL) == TAME
    assert cell_html(Lines(EVIL, EVIL)) == f'{TAME}<small class="note">{TAME}</small>'
    assert cell_html(Link(EVIL, "/a/?b=1&c")) == f'<a href="/a/?b=1&amp;c">{TAME}</a>'


def test_an_empty_cell_shows_that_nothing_is_known() -> None:
    assert cell_html("") == cell_html(None) == "–"


def test_a_small_table_shows_marks_of_html_as_they_are_typed() -> None:
    shown = table_html([EVIL], [(EVIL,)])
    assert EVIL not in shown
    assert f"<td>{TAME}</td>" in shown
    assert f'<th scope="col">{TAME}</th>' in shown


def test_the_title_of_a_box_is_text_and_names_its_part_of_the_page() -> None:
    shown = box("ho-so", EVIL, "<p>x</p>")
    assert f'<h2 class="box-head" id="ho-so-title">{TAME}</h2>' in shown
    assert 'aria-labelledby="ho-so-title"' in shown
    assert "<p>x</p>" in shown
