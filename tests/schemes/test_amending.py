"""A scheme is amended by a version: shown as a difference, accepted with its act, in force from
its day, taken back while nothing rests on it; what was accepted is never changed (S6, A2)."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from hientai.organisations.models import Unit
from hientai.schemes import queries
from hientai.schemes.domain.amending import (
    with_basis,
    with_continuation,
    with_phase,
    with_places,
    with_target,
)
from hientai.schemes.domain.continuation import Act, Continuation
from hientai.schemes.domain.groups import group_conditions
from hientai.schemes.domain.pack import Basis, Pack
from hientai.schemes.models import Scheme, SchemeVersion, Withdrawal
from hientai.schemes.services import accept, load_pack, propose, withdraw
from hientai.shared.refused import Refused
from tests.once import made_once
from tests.schemes.people import people

pytestmark = pytest.mark.django_db
SLUG = "hanoi-1698"
SINCE = date(2025, 7, 1)
ACT = Act(number="12/QĐ-UBND", issued_on=date(2025, 6, 20), clause="Điều 2", certainty="uncertain")
CHAIRS = Continuation(
    id="CT.1",
    clause="12/QĐ-UBND, Điều 2",
    group="2.1.a.1",
    kind="continues",
    title="Lãnh đạo UBND cấp xã tiếp nhận",
    since=SINCE,
    when={"all": [{"title": ["commune_chair"]}, {"unit_type": ["commune"]}]},
    act=ACT,
)
CHAIR = {"title": "commune_chair", "unit_type": "commune", "category": "commune_cadre"}
HEAD = {"title": "division_head", "unit_type": "department", "category": "civil_servant"}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The scheme of Hà Nội as it ships."""
    with made_once(django_db_blocker):
        Unit.objects.create(code="HN")
        load_pack(SLUG, accepted_by="An")
        yield


@pytest.fixture
def amend(loaded: None, sees_all: None) -> Callable[..., SchemeVersion]:
    """Accepts a change from a day."""

    def make(change: Callable[[Pack], Pack], since: date = SINCE) -> SchemeVersion:
        return accept(actor=None, proposal=propose(slug=SLUG, change=change, since=since, act=ACT))

    return make


def pack_on(on: date) -> Pack:
    """The scheme as it stood on a day."""
    return queries.pack_of(queries.scheme(SLUG, on))


class TestSmallAmendments:
    def test_places_change_from_the_day_and_not_before(self, amend) -> None:
        amend(lambda pack: with_places(pack, "A.1.1", 140))
        assert pack_on(date(2025, 6, 30)).quota("A.1.1").places == 100
        assert pack_on(SINCE).quota("A.1.1").places == 140

    def test_the_difference_names_item_field_before_and_after(self, loaded, sees_all) -> None:
        found = propose(
            slug=SLUG, change=lambda p: with_target(p, "2.1.a.1", 25, ""), since=SINCE, act=ACT
        )
        target = next(one for one in found.changes if one.kind == "target")
        assert (target.what, target.item_id) == ("changed", "2.1.a.1")
        assert [(name, b, a) for name, b, a in target.fields] == [("measure.percent", 20, 25)]
        assert SchemeVersion.objects.count() == 1

    def test_a_phase_is_extended(self, amend) -> None:
        start = pack_on(SINCE).phase("GD1").start
        amend(lambda pack: with_phase(pack, "GD1", start, date(2026, 12, 31)))
        assert pack_on(SINCE).phase("GD1").end == date(2026, 12, 31)
        assert pack_on(date(2025, 6, 30)).phase("GD1").end == date(2025, 12, 31)

    def test_a_cited_document_is_replaced_by_another_from_a_day(self, amend) -> None:
        made = Basis(
            id="CC.7.1",
            clause="12/QĐ-UBND, Điều 1",
            title="Nghị định về đào tạo, bồi dưỡng công chức",
            number="171/2025/NĐ-CP",
            replaces="CC.7",
            since=SINCE,
        )
        amend(lambda pack: with_basis(pack, made))
        assert pack_on(SINCE).scheme.basis[-1].replaces == "CC.7"

    def test_the_version_keeps_its_act_and_who_accepted_it(self, amend) -> None:
        amend(lambda pack: with_places(pack, "A.1.1", 140))
        version, changes = queries.steps_of(SLUG)[0]
        assert (version.number, queries.document_of(version).scheme.act) == (2, ACT)
        assert [one.item_id for one in changes if one.kind == "quota"] == ["A.1.1"]
        assert version.accepted_by

    def test_what_changes_nothing_or_does_not_fit_is_refused(self, loaded, sees_all) -> None:
        for change, words in (
            (lambda p: with_places(p, "A.1.1", 100), "không đổi gì"),
            (lambda p: with_places(p, "D.1", 9), "chia chỗ theo trình độ"),
            (lambda p: with_target(p, "2.1.a.1", 20, "GD9"), "GD9"),
            (lambda p: with_phase(p, "GD1", SINCE, date(2024, 1, 1)), "ngày kết thúc"),
        ):
            with pytest.raises(Refused, match=words):
                propose(slug=SLUG, change=change, since=SINCE, act=ACT)

    def test_two_proposals_of_the_same_version_are_not_both_accepted(self, loaded, sees_all):
        first, second = (
            propose(
                slug=SLUG, change=lambda p, n=n: with_places(p, "A.1.1", n), since=SINCE, act=ACT
            )
            for n in (120, 130)
        )
        accept(actor=None, proposal=first)
        with pytest.raises(Refused, match="vừa có phiên bản khác"):
            accept(actor=None, proposal=second)

    def test_while_a_pack_is_loaded_nobody_else_numbers_a_version(self, loaded, sees_all) -> None:
        """Accepting, taking back and loading number the versions in turn: one lock for all."""
        written = Scheme.objects.get(slug=SLUG).pk
        other = connection.copy()
        try:
            with other.cursor() as elsewhere:
                elsewhere.execute("SELECT pg_try_advisory_lock(hashtext('schemes'), %s)", [written])
                assert elsewhere.fetchone() == (False,)
        finally:
            other.close()

    def test_two_days_are_compared_as_the_scheme_stood(self, amend) -> None:
        amend(lambda pack: with_places(pack, "A.1.1", 140))
        assert queries.changed_between(SLUG, date(2024, 1, 1), date(2025, 6, 30)) == []
        found = queries.changed_between(SLUG, date(2025, 6, 30), SINCE)
        assert ("places", 100, 140) in next(c for c in found if c.kind == "quota").fields


