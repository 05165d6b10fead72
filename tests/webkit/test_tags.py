"""Marks, bars and cells of pages: text for those who cannot see the picture (R2)."""

from datetime import date

import pytest
from django.template import Context, Template

from hientai.webkit.lists import Badge, Lines, Link


def shown(text: str, **context: object) -> str:
    return Template("{% load webkit %}" + text).render(Context(context))


def test_numbers_percentages_and_days_read_as_vietnamese_write_them() -> None:
    html = shown("{{ 140408|number }}; {{ x|percent }}; {{ d|day }}", x=0.142, d=date(2024, 6, 1))
    assert html.replace("\N{NO-BREAK SPACE}", " ") == "140.408; 14,2 %; 01/06/2024"


def test_what_is_not_there_shows_as_a_dash() -> None:
    assert shown("{{ x|number }}{{ x|percent }}{{ x|day }}", x=None) == "–––"


def test_a_bullet_bar_says_in_words_what_it_draws() -> None:
    html = shown("{% bullet value=0.142 target=0.2 expected=0.12 tone='good' %}")
    assert 'role="img"' in html
    assert "mục tiêu 20,0" in html
    assert 'width="14.20%"' in html
    assert "style=" not in html


def test_a_bar_never_leaves_its_ground() -> None:
    assert 'width="100.00%"' in shown("{% bullet value=1.7 %}")
    assert 'width="0.00%"' in shown("{% bullet value=x %}", x=None)


def test_one_person_among_many_is_still_seen_in_a_funnel() -> None:
    assert 'width="0.60%"' in shown("{% funnel_bar 1 140408 %}")
    assert 'width="0.00%"' in shown("{% funnel_bar 0 140408 %}")


@pytest.mark.parametrize(
    ("value", "text"),
    [("verified", ""), ("recalled", "chưa đối chiếu"), ("uncertain", "chưa chắc chắn")],
)
def test_only_what_was_not_compared_with_its_source_is_marked(value: str, text: str) -> None:
    html = shown("{% certainty value %}", value=value)
    assert text in html
    assert bool(html) == bool(text)


def test_cells_escape_what_people_typed() -> None:
    html = shown(
        "{% cell a %}{% cell b %}{% cell c %}{% cell d %}",
        a="<script>",
        b=Link("<b>", "/x"),
        c=Badge("<i>"),
        d=Lines("<u>", "<s>"),
    )
    for tag in ("<script>", "<b>", "<i>", "<u>", "<s>"):
        assert tag not in html


def test_cells_of_every_kind_can_be_read() -> None:
    html = shown(
        "{% cell a %}|{% cell b %}|{% cell c %}|{% cell d %}",
        a=None,
        b=True,
        c=1234,
        d=date(2024, 6, 1),
    )
    assert html == "–|có|1.234|01/06/2024"


def test_breadcrumbs_end_with_the_page_itself() -> None:
    html = shown("{% crumbs 'Đề án' '/de-an/' '1698' %}")
    assert '<a href="/de-an/">Đề án</a>' in html
    assert '<li aria-current="page">1698</li>' in html
