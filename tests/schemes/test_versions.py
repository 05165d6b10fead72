"""Packs are kept as versions: loading twice changes nothing, a new one is shown before it is
accepted, none is ever changed (S1, S6, A2)."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

from hientai.organisations.models import Unit
from hientai.schemes import queries
from hientai.schemes.domain.reading import PackRefused
from hientai.schemes.models import Scheme, SchemeItem, SchemeVersion
from hientai.schemes.services import PACKS, check_pack, load_pack
from hientai.shared.refused import Refused

SLUG = "hanoi-1698"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The pack in a folder of its own, to be changed."""
    return Path(shutil.copytree(PACKS / SLUG, tmp_path / SLUG))


def amend(folder: Path, **changed: tuple[str, str]) -> None:
    for name, (before, after) in changed.items():
        path = folder / f"{name}.yaml"
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")


def amended(folder: Path) -> Path:
    """A second version: from 2025 on, A.1.1 has 120 places and one task fewer."""
    amend(
        folder,
        scheme=("version: 1\neffective_from: 2022-05-19", "version: 2\neffective_from: 2025-01-01"),
        quotas=("places: 100", "places: 120"),
    )
    tasks = (folder / "tasks.yaml").read_text("utf-8")
    (folder / "tasks.yaml").write_text(tasks[: tasks.index("- id: V.2.6.2")], "utf-8")
    return folder


@pytest.mark.usefixtures("sees_all")
class TestLoading:
    def test_the_first_version_is_accepted_and_lists_every_item(self):
        loaded = load_pack(SLUG, accepted_by="Nguyễn Văn An")
        assert loaded.state == "first"
        version = queries.scheme(SLUG, date(2024, 6, 1))
        assert (version.number, version.accepted_by) == (1, "Nguyễn Văn An")
        assert queries.items_of(version, "quota").count() == 21
        assert sum(queries.items_of(version, "quota").values_list("count", flat=True)) == 7269
        assert not SchemeItem.objects.filter(clause="").exists()

    def test_units_that_a_group_names_and_the_register_lacks_are_told(self):
        Unit.objects.create(code="SKHCN")
        missing = load_pack(SLUG, accepted_by="An").units_missing
        assert "SKHCN" not in missing
        assert {"SYT", "TTDLNN", "SGDDT"} <= set(missing)

    def test_loading_the_same_pack_again_changes_nothing(self):
        load_pack(SLUG, accepted_by="An")
        before = list(SchemeItem.objects.values())
        assert load_pack(SLUG, accepted_by="Bình").state == "same"
        assert list(SchemeItem.objects.values()) == before
        assert SchemeVersion.objects.count() == 1

    def test_comments_and_layout_of_a_file_are_no_new_content(self, copy: Path):
        load_pack(SLUG, accepted_by="An")
        path = copy / "quotas.yaml"
        path.write_text("# chú thích thêm\n\n" + path.read_text("utf-8"), "utf-8")
        assert load_pack(str(copy), accepted_by="An").state == "same"

    def test_a_new_version_shows_its_difference_and_waits(self, copy: Path):
        load_pack(SLUG, accepted_by="An")
        loaded = load_pack(str(amended(copy)), accepted_by="An")
        assert loaded.state == "differs"
        assert SchemeVersion.objects.count() == 1
        changed = {(c.what, c.kind, c.item_id): c.fields for c in loaded.changes}
        assert changed[("changed", "quota", "A.1.1")] == (("places", 100, 120),)
        assert ("removed", "task", "V.2.6.2") in changed
        assert {kind for _, kind, _ in changed} == {"scheme", "quota", "task"}

    def test_a_difference_inside_a_group_names_the_condition_that_changed(self, copy: Path):
        load_pack(SLUG, accepted_by="An")
        amend(copy, groups=("field: [it]", "field: [it, science]"))
        [change] = load_pack(str(copy), accepted_by="An").changes
        assert (change.kind, change.item_id) == ("group", "A.1.3")
        [(name, before, after)] = change.fields
        assert (name, before, after) == ("conditions.field.when.field", ["it"], ["it", "science"])

    def test_an_accepted_version_holds_from_its_day_on_and_the_old_one_before(self, copy: Path):
        load_pack(SLUG, accepted_by="An")
        assert load_pack(str(amended(copy)), accepted_by="An", accept=True).state == "accepted"
        places = {
            on: queries.pack_of(queries.scheme(SLUG, on)).quota("A.1.1").places
            for on in (date(2024, 12, 31), date(2025, 1, 1))
        }
        assert places == {date(2024, 12, 31): 100, date(2025, 1, 1): 120}

    def test_other_content_under_the_same_number_is_refused(self, copy: Path):
        load_pack(SLUG, accepted_by="An")
        amend(copy, quotas=("places: 60", "places: 61"))
        with pytest.raises(Refused, match="version: 2"):
            load_pack(str(copy), accepted_by="An", accept=True)

    def test_a_version_that_takes_effect_before_the_last_is_refused(self, copy: Path):
        load_pack(SLUG, accepted_by="An")
        amend(
            copy,
            scheme=(
                "version: 1\neffective_from: 2022-05-19",
                "version: 2\neffective_from: 2022-05-18",
            ),
        )
        with pytest.raises(Refused, match="2022-05-19"):
            load_pack(str(copy), accepted_by="An", accept=True)

    def test_a_pack_with_an_error_leaves_nothing_behind(self, copy: Path):
        amend(copy, quotas=("places: 60", "places: nhiều"))
        with pytest.raises(PackRefused):
            load_pack(str(copy), accepted_by="An")
        assert not Scheme.objects.exists()

    def test_before_the_scheme_takes_effect_there_is_none(self):
        load_pack(SLUG, accepted_by="An")
        with pytest.raises(queries.NoSchemeInForce, match="19/05/2022"):
            queries.scheme(SLUG, date(2022, 5, 18))
        assert queries.schemes(date(2022, 5, 18)) == []
        assert [str(v) for v in queries.schemes(date(2022, 5, 19))] == ["hanoi-1698 v1"]

    def test_an_unknown_scheme_is_refused_with_the_known_ones(self):
        load_pack(SLUG, accepted_by="An")
        with pytest.raises(Refused, match=SLUG):
            queries.scheme("hue-1", date(2024, 6, 1))

    def test_a_stored_version_compiles_to_the_conditions_of_its_pack(self):
        load_pack(SLUG, accepted_by="An")
        version = queries.scheme(SLUG, date(2024, 6, 1))
        assert queries.pack_of(version) == check_pack(SLUG)
        codes = [c.code for c in queries.target_group(version, "2.1.b", date(2024, 6, 1))]
        assert "hanoi-1698/2.1.b/years_left" in codes
        assert queries.target_group(version, "1", date(2024, 6, 1)) == []

    def test_the_application_can_not_change_an_accepted_version(self):
        load_pack(SLUG, accepted_by="An")
        with pytest.raises(ProgrammingError), transaction.atomic():
            SchemeVersion.objects.update(accepted_by="ai đó")
        with pytest.raises(ProgrammingError), transaction.atomic():
            SchemeItem.objects.all().delete()

    def test_loading_is_traced(self):
        load_pack(SLUG, accepted_by="An")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM audit_event WHERE table_name = 'schemes_schemeversion'"
            )
            assert cursor.fetchone() == (1,)


