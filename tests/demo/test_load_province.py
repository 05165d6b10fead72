"""The demo province is loaded beside the city, by the ordinary verbs, once; A1, S2, P3."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import override_settings

from hientai.accounts.models import RoleAssignment
from hientai.accounts.services import operator_scope
from hientai.demo.cli import demo
from hientai.demo.services import load, load_province
from hientai.intake.models import ImportBatch
from hientai.organisations.models import Unit, UnitVersion
from hientai.people.models import Person, Post
from hientai.shared.refused import Refused
from hientai.training.queries.standings import standings

BEFORE, AFTER = date(2024, 12, 31), date(2025, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    with override_settings(HIENTAI_HOME=folder):
        yield folder


@pytest.fixture(scope="module")
def told(planned_anew: None, django_db_blocker: Any, home: Path) -> Iterator[list[str]]:
    """A small city and the province loaded for this module, and what was told of the province."""
    said: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        assert load(tell=str, people=300)
        assert load_province(tell=said.append)
        with operator_scope():
            yield said
        transaction.set_rollback(True)


def localities(on: date) -> int:
    return Unit.objects.filter(
        code__startswith="QNA-", versions__type="district", versions__period__contains=on
    ).count()


def posts(unit: str, on: date) -> int:
    return Post.objects.filter(unit__code=unit, kind="main", period__contains=on).count()


def test_2262_leaders_stand_beside_the_city(told: list[str]) -> None:
    assert len(told) == 7
    assert Person.objects.filter(code__startswith="QNA").count() == 2_262
    assert Person.objects.count() == 2_262 + 300
    assert ImportBatch.objects.filter(state="committed", on=date(2024, 1, 31)).count() == 1


def test_18_localities_are_17_from_the_first_day_of_2025(told: list[str]) -> None:
    assert (localities(BEFORE), localities(AFTER)) == (18, 17)


def test_nobody_is_lost_or_counted_twice_when_nong_son_goes(told: list[str]) -> None:
    together = posts("QNA-NONGSON", BEFORE) + posts("QNA-QUESON", BEFORE)
    assert posts("QNA-NONGSON", BEFORE) > 20
    assert (posts("QNA-NONGSON", AFTER), posts("QNA-QUESON", AFTER)) == (0, together)


def test_loading_the_province_again_changes_nothing(told: list[str], home: Path) -> None:
    before = (Person.objects.count(), Unit.objects.count(), ImportBatch.objects.count())
    assert not load_province(tell=str)
    assert not load(tell=str, people=300)
    (home / "demo" / "province.json").unlink()
    assert load_province(tell=str)
    assert (Person.objects.count(), Unit.objects.count(), ImportBatch.objects.count()) == before


def test_the_province_has_an_owner_and_a_district_officer_of_its_own(told: list[str]) -> None:
    roles = RoleAssignment.objects.filter(unit__code__startswith="QNA")
    assert set(roles.values_list("user__username", "role", "unit__code")) == {
        ("sonoivu.qna", "owner", "QNA"),
        ("huyen.queson", "unit_officer", "QNA-QUESON"),
        ("quantri", "owner", "QNA"),
    }


def test_one_user_answers_for_every_authority(told: list[str]) -> None:
    """An act over two provinces is carried out by who holds a role at the top of each tree."""
    roots = UnitVersion.objects.filter(parent=None, period__contains=BEFORE)
    held = RoleAssignment.objects.filter(user__username="quantri").values_list("unit", flat=True)
    assert set(roots.values_list("unit", flat=True)) == set(held)


def test_party_posts_go_along_into_the_party_body_they_go_to(told: list[str]) -> None:
    """A title of a Party body is carried where both bodies are of one type."""
    assert posts("QNA-NONGSON-CU", BEFORE) > 0
    assert posts("QNA-NONGSON-CU", AFTER) == 0


def test_leaders_have_the_degrees_of_table_3_in_the_register(told: list[str]) -> None:
    """Bảng 3, dòng tổng: 1.405; 806; 51."""
    frame = standings(date(2024, 1, 31))
    ours = frame.filter(frame["code"].str.starts_with("QNA"))
    ranks = dict(ours.group_by("degree_rank").len().rows())
    assert ranks == {4: 1_405, 5: 806, 6: 51}


def test_the_province_is_not_mixed_with_people_the_demo_did_not_bring(
    told: list[str], home: Path
) -> None:
    with override_settings(HIENTAI_HOME=home / "other"), pytest.raises(Refused, match="trộn"):
        load_province(tell=str)


def test_the_files_of_the_province_are_written_when_asked_for(tmp_path: Path) -> None:
    asked = ["files", "--out", str(tmp_path), "--people", "200", "--province"]
    assert CliRunner().invoke(demo, asked).exit_code == 0
    assert len(list(tmp_path.glob("quang-nam-*.xlsx"))) == 5
    assert len(list(tmp_path.glob("da-nang-*.xlsx"))) == 1
