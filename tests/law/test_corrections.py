"""Corrections of the law: written once, in force for their days, revoked on record (L7, A1, A2).

The walls are asked of the database itself, as the application's role.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.models import User
from hientai.audit.queries import data_mark, trace_of
from hientai.law import queries
from hientai.law.models import Correction, State
from hientai.law.services import accept_correction, discard_draft, revoke_correction
from hientai.shared.refused import Refused

Write = Callable[..., Correction]
DAY = date(2024, 6, 1)


def said(code: str, on: date = DAY) -> str:
    return next(line.value for line in queries.law_lines(on) if line.code == code)


def test_a_draft_judges_nobody_and_an_accepted_correction_does(write: Write) -> None:
    draft = write()
    assert said("nd101.age_limit") == "40 tuổi"
    accept_correction(actor=None, correction=draft.pk)
    assert said("nd101.age_limit") == "45 tuổi"
    assert said("nd101.age_limit", date(2023, 12, 31)) == "40 tuổi"
    assert said("nd101.age_limit", date(2025, 1, 1)) == "40 tuổi"


def test_revoking_brings_the_shipped_value_back_and_keeps_the_row(put_in_force: Write) -> None:
    made = put_in_force()
    revoke_correction(actor=None, correction=made.pk, ground="Nghị quyết 09/NQ-HĐND")
    assert said("nd101.age_limit") == "40 tuổi"
    kept = Correction.objects.get(pk=made.pk)
    assert (kept.state, kept.revoked_ground) == (State.REVOKED, "Nghị quyết 09/NQ-HĐND")
    assert kept.accepted_at is not None and kept.revoked_at is not None


def test_revoking_without_a_ground_is_refused(put_in_force: Write) -> None:
    with pytest.raises(Refused, match="căn cứ thu hồi"):
        revoke_correction(actor=None, correction=put_in_force().pk, ground="  ")


def test_two_corrections_in_force_do_not_share_a_day(put_in_force: Write, write: Write) -> None:
    put_in_force()
    second = write(value=50, since=date(2024, 12, 31), until=None)
    with pytest.raises(Refused, match="Nghị quyết 05/NQ-HĐND"):
        accept_correction(actor=None, correction=second.pk)
    third = write(value=50, since=date(2025, 1, 1), until=None)
    assert accept_correction(actor=None, correction=third.pk).state == State.IN_FORCE


def test_the_database_itself_refuses_two_in_force_on_a_day(
    put_in_force: Write, write: Write
) -> None:
    first, second = put_in_force(), write(since=date(2024, 12, 31))
    with pytest.raises(IntegrityError, match="one_correction_in_force_a_day"), transaction.atomic():
        Correction.objects.filter(pk=second.pk).update(
            state="in_force", accepted_at=first.accepted_at
        )


def test_another_parameter_may_be_corrected_for_the_same_days(put_in_force: Write) -> None:
    put_in_force()
    assert put_in_force(parameter="nd101.service_years", value=5).state == State.IN_FORCE


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"value": "bốn mươi"}, "số nguyên"),
        ({"value": True}, "số nguyên"),
        ({"parameter": "nd101.nothing"}, "Không có tham số"),
        ({"until": date(2023, 1, 1)}, "kết thúc trước khi bắt đầu"),
        ({"clause": " "}, "căn cứ"),
        ({"certainty": "sure"}, "độ chắc"),
        ({"parameter": "regimes.cadre", "value": "nd101", "until": None}, "01/07/2026"),
    ],
)
def test_what_can_not_be_right_is_refused_in_words(
    write: Write, wrong: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused) as refused:
        write(**wrong)
    assert words in str(refused.value)


def test_a_group_may_be_put_under_a_decree_as_long_as_that_is_in_force(
    put_in_force: Write,
) -> None:
    put_in_force(parameter="regimes.cadre", value="nd259", since=date(2026, 7, 1), until=None)
    falls = {one.people: one.decree for one in queries.who_falls_where(date(2026, 9, 1))}
    assert "NĐ 259/2026/NĐ-CP" in falls.values()


class TestWalls:
    """What the application's role may not do, whatever the pages above it do."""

    @pytest.mark.parametrize(
        "column", ["value = '99'", "period = '[2020-01-01,)'", "clause = 'khác'", "note = 'khác'"]
    )
    def test_what_was_written_is_never_rewritten(self, write: Write, column: str) -> None:
        draft = write()
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            _sql(f"UPDATE law_correction SET {column} WHERE id = {draft.pk}")

    def test_what_was_revoked_stays_revoked(self, put_in_force: Write) -> None:
        made = put_in_force()
        revoke_correction(actor=None, correction=made.pk, ground="thu hồi")
        with pytest.raises(IntegrityError, match="from draft to in force"), transaction.atomic():
            _sql(
                "UPDATE law_correction SET state = 'in_force', revoked_at = NULL,"
                f" revoked_ground = '' WHERE id = {made.pk}"
            )

    def test_what_was_in_force_is_never_deleted_but_a_draft_is(
        self, put_in_force: Write, write: Write
    ) -> None:
        made, draft = put_in_force(), write()
        _sql("DELETE FROM law_correction")
        assert list(Correction.objects.values_list("pk", flat=True)) == [made.pk]
        assert not Correction.objects.filter(pk=draft.pk).exists()

    def test_nothing_is_born_in_force(self, put_in_force: Write) -> None:
        made = put_in_force()
        made.pk, made.period = None, DateRange(date(2030, 1, 1), None)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            made.save()

    @pytest.mark.parametrize("period", ["'empty'", "'(,2024-01-01)'"])
    def test_a_period_has_a_first_day_and_is_not_empty(self, write: Write, period: str) -> None:
        write()
        with pytest.raises(IntegrityError, match="holds_for_a_period"), transaction.atomic():
            _sql(
                "INSERT INTO law_correction (parameter, value, period, clause, source, certainty,"
                " note, state, written_at, written_by, accepted_by, revoked_by, revoked_ground)"
                f" VALUES ('nd101.age_limit', '1', {period}, 'điều', '', 'verified', '', 'draft',"
                " now(), 'ai', '', '', '')"
            )


