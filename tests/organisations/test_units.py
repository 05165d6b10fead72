"""Units in the database (O1, O2): the tree of any day, events, successors, the organ of a unit."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations import queries, services
from hientai.organisations.models import Unit, UnitEvent, UnitVersion
from hientai.shared.refused import Refused

DAY = date(2024, 7, 1)
EVE = DAY - timedelta(days=1)
GROUND = "Nghị quyết 1286/NQ-UBTVQH15"


def tree(on: date) -> dict[str, str | None]:
    codes = {unit.unit_id: unit.code for unit in queries.units_on(on)}
    return {u.code: codes.get(u.parent_id) for u in queries.units_on(on)}


def test_the_tree_before_a_merge_has_both_units_and_after_it_the_one(city):
    """O2: figures of a date use that date's tree."""
    services.merge_units(
        actor=None,
        units=[city["H-DONGANH-X001"]],
        into=city["H-DONGANH-X002"],
        on=DAY,
        ground=GROUND,
    )
    before, after = tree(EVE), tree(DAY)
    assert before["H-DONGANH-X001"] == "H-DONGANH"
    assert before["MN-COLOA"] == "H-DONGANH-X001"
    assert "H-DONGANH-X001" not in after
    assert after["MN-COLOA"] == "H-DONGANH-X002"


def test_a_merged_unit_leads_to_its_successor_through_every_later_step(city):
    """O2: quotas and obligations follow the successor where one is recorded."""
    services.merge_units(
        actor=None,
        units=[city["H-DONGANH-X001"]],
        into=city["H-DONGANH-X002"],
        on=DAY,
        ground=GROUND,
    )
    later = date(2025, 7, 1)
    new = services.create_unit(
        actor=None,
        code="X-DONGANH",
        name="UBND xã Đông Anh",
        unit_type="commune",
        kind="rural_commune",
        parent=city["H-DONGANH"],
        on=later,
        ground=GROUND,
    )
    services.merge_units(
        actor=None, units=[city["H-DONGANH-X002"]], into=new, on=later, ground=GROUND
    )
    first = city["H-DONGANH-X001"].pk
    assert queries.successors_of([first], EVE) == {first: [first]}
    assert queries.successors_of([first], DAY) == {first: [city["H-DONGANH-X002"].pk]}
    assert queries.successors_of([first], later) == {first: [new.pk]}


def test_a_move_shows_in_the_tree_from_its_day_on(city):
    services.move_unit(actor=None, unit=city["THPT-CVA"], parent=city["SNV"], on=DAY, ground=GROUND)
    assert (tree(EVE)["THPT-CVA"], tree(DAY)["THPT-CVA"]) == ("HN", "SNV")


def test_a_unit_is_not_moved_under_its_own_sub_unit(city):
    with pytest.raises(Refused, match="đang thuộc đơn vị H-DONGANH"):
        services.move_unit(
            actor=None,
            unit=city["H-DONGANH"],
            parent=city["H-DONGANH-X001"],
            on=DAY,
            ground=GROUND,
        )


def test_a_rename_keeps_the_former_name_for_former_days(city):
    """O2: huyện Đông Anh becomes a quận on a day."""
    services.rename_unit(
        actor=None,
        unit=city["H-DONGANH"],
        name="UBND quận Đông Anh",
        kind="urban_district",
        on=DAY,
        ground=GROUND,
    )
    names = [queries.unit_on("H-DONGANH", on).name for on in (EVE, DAY)]
    assert names == ["UBND huyện Đông Anh", "UBND quận Đông Anh"]


def test_a_unit_with_sub_units_is_not_dissolved_and_nothing_is_written(city):
    with pytest.raises(Refused, match="còn 2 đơn vị trực thuộc"):
        services.dissolve_unit(actor=None, unit=city["H-DONGANH"], on=DAY, ground=GROUND)
    assert "H-DONGANH" in tree(DAY)
    assert not UnitEvent.objects.filter(kind="dissolve").exists()