def test_a_user_without_full_sight_reads_schemes_and_brings_in_none(sees_all, as_app):
    load_pack(SLUG, accepted_by="An")
    as_app([])
    assert [str(v) for v in queries.schemes(date(2024, 6, 1))] == ["hanoi-1698 v1"]
    with pytest.raises(ProgrammingError), transaction.atomic():
        Scheme.objects.create(slug="hue-1")


@pytest.mark.usefixtures("sees_all")
def test_a_pack_belongs_to_the_scheme_that_its_own_file_names(copy: Path, tmp_path: Path):
    """The amended pack of a scheme may lie in a folder of any name."""
    load_pack(SLUG, accepted_by="An")
    folder = amended(copy).rename(tmp_path / "sua-doi-2025")
    assert load_pack(str(folder), accepted_by="An", accept=True).slug == SLUG
    assert [version.number for version in SchemeVersion.objects.order_by("number")] == [1, 2]


@pytest.mark.usefixtures("sees_all")
def test_an_amendment_of_a_scheme_that_is_not_there_is_refused(copy: Path):
    """An id mistyped in an amended pack makes no second scheme."""
    load_pack(SLUG, accepted_by="An")
    amend(amended(copy), scheme=("slug: hanoi-1698", "slug: hanoi-1968"))
    with pytest.raises(Refused, match="hanoi-1698") as told:
        load_pack(str(copy), accepted_by="An", accept=True)
    assert "phiên bản 1 trước" in told.value.remedy


def test_a_pack_that_is_nowhere_is_refused_with_those_that_ship():
    with pytest.raises(Refused, match=SLUG):
        check_pack("không-có")


def test_a_file_that_is_no_utf_8_is_refused_with_its_line(copy: Path):
    path = copy / "reports.yaml"
    path.write_bytes(path.read_bytes() + b"\n# \xe1\xba")
    with pytest.raises(PackRefused, match=r"reports\.yaml, dòng \d+"):
        check_pack(str(copy))