@pytest.mark.parametrize(("role", "may"), [("owner", True), ("viewer", False)])
def test_only_who_keeps_the_law_writes_corrections_in_the_database(
    somebody: Callable[[str], User], write: Write, role: str, may: bool
) -> None:
    user = somebody(role)
    user.enter(DAY)
    if may:
        assert write().pk
    else:
        with pytest.raises(Refused, match="ngoài phạm vi"):
            write()


def test_a_user_without_the_role_sees_corrections_and_moves_none(
    somebody: Callable[[str], User], put_in_force: Write
) -> None:
    made = put_in_force()
    somebody("viewer").enter(DAY)
    assert queries.corrections()
    with pytest.raises(Refused, match="không được phép"):
        revoke_correction(actor=None, correction=made.pk, ground="thử")


def test_a_temporary_table_does_not_lend_the_role(
    somebody: Callable[[str], User], write: Write
) -> None:
    viewer = somebody("viewer")
    _sql(
        "CREATE TEMPORARY TABLE accounts_roleassignment ON COMMIT DROP AS"
        " SELECT id, user_id, 'owner'::text AS role, unit_id, period"
        " FROM public.accounts_roleassignment"
    )
    viewer.enter(DAY)
    with pytest.raises(Refused, match="ngoài phạm vi"):
        write()


def test_every_move_is_traced_and_makes_kept_figures_old(write: Write) -> None:
    before = data_mark()
    draft = write()
    after_writing = data_mark()
    accept_correction(actor=None, correction=draft.pk)
    assert before < after_writing < data_mark()
    revoke_correction(actor=None, correction=draft.pk, ground="thu hồi vì nhập nhầm")
    trace = list(trace_of("law_correction", draft.pk))
    assert [event.operation for event in trace] == ["U", "U", "I"]
    assert trace[0].ground == "thu hồi vì nhập nhầm"
    assert trace[0].after["state"] == "revoked"


def test_a_discarded_draft_leaves_only_its_trace(write: Write) -> None:
    draft = write()
    pk = draft.pk
    assert discard_draft(actor=None, correction=pk) == "nd101.age_limit"
    assert not Correction.objects.exists()
    assert {event.operation for event in trace_of("law_correction", pk)} == {"I", "D"}


def test_what_is_in_force_is_not_discarded_nor_accepted_twice(put_in_force: Write) -> None:
    made = put_in_force()
    for verb in (discard_draft, accept_correction):
        with pytest.raises(Refused, match="đang áp dụng"):
            verb(actor=None, correction=made.pk)


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("number", "on", "told"),
    [
        ("101/2017/NĐ-CP", date(2025, 6, 30), []),
        (
            "101/2017/NĐ-CP",
            date(2025, 7, 1),
            [("công chức, công chức cấp xã", "NĐ 171/2025/NĐ-CP", date(2025, 7, 1))],
        ),
        (
            "89/2021/NĐ-CP",
            date(2025, 7, 1),
            [("công chức, công chức cấp xã", "NĐ 171/2025/NĐ-CP", date(2025, 7, 1))],
        ),
        (
            "101/2017/NĐ-CP",
            date(2026, 7, 1),
            [
                ("cán bộ, cán bộ cấp xã", "NĐ 171/2025/NĐ-CP", date(2026, 7, 1)),
                ("công chức, công chức cấp xã", "NĐ 171/2025/NĐ-CP", date(2025, 7, 1)),
                ("viên chức", "NĐ 259/2026/NĐ-CP", date(2026, 7, 1)),
            ],
        ),
        ("76/NQ-CP", date(2026, 7, 1), []),
        ("", date(2026, 7, 1), []),
    ],
)
def test_a_cited_decree_is_followed_by_date(
    number: str, on: date, told: list[tuple[str, str, date]]
) -> None:
    """S6: where a cited rule is replaced, the new one applies, and from which day."""
    found = queries.followed(number, date(2022, 5, 19), on, ())
    assert [(one.people, one.decree, one.since) for one in found] == told