class TestContinuation:
    def test_whoever_takes_over_belongs_from_the_day(self, amend) -> None:
        """S2, S6: the statement stands beside the whole group; its scope still holds."""
        amend(lambda pack: with_continuation(pack, CHAIRS))
        assert not belongs(pack_on(SINCE), date(2025, 6, 30), **CHAIR)
        assert belongs(pack_on(SINCE), SINCE, **CHAIR)
        assert not belongs(pack_on(SINCE), SINCE, **CHAIR, managed_by_committee=True)
        assert belongs(pack_on(SINCE), SINCE, **HEAD)

    def test_the_reason_tells_the_act_and_that_it_is_uncertain(self, amend) -> None:
        amend(lambda pack: with_continuation(pack, CHAIRS))
        limits = [c.limit for c in group_conditions(pack_on(SINCE), "2.1.a.1", SINCE)]
        assert "từ 01/07/2025, theo 12/QĐ-UBND, Điều 2" in limits[0].text
        assert limits[0].certainty == "uncertain"

    def test_what_ends_names_nobody_and_what_goes_on_names_somebody(self) -> None:
        for said in ({"kind": "ends"}, {"kind": "continues", "when": None}):
            with pytest.raises(ValueError, match="when"):
                Continuation.model_validate({**CHAIRS.model_dump(), **said})


class TestTakenBack:
    def test_the_version_before_holds_again_and_the_row_stays(self, amend) -> None:
        version = amend(lambda pack: with_places(pack, "A.1.1", 140))
        withdraw(actor=None, version=version, ground="Văn bản 5/UBND rút sửa đổi")
        assert pack_on(SINCE).quota("A.1.1").places == 100
        assert SchemeVersion.objects.filter(pk=version.pk).exists()
        again = amend(lambda pack: with_places(pack, "A.1.1", 150))
        assert again.number == 3

    def test_only_the_newest_and_never_the_first(self, amend) -> None:
        with pytest.raises(Refused, match="phiên bản 1"):
            withdraw(actor=None, version=queries.scheme(SLUG, SINCE), ground="x")
        older = amend(lambda pack: with_places(pack, "A.1.1", 140))
        amend(lambda pack: with_places(pack, "A.1.1", 150))
        with pytest.raises(Refused, match="mới nhất"):
            withdraw(actor=None, version=older, ground="x")

    def test_a_ground_is_asked_for(self, amend) -> None:
        version = amend(lambda pack: with_places(pack, "A.1.1", 140))
        with pytest.raises(Refused, match="căn cứ"):
            withdraw(actor=None, version=version, ground=" ")

    def test_the_application_changes_no_version_and_no_withdrawal(self, amend) -> None:
        version = amend(lambda pack: with_places(pack, "A.1.1", 140))
        withdraw(actor=None, version=version, ground="Rút")
        with pytest.raises(ProgrammingError), transaction.atomic():
            Withdrawal.objects.update(ground="khác")
        with pytest.raises(ProgrammingError), transaction.atomic():
            SchemeVersion.objects.filter(pk=version.pk).update(number=9)


def belongs(pack: Pack, on: date, **who: object) -> bool:
    """Whether one person belongs to the target's group on a day."""
    from_pack = group_conditions(pack, "2.1.a.1", on)
    who = {"managed_by_committee": False, "fields": ["finance_planning"], **who}
    return bool(
        people(who).select([c.holds.alias(c.code) for c in from_pack]).row(0).count(False) == 0
    )
