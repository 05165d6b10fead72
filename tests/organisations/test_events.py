"""What may happen to a unit on a day (O1, O2): pure decisions, no database."""

from datetime import date

import pytest

from hientai.organisations.domain.events import (
    Version,
    closed,
    next_version,
    refuse_cycle,
    refuse_left_behind,
    refuse_parts,
)
from hientai.shared.refused import Refused

FIRST = date(2010, 1, 1)
DAY = date(2024, 6, 1)


def version(since: date = FIRST, until: date | None = None) -> Version:
    return Version("Phòng Nội vụ", "department", "none", "state", "HN", since, until)


def test_a_rename_closes_one_version_and_opens_the_next_on_the_same_day():
    """O2: history stays and the new name holds from the day itself."""
    old, new = next_version("PNV", [version()], DAY, name="Phòng Tổ chức")
    assert (old.name, old.until) == ("Phòng Nội vụ", DAY)
    assert (new.name, new.since, new.until) == ("Phòng Tổ chức", DAY, None)
    assert new.parent == "HN"


def test_a_change_before_the_latest_change_is_refused():
    """O2: events are entered in the order of their days."""
    history = [version(until=DAY), version(since=DAY)]
    with pytest.raises(Refused, match="đã có thay đổi ghi vào ngày 01/06/2024"):
        next_version("PNV", history, date(2020, 1, 1), name="Phòng Tổ chức")


def test_a_change_on_a_day_the_unit_does_not_exist_is_refused():
    with pytest.raises(Refused, match="không tồn tại vào ngày 31/12/2009"):
        next_version("PNV", [version()], date(2009, 12, 31), name="Phòng Tổ chức")


def test_a_change_that_changes_nothing_is_refused():
    with pytest.raises(Refused, match="không có gì thay đổi"):
        next_version("PNV", [version()], DAY, name="Phòng Nội vụ")


def test_a_dissolved_unit_lives_until_the_day_before():
    last = closed("PNV", [version()], DAY)
    assert last.holds(date(2024, 5, 31))
    assert not last.holds(DAY)


def test_a_unit_may_not_stand_under_its_own_sub_unit():
    """O1: the register is a tree."""
    tree = {"HN": None, "SNV": "HN", "PNV": "SNV"}
    with pytest.raises(Refused, match="Không đặt được đơn vị SNV dưới đơn vị PNV"):
        refuse_cycle("SNV", "PNV", tree)
    refuse_cycle("PNV", "HN", tree)


def test_a_unit_with_sub_units_does_not_end():
    with pytest.raises(Refused, match="còn 2 đơn vị trực thuộc: A, B"):
        refuse_left_behind("PNV", DAY, ["B", "A"])
    refuse_left_behind("PNV", DAY, [])


@pytest.mark.parametrize("parts", [[], ["A"], ["A", "A"], ["A", "PNV"]])
def test_a_split_needs_two_other_units(parts):
    with pytest.raises(Refused, match="cần ít nhất 2 đơn vị khác nhau"):
        refuse_parts("PNV", parts, least=2)
