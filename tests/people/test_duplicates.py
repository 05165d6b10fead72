"""Records that look like one person are found over the whole register, with reasons (P6)."""

from datetime import date

import polars as pl
import pytest

from hientai.people.domain.duplicates import PEOPLE_SCHEMA, UNITS_SCHEMA, alike
from hientai.people.queries import duplicates as queries
from hientai.people.services.merging import take_back_apart, tell_apart
from hientai.shared.vietnamese import fold
from tests.people.conftest import put

DAY = date(2024, 6, 1)
BORN = date(1986, 3, 15)


def found(*people: tuple, units: list[tuple[int, int]] | None = None) -> list[dict]:
    """The pairs among people given as code, name, birth, precision, sex; ids count from 1."""
    rows = [
        (number, code, name, fold(name), birth, precision, sex)
        for number, (code, name, birth, precision, sex) in enumerate(people, start=1)
    ]
    frame = pl.DataFrame(rows, schema=PEOPLE_SCHEMA, orient="row")
    served = pl.DataFrame(units or [], schema=UNITS_SCHEMA, orient="row")
    return alike(frame, served).to_dicts()


def said(pair: dict) -> set[str]:
    return {key for key, value in pair.items() if value is True}


def test_the_same_name_and_day_of_birth_is_one_person_to_look_at():
    pairs = found(
        ("HN1", "Nguyễn Thị Ánh", BORN, "day", "female"),
        ("ST9", "Nguyễn Thị Ánh", BORN, "day", "female"),
    )
    assert [(p["first"], p["second"]) for p in pairs] == [(1, 2)]
    assert said(pairs[0]) == {"same_name", "same_birth"}


def test_a_name_typed_without_its_accents_is_found_and_said():
    pairs = found(
        ("HN1", "Nguyễn Thị Ánh", BORN, "day", "female"),
        ("ST9", "Nguyen Thi Anh", BORN, "day", "female"),
    )
    assert said(pairs[0]) == {"same_letters", "same_birth"}


@pytest.mark.parametrize(
    ("birth", "precision", "fits"),
    [
        (date(1986, 1, 1), "year", "year_fits"),
        (date(1986, 3, 1), "month", "month_fits"),
        (date(1986, 4, 1), "month", ""),
        (date(1987, 1, 1), "year", ""),
    ],
)
def test_a_birth_known_by_year_alone_fits_every_day_of_it(birth, precision, fits):
    pairs = found(
        ("HN1", "Nguyễn Thị Ánh", BORN, "day", "female"),
        ("ST9", "Nguyễn Thị Ánh", birth, precision, "female"),
    )
    assert [said(pair) for pair in pairs] == ([{"same_name", fits}] if fits else [])


def test_two_of_one_name_with_other_births_and_units_are_two_people():
    assert not found(
        ("HN1", "Nguyễn Thị Ánh", BORN, "day", "female"),
        ("ST9", "Nguyễn Thị Ánh", date(1990, 7, 2), "day", "female"),
    )


@pytest.mark.parametrize("slip", [date(1986, 3, 16), date(1968, 3, 15), date(1986, 8, 15)])
def test_a_slip_in_the_birth_counts_where_unit_and_name_agree(slip):
    people = (
        ("HN1", "Nguyễn Thị Ánh", BORN, "day", "female"),
        ("ST9", "Nguyễn Thị Ánh", slip, "day", "female"),
    )
    alone = found(*people)
    others = [(f"X{n}", f"Trần Văn {chr(65 + n)}", None, "day", "male") for n in range(20)]
    [together] = found(*people, *others, units=[(1, 7), (2, 7), *((n, n) for n in range(3, 23))])
    assert said(together) == {"same_name", "birth_slip", "same_unit"}
    assert together["score"] > 20 > max((one["score"] for one in alone), default=0)


@pytest.mark.parametrize("slip", ["CB-0123", "CB0132", "CB012", "CB01233", "CB0923"])
def test_a_code_but_for_one_slip_tells_where_the_birth_is_missing(slip):
    pairs = found(
        ("CB0123", "Nguyễn Thị Ánh", BORN, "day", "female"),
        (slip, "Nguyễn Thị Ánh", None, "day", "female"),
    )
    assert said(pairs[0]) == {"same_name", "near_code", "birth_unknown"}


@pytest.mark.parametrize(
    ("bearers", "birth", "precision", "least", "most"),
    [
        (2, BORN, "day", 95, 100),
        (600, BORN, "day", 0, 20),
        (2, date(1986, 1, 1), "year", 20, 50),
        (20, date(1986, 1, 1), "year", 2, 3),
    ],
)
def test_the_rarer_a_name_the_likelier_two_who_bear_it_are_one(
    bearers: int, birth: date, precision: str, least: int, most: int
):
    """Of 600 «Nguyễn Thị Hương» a dozen pairs share a day of birth by chance; of two none does."""
    name = "Nguyễn Thị Hương"
    twins = [("HN1", name, BORN, "day", "female"), ("ST9", name, birth, precision, "female")]
    others = [
        (f"X{n}YZ", name, date(1950 + n % 30, 1, 1), "day", "female") for n in range(bearers - 2)
    ]
    pairs = found(*twins, *others)
    [pair] = [one for one in pairs if (one["first"], one["second"]) == (1, 2)]
    assert least <= pair["score"] <= most
    assert pair["namesakes"] == bearers
    assert pairs == sorted(pairs, key=lambda one: -one["score"]), "the likeliest first"


def test_neighbours_in_a_row_of_codes_are_not_one_person_for_that():
    assert not found(
        ("CB0123", "Nguyễn Thị Ánh", BORN, "day", "female"),
        ("CB0124", "Trần Văn Bình", date(1980, 1, 1), "day", "male"),
    )


def test_a_family_name_corrected_is_found_by_birth_and_code():
    pairs = found(
        ("CB0123", "Nguyễn Thị Ánh", BORN, "day", "female"),
        ("CB0128", "Ngô Thị Ánh", BORN, "day", "female"),
    )
    assert said(pairs[0]) == {"same_given_name", "same_birth", "near_code"}


def test_pairs_are_those_the_reader_sees_and_a_decision_takes_one_away(people, units, as_app):
    """A1 and P6: kept with author and ground, and can be taken back."""
    other = put("XY777", "Nguyễn Thị Anh", "female", BORN, units["STC"])
    pairs = queries.alike(DAY)
    assert [(p.first, p.second) for p in pairs] == [(people["CB001"].pk, other.pk)]
    assert pairs[0].agrees == ["họ tên chỉ khác dấu", "cùng ngày sinh"]
    decision = tell_apart(actor=None, first=other, second=people["CB001"], ground="Hai chị em")
    assert (decision.ground, bool(decision.by)) == ("Hai chị em", True)
    assert queries.alike(DAY) == []
    take_back_apart(actor=None, decision=decision, ground="Xem lại")
    assert len(queries.alike(DAY)) == 1
    as_app([units["SNV"].pk])
    assert queries.alike(DAY) == []


def test_who_was_not_there_on_the_day_is_not_in_a_pair(people, units):
    put("XY777", "Nguyễn Thị Ánh", "female", BORN, units["STC"])
    assert queries.alike(date(2014, 12, 31)) == []
