"""A class rests on a programme in force on its first day, and is withdrawn while empty (G1, C1)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hientai.classes import domain, queries
from hientai.classes.models import TrainingClass
from hientai.classes.services import Terms, open_class, withdraw
from hientai.organisations.models import Unit
from hientai.programmes.models import Institution, Version
from hientai.programmes.services import appraising
from hientai.schemes.services import load_pack
from hientai.shared.refused import Refused
from tests.programmes.made import appraised, approved

TERMS = Terms(
    code="TC-01.K1",
    title="Quản lý tài chính công, khóa 1",
    starts_on=date(2024, 6, 3),
    ends_on=date(2024, 6, 6),
    places=40,
    form="full_time",
    ground="Kế hoạch 20/KH-SNV ngày 10/5/2024",
)


OPENED = date(2024, 5, 12)


def opened(draft: Version, institution: Institution, home: Unit, terms: Terms = TERMS):
    """A class of these terms."""
    return open_class(
        actor=None, version=draft, institution=institution, unit=home, terms=terms, on=OPENED
    )


def test_a_class_is_opened_from_a_version_in_force(draft, institution, home) -> None:
    """G1: programme, institution, first and last day, places, form, ground."""
    made = opened(approved(draft), institution, home)
    assert (made.places, made.form, made.opened_by != "") == (40, "full_time", True)
    assert queries.class_of("tc-01.k1", date(2024, 6, 1)) == made


def test_no_class_is_opened_before_the_approval(draft, institution, home) -> None:
    """G1: appraisal and approval before any class is opened."""
    appraised(draft)
    with pytest.raises(Refused) as refused:
        opened(draft, institution, home)
    assert "03/06/2024" in refused.value.what
    assert "đã thẩm định" in refused.value.why


@pytest.mark.parametrize("first", [date(2024, 3, 14), date(2024, 10, 1)])
def test_a_class_begins_while_the_version_is_in_force(draft, institution, home, first) -> None:
    """G1: from 15/3/2024 until it was withdrawn on 30/9/2024."""
    approved(draft)
    appraising.withdraw(actor=None, version=draft, ground="QĐ 9", last=date(2024, 9, 30))
    terms = replace(TERMS, starts_on=first, ends_on=first + timedelta(days=3))
    draft.refresh_from_db()
    with pytest.raises(Refused):
        opened(draft, institution, home, terms)


def test_the_last_day_of_a_version_still_opens_a_class(draft, institution, home) -> None:
    approved(draft)
    appraising.withdraw(actor=None, version=draft, ground="QĐ 9", last=date(2024, 9, 30))
    terms = replace(TERMS, starts_on=date(2024, 9, 30), ends_on=date(2024, 10, 3))
    assert opened(draft, institution, home, terms).pk


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"ends_on": date(2024, 6, 2)}, "Ngày cuối trước ngày đầu"),
        ({"places": 0}, "ít nhất một chỗ"),
        ({"form": "online"}, "không có hình thức này"),
        ({"scheme": "khong-co", "item": "A"}, "không có chỉ tiêu"),
        ({"code": "a/b"}, "không dùng làm mã được"),
    ],
)
def test_terms_that_cannot_be_are_refused(draft, institution, home, change, what) -> None:
    approved(draft)
    with pytest.raises(Refused) as refused:
        opened(draft, institution, home, replace(TERMS, **change))
    assert what in refused.value.what


def test_the_database_refuses_them_too(draft, institution, home) -> None:
    """Places, days and an approved programme are walls, not code."""
    made = opened(approved(draft), institution, home)
    for change in (
        {"places": 0},
        {"ends_on": date(2024, 6, 2)},
        {"starts_on": date(2024, 1, 2)},
        {"form": "bay"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            TrainingClass.objects.filter(pk=made.pk).update(**change)


def test_a_class_may_serve_a_quota_of_a_scheme(draft, institution, home) -> None:
    """S4: the quota is named by the scheme and its id."""
    load_pack("hanoi-1698", accepted_by="Sở Nội vụ")
    terms = replace(TERMS, scheme="hanoi-1698", item="A.1.1")
    made = opened(approved(draft), institution, home, terms)
    assert (made.scheme.slug, made.item_id) == ("hanoi-1698", "A.1.1")
    with pytest.raises(Refused):
        opened(draft, institution, home, replace(terms, code="X", item="Z.9"))


def test_an_empty_class_is_withdrawn_on_a_ground_and_stays_on_record(
    draft, institution, home
) -> None:
    made = opened(approved(draft), institution, home)
    withdraw(actor=None, held_class=made, ground="Không đủ học viên", on=OPENED)
    made.refresh_from_db()
    assert (made.opened_on, made.withdrawn_on) == (OPENED, OPENED)
    assert made.withdrawn_ground == "Không đủ học viên"
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingClass.objects.filter(pk=made.pk).update(withdrawn_at=None)
    with pytest.raises(Refused):
        withdraw(actor=None, held_class=made, ground="Lần nữa", on=OPENED)


def test_a_class_that_holds_people_is_not_withdrawn(draft, institution, home) -> None:
    """N4: who sits in it is told by the rooms above."""
    made = opened(approved(draft), institution, home)
    domain.join("test", lambda one: 3 if one == made.pk else 0)
    try:
        with pytest.raises(Refused) as refused:
            withdraw(actor=None, held_class=made, ground="Không đủ học viên", on=OPENED)
    finally:
        domain.join("test", lambda one: 0)
    assert "3 người" in refused.value.what


def test_another_unit_sees_the_class_and_writes_nothing(
    draft, institution, home, school, as_app
) -> None:
    """A1: below the web layer too."""
    made = opened(approved(draft), institution, home)
    as_app([school.pk])
    assert TrainingClass.objects.filter(pk=made.pk).exists()
    assert TrainingClass.objects.filter(pk=made.pk).update(places=99) == 0
    with pytest.raises(Refused) as refused:
        withdraw(actor=None, held_class=made, ground="Không phải của mình", on=OPENED)
    assert "phạm vi" in refused.value.what


def test_a_class_is_under_way_for_who_opens_or_holds_it_until_it_is_over(
    draft, institution, home, school, as_app
) -> None:
    """C1: to the last day; for the school and for the unit that opened it, for no other."""
    made = opened(approved(draft), institution, home)
    last, after = date(2024, 6, 6), date(2024, 6, 7)
    for unit in (home, school):
        as_app([unit.pk])
        assert list(queries.under_way(last)) == [made]
        assert not queries.under_way(after).exists()
    as_app([0])
    assert not queries.under_way(last).exists()
