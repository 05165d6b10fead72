"""L4: young, female, rated excellent go first; the score is shown and ties are equal."""

import polars as pl

from hientai.schemes.domain.judging import Precedence
from hientai.screening.domain.places import Persons, Places, persons_of, together
from hientai.screening.domain.priorities import ranked

PEOPLE = pl.DataFrame(
    {
        "person_id": [1, 2, 3, 4],
        "sex": ["female", "male", "female", None],
        "rating_1": [4, 4, 3, 4],
    },
    schema_overrides={"rating_1": pl.Int8},
)

PRIORITIES = [
    Precedence("female", "Nữ", 1, pl.col("sex") == "female", "Mục 4", ""),
    Precedence("excellent", "Hoàn thành xuất sắc", 2, pl.col("rating_1") == 4, "Mục 4", ""),
]


def by_person(frame: pl.DataFrame) -> dict[int, dict[str, object]]:
    return {row["person_id"]: row for row in frame.iter_rows(named=True)}


def test_points_add_up_and_say_why() -> None:
    rows = by_person(ranked(PEOPLE, PRIORITIES))
    assert (rows[1]["score"], rows[1]["why"]) == (3, ["Nữ", "Hoàn thành xuất sắc"])
    assert (rows[3]["score"], rows[3]["why"]) == (1, ["Nữ"])


def test_equal_points_share_a_rank_and_say_how_many_share_it() -> None:
    rows = by_person(ranked(PEOPLE, PRIORITIES))
    assert [rows[i]["rank"] for i in (1, 2, 4, 3)] == [1, 2, 2, 4]
    assert (rows[1]["tied"], rows[2]["tied"]) == (1, 2)


def test_what_the_register_cannot_tell_gives_no_points_and_is_named() -> None:
    rows = by_person(ranked(PEOPLE, PRIORITIES))
    assert (rows[4]["score"], rows[4]["unsure"]) == (2, ["Nữ"])


def test_without_priorities_everybody_is_first() -> None:
    frame = ranked(PEOPLE, [])
    assert frame["rank"].to_list() == [1, 1, 1, 1]
    assert frame["score"].to_list() == [0, 0, 0, 0]


def test_more_places_than_people_is_told_for_quotas_taken_together() -> None:
    wards = Places("B.1", places=900, members=700, membership_unknown=20, trained=10)
    communes = Places("B.2", places=700, members=500, membership_unknown=0, trained=0)
    known = Persons(members=1_200, membership_unknown=20)
    both = together([wards, communes], known, "B.1 + B.2")
    assert (wards.surplus, communes.surplus, both.surplus) == (200, 200, 400)
    assert both.membership_unknown == 20
    assert wards.free == 890


def test_people_enough_leave_no_surplus() -> None:
    assert Places("A.1.1", 100, 105, 15, 0).surplus == 0


def test_places_too_many_are_told_only_where_the_whole_register_is_seen() -> None:
    part = Places("C.1", places=3000, members=0, membership_unknown=0, trained=0, whole=False)
    assert part.surplus == 0
    assert together([part, Places("C.2", 50, 10, 0, 0)], Persons(10, 0), "C").surplus == 0


def belonging(*rows: tuple[int, bool, bool]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["person_id", "sure", "still"], orient="row")


def test_a_person_of_two_groups_is_one_person() -> None:
    """1 stands still in the first and lives in the second; 2 stands still in both; 3 and 4 are in
    doubt in one, 4 surely in the other."""
    first = belonging((1, True, True), (2, True, True), (3, False, False), (4, False, False))
    second = belonging((1, True, False), (2, True, True), (4, True, False), (5, True, False))
    assert persons_of([first, second]) == Persons(members=4, membership_unknown=1, frozen=1)