def test_a_split_says_where_each_sub_unit_goes(city):
    into = [
        services.create_unit(
            actor=None,
            code=code,
            name=code,
            unit_type="commune",
            kind="rural_commune",
            parent=city["H-DONGANH"],
            on=DAY,
            ground=GROUND,
        )
        for code in ("X-MOT", "X-HAI")
    ]
    services.split_unit(
        actor=None,
        unit=city["H-DONGANH-X001"],
        into=into,
        subunits={"MN-COLOA": into[1]},
        on=DAY,
        ground=GROUND,
    )
    assert tree(DAY)["MN-COLOA"] == "X-HAI"
    ended = city["H-DONGANH-X001"].pk
    assert queries.successors_of([ended], DAY)[ended] == sorted(unit.pk for unit in into)


def test_an_event_without_a_ground_is_refused(city):
    with pytest.raises(Refused, match="Chưa ghi căn cứ"):
        services.rename_unit(actor=None, unit=city["SNV"], name="Sở Tổ chức", on=DAY, ground=" ")


def test_the_organ_is_the_nearest_department_or_district_above(city):
    """O1: a commune belongs to its district, a school under the city to itself."""
    organ = {unit.code: unit.organ_code for unit in queries.units_on(DAY)}
    assert organ["MN-COLOA"] == organ["H-DONGANH-X001"] == "H-DONGANH"
    assert organ["SNV"] == "SNV"
    assert organ["THPT-CVA"] == "THPT-CVA"
    assert organ["HN"] is None


def test_a_plan_to_become_urban_is_unknown_until_recorded_and_dated(city):
    """O1: a dated attribute; an unrecorded one is unknown, not false."""

    def planned(code: str, on: date) -> bool | None:
        return queries.unit_on(code, on).planned_urban

    assert planned("H-DONGANH-X001", DAY) is None
    services.set_attribute(
        actor=None,
        unit=city["H-DONGANH"],
        name="planned_urban",
        value="true",
        on=DAY,
        ground=GROUND,
    )
    assert planned("H-DONGANH-X001", EVE) is None
    assert planned("H-DONGANH-X001", DAY) is True
    assert planned("Q-BADINH-X001", DAY) is False


def test_the_database_itself_refuses_two_versions_of_a_unit_on_one_day(city):
    with pytest.raises(IntegrityError, match="unit_has_one_version_a_day"), transaction.atomic():
        UnitVersion.objects.create(
            unit=city["SNV"],
            name="Sở Nội vụ",
            name_folded="so noi vu",
            type="department",
            period=DateRange(DAY, None),
        )


def test_who_sees_a_part_of_the_tree_changes_none_of_it(city, as_app):
    """A1: the walls stand below the web layer."""
    as_app([city["SNV"].pk])
    with pytest.raises(Refused, match="ngoài phạm vi đơn vị"):
        services.create_unit(
            actor=None, code="LA", name="Đơn vị lạ", unit_type="department", on=DAY, ground=GROUND
        )
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Unit.objects.create(code="LA")
    assert UnitVersion.objects.filter(unit=city["SNV"]).update(name="Sở khác") == 0


def test_units_are_found_without_accents_by_name_or_code(city):
    found = queries.search(queries.units_on(DAY), "truong co loa")
    assert [unit.code for unit in found] == ["MN-COLOA"]
    assert [u.code for u in queries.search(queries.units_on(DAY), "q-badinh")] == [
        "Q-BADINH",
        "Q-BADINH-X001",
    ]


def test_subtree_and_ancestors_are_those_of_the_day(city):
    ids = queries.subtree_ids(city["H-DONGANH"].pk, DAY)
    codes = {u.code for u in queries.units_on(DAY) if u.unit_id in ids}
    assert codes == {"H-DONGANH", "H-DONGANH-X001", "H-DONGANH-X002", "MN-COLOA"}
    above = queries.ancestors_on(city["MN-COLOA"].pk, DAY)
    assert [unit.code for unit in above] == ["HN", "H-DONGANH", "H-DONGANH-X001"]
    assert queries.subtree_ids(city["SNV"].pk, date(2009, 1, 1)) == []
