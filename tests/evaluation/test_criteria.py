"""Form templates: those of the circulars by date, the owner's own, each number with its source."""

from dataclasses import replace
from datetime import date

import pytest

from hientai.evaluation.domain.criteria import (
    CERTAINTIES,
    data_of,
    in_force,
    lines_of,
    read_indicators,
    shipped,
    template_of,
)
from hientai.shared.refused import Refused


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2018, 3, 1), "tt-10-2017"),
        (date(2023, 6, 14), "tt-10-2017"),
        (date(2023, 6, 15), "tt-03-2023"),
        (date(2026, 11, 23), "tt-03-2023"),
    ],
)
def test_the_circular_of_the_day_gives_the_form(on: date, code: str) -> None:
    assert in_force(on).code == code


def test_before_the_first_circular_there_is_none() -> None:
    with pytest.raises(Refused):
        in_force(date(2018, 2, 28))


def test_the_owners_version_goes_before_a_circular_from_its_day() -> None:
    own = replace(in_force(date(2024, 1, 1)), code="own", since=date(2024, 7, 1))
    assert in_force(date(2024, 6, 30), [own]).code == "tt-03-2023"
    assert in_force(date(2024, 7, 1), [own]).code == "own"


@pytest.mark.parametrize("template", shipped(), ids=lambda one: one.code)
def test_every_number_and_indicator_says_how_sure_it_is(template) -> None:
    for number in (template.most, template.blank, template.index, template.bands):
        assert number.source and number.certainty in CERTAINTIES
    assert all(one.certainty in CERTAINTIES for one in (*template.indicators, *template.use))
    assert {one.object for one in template.indicators} == {
        "programme", "lecturer", "learners", "facilities", "course", "effect"
    }  # fmt: skip


def test_circular_3_of_2023_has_eight_indicators_of_the_programme() -> None:
    assert len(in_force(date(2024, 1, 1)).of("programme")) == 8


@pytest.mark.parametrize("template", shipped(), ids=lambda one: one.code)
def test_a_template_survives_being_kept(template) -> None:
    assert template_of(data_of(template)) == template
    texts = [one.text for one in read_indicators(lines_of(template))]
    assert texts == [one.text for one in template.indicators]


@pytest.mark.parametrize(
    "text", ["", "Nhóm lạ | Chỉ báo", "Học viên |", "Học viên | A\nHọc viên | a"]
)
def test_indicators_that_cannot_be_used_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_indicators(text)
