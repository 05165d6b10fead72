"""Delegations and workshops of a year: registered ones, and what turns tell; never twice (S3)."""

from datetime import date

import polars as pl

from hientai.screening.domain.events import Registered, Wanted, by_year

ON = date(2024, 12, 1)
NAME = "Đô thị thông minh"
MARCH, MAY = date(2024, 3, 4), date(2024, 5, 6)


def turns(*rows: tuple) -> pl.DataFrame:
    """turn, person_id, item, programme, starts_on, place."""
    schema = {
        "turn": pl.Int64,
        "person_id": pl.Int64,
        "item": pl.String,
        "programme": pl.String,
        "starts_on": pl.Date,
        "place": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def year(known: list[Registered], *rows: tuple, event: str = "delegation", group=()):
    asked = Wanted(event, 2, ("A.1", "A.2"), group_at_least=1)
    members = pl.Series(group, dtype=pl.Int64)
    [found] = by_year(turns(*rows), asked, [2024], ON, members, known)
    return found


def journey(**other) -> Registered:
    said = {
        "event": "delegation",
        "item": "A.1",
        "programme": NAME,
        "starts_on": MARCH,
        "people": frozenset({1, 2}),
        "turns": frozenset({11, 12}),
        "names": frozenset({NAME}),
        **other,
    }
    return Registered(**said)


def test_a_delegation_counts_once_whether_registered_told_by_turns_or_both() -> None:
    by_its_seats = [(11, 1, "A.1", "Tên khác", MARCH, "abroad"), (12, 2, "A.1", NAME, MARCH, None)]
    imported_too = (13, 3, "A.1", NAME, MARCH, "abroad")
    another = (14, 4, "A.2", NAME, MAY, "abroad")
    assert year([journey()]).counted == 1
    assert year([], *by_its_seats, imported_too).counted == 2
    assert year([journey()], *by_its_seats, imported_too).counted == 1
    assert year([journey()], *by_its_seats, imported_too, another).counted == 2


def test_turns_of_a_registered_delegation_are_no_class_though_nobody_said_they_were_abroad() -> (
    None
):
    at_home = (12, 2, "A.1", NAME, MARCH, None)
    assert year([], at_home, event="class").counted == 1
    assert year([journey()], at_home, event="class").counted == 0


def test_who_took_part_makes_it_one_with_the_group_asked_for() -> None:
    assert year([journey()], group=[2, 9]).with_group == 1
    assert year([journey()], group=[9]).with_group == 0
    assert year([journey(), journey(item="A.2")], group=[2]).met


def test_a_workshop_counts_where_one_is_registered_and_is_unknown_elsewhere() -> None:
    assert year([], event="workshop").held is None
    workshop = journey(event="workshop", people=frozenset(), turns=frozenset())
    assert year([workshop], event="workshop").held == 1
    assert year([journey(item="B.1")]).counted == 0
