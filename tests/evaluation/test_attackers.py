"""What an attacker gets: nothing (E1: anonymous by construction; see docs/evaluation.md)."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from hientai.accounts.models import User
from hientai.classes.models import TrainingClass
from hientai.evaluation.domain.ballots import Ballot, packed
from hientai.evaluation.models import Form, Line, Remark, Result
from hientai.evaluation.queries import results
from hientai.evaluation.queries.use import uses
from hientai.evaluation.services.answering import (
    admitted,
    answer,
    token_of_learner,
    tokens_of_slips,
    warnings,
)
from hientai.evaluation.services.counting import count_form
from hientai.evaluation.services.use import ask
from hientai.organisations.models import Unit
from hientai.programmes.services import lecturers
from hientai.shared.refused import Refused
from tests.evaluation.made import (
    AFTER,
    CLOSES,
    OPENS,
    answered,
    counted,
    form_of,
    learners_of,
    words,
)

pytestmark = pytest.mark.django_db
KEPT = ("evaluation_box", "evaluation_spent", "evaluation_remark")


def asked(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the owner of every table is told."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(sql, values)
        rows = cursor.fetchall()
        cursor.execute("SET LOCAL ROLE hientai_app")
    return rows


def columns_of(table: str) -> dict[str, str]:
    """The columns of a table with their types."""
    return dict(
        asked(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s",
            table,
        )
    )


@pytest.mark.parametrize("change", range(3))
def test_a_guessed_token_opens_nothing(form: Form, change: int) -> None:
    word = words(form)[0]
    wrong = [
        word[:-1] + ("0" if word[-1] != "0" else "1"),
        word[:4] + "ZZZZ" + word[8:],
        "9" + word,
    ]
    with pytest.raises(Refused, match="không đúng"):
        admitted(wrong[change], OPENS)


def test_a_token_of_another_form_opens_that_form_alone(form: Form, held: TrainingClass) -> None:
    other = token_of_learner(Form(pk=form.pk + 1), learners_of(form)[0])
    with pytest.raises(Refused, match="không thu"):
        admitted(other, OPENS)


def test_a_token_made_with_another_key_is_none(form: Form, settings: Any) -> None:
    word = words(form)[0]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "khóa của kẻ khác", []
    with pytest.raises(Refused, match="không đúng"):
        admitted(word, OPENS)


def test_a_token_works_under_a_key_that_was_followed_by_a_new_one(
    form: Form, settings: Any
) -> None:
    """A change of key neither locks learners out nor lets them answer twice."""
    answered(form, [8] * 6)
    before = words(form)
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "khóa mới của máy chủ", [old]
    assert words(form) == before
    with pytest.raises(Refused, match="đã được dùng"):
        answered(form, [3])
    held = count_form(actor=None, form=form, on=AFTER)
    assert results.results_of(held).whole.value == 8


def test_a_token_works_once(form: Form) -> None:
    answered(form, [8])
    with pytest.raises(Refused, match="đã được dùng"):
        answered(form, [1])
    [(count,)] = asked("SELECT count(*) FROM evaluation_box")
    assert count == 1


def test_a_learner_who_asks_again_gets_the_same_token(form: Form) -> None:
    assert words(form) == words(form)
    assert len(set(words(form))) == 8


def test_slips_are_the_same_when_printed_again_and_nobodys(
    held: TrainingClass, learners: Callable[[int], list[Any]]
) -> None:
    learners(6)
    form = form_of(held, slips=6)
    slips = tokens_of_slips(form)
    assert slips == tokens_of_slips(form) == sorted(slips)
    assert not set(slips) & set(words(form))


@pytest.mark.parametrize("day", [OPENS - timedelta(days=1), CLOSES + timedelta(days=1)])
def test_outside_its_days_a_form_takes_nothing(form: Form, day: Any) -> None:
    with pytest.raises(Refused, match="không thu"):
        answered(form, [8], on=day)


@pytest.mark.parametrize("scores", [[0], [11], [-3], [5, 5], []])
def test_a_ballot_outside_the_form_is_refused(form: Form, scores: list[int]) -> None:
    lines = form.lines.count()
    told = scores * lines if len(scores) == 1 else scores
    with pytest.raises(Refused):
        answer(word=words(form)[0], scores=told, on=OPENS)
    assert asked("SELECT count(*) FROM evaluation_spent") == [(0,)]


def test_the_application_reads_neither_ballots_nor_marks(form: Form) -> None:
    """SQL through the application's role, with sight of everything."""
    answered(form, [8] * 6)
    for table in ("evaluation_box", "evaluation_spent", "evaluation_lock"):
        for verb in ("SELECT * FROM {}", "DELETE FROM {}", "UPDATE {} SET form_id = 1"):
            with (
                pytest.raises(Exception, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(verb.format(table))


def test_the_box_is_not_emptied_by_who_may_not_count(
    form: Form, as_app: Callable[[list[int]], None], units: dict[str, Unit]
) -> None:
    answered(form, [8] * 6)
    as_app([units["STC"].pk])
    for day in (OPENS, AFTER):
        with (
            pytest.raises(Exception, match="not to be counted"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT * FROM evaluation_empty(%s, %s, 1)", [form.pk, day])


def test_the_box_stays_closed_while_the_form_is_open(form: Form) -> None:
    answered(form, [8] * 6)
    with (
        pytest.raises(Exception, match="not to be counted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM evaluation_empty(%s, %s, 5)", [form.pk, CLOSES])


def test_fewer_than_five_are_not_given_out_whatever_is_asked(form: Form) -> None:
    answered(form, [8] * 4)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM evaluation_empty(%s, %s, 1)", [form.pk, AFTER])
        assert cursor.fetchall() == [(4, None)]


@pytest.mark.parametrize("table", KEPT)
def test_nothing_kept_of_an_answer_has_an_author_a_time_or_an_order(form: Form, table: str) -> None:
    columns = columns_of(table)
    assert columns
    for name, kind in columns.items():
        assert "time" not in kind and "date" not in kind
        assert not any(part in name for part in ("user", "person", "actor", "unit", "at", "by"))
        assert kind in ("uuid", "bytea", "bigint", "smallint", "text")
    serial = (
        asked("SELECT pg_get_serial_sequence(%s, 'id') IS NULL", table) if "id" in columns else []
    )
    assert serial in ([], [(True,)])


def test_nobody_outside_the_box_is_told_of_an_answer(form: Form) -> None:
    """Not one row is written or changed in any other table: no trace, job, session, notice."""
    tables = [
        name
        for (name,) in asked(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace"
        )
        if name not in ("evaluation_box", "evaluation_spent")
    ]
    look = " UNION ALL ".join(
        f"SELECT '{one}', count(*), md5(coalesce(string_agg(t.xmin::text || t.ctid::text, ','"
        f" ORDER BY t.ctid), '')) FROM {one} t"
        for one in tables
        if one not in ("audit_key",)
    )
    before = asked(look)
    answered(form, [8] * 3)
    assert asked(look) == before


def test_ballots_are_sealed_alike_whatever_they_say(form: Form) -> None:
    """Two that say the same differ, two that differ have one length: nothing tells them apart."""
    lines = form.lines.count()
    tokens = words(form)
    for at, (score, text) in enumerate([(1, ""), (1, ""), (10, "Rất hài lòng" * 20)]):
        answer(word=tokens[at], scores=[score] * lines, remarks=[text], on=OPENS)
    boxes = [bytes(row[0]) for row in asked("SELECT sealed FROM evaluation_box")]
    assert len(set(boxes)) == 3
    assert len({len(box) for box in boxes}) == 1
    plain = packed(Ballot((1,) * lines))
    assert all(plain[:lines] not in box for box in boxes)


def test_no_join_over_all_tables_tells_who_gave_which_score(form: Form) -> None:
    """As the owner, before and after counting: every order the database keeps of the marks and the
    ballots beside every order it keeps of what was counted."""
    answered(form, [1, 2, 3, 4, 5, 6, 7, 8])
    sealed = asked("SELECT sealed, xmin, ctid, id FROM evaluation_box ORDER BY ctid")
    held = count_form(actor=None, form=form, on=AFTER)
    assert held.state == "counted"
    assert asked("SELECT count(*) FROM evaluation_box") == [(0,)]
    counts = asked("SELECT DISTINCT counts FROM evaluation_result")
    assert counts == [([1, 1, 1, 1, 1, 1, 1, 1, 0, 0],)]
    assert all(score.to_bytes() * 8 not in bytes(row[0]) for row in sealed for score in range(1, 9))


def test_remarks_stand_in_no_order_of_sending(form: Form) -> None:
    """Texts sent one after another are kept apart from each other and from scores, shuffled."""
    lines = form.lines.count()
    sent = [f"Ý kiến thứ {at}" for at in range(8)]
    for word, text in zip(words(form), sent, strict=True):
        answer(word=word, scores=[8] * lines, remarks=[text, text + " nữa"], on=OPENS)
    count_form(actor=None, form=form, on=AFTER)
    for order in ("ctid", "xmin::text, ctid", "id"):
        rows = [row[0] for row in asked(f"SELECT text FROM evaluation_remark ORDER BY {order}")]
        assert sorted(rows) == sorted([*sent, *(text + " nữa" for text in sent)])
        pairs = [a + " nữa" == b for a, b in itertools.pairwise(rows)]
        assert rows[:8] != sent and sum(pairs) < 6
    assert len({row[0] for row in asked("SELECT xmin::text FROM evaluation_remark")}) == 1


def test_the_trace_tells_of_the_form_and_of_no_answer(form: Form) -> None:
    counted(form, [8] * 6, remarks=["Lớp bổ ích"])
    tables = {row[0] for row in asked("SELECT DISTINCT table_name FROM audit_event")}
    assert {"evaluation_form", "evaluation_line", "evaluation_result"} <= tables
    assert not tables & {*KEPT, "evaluation_lock"}
    told = asked("SELECT count(*) FROM audit_event WHERE before::text LIKE '%%bổ ích%%'")
    assert told == [(0,)]


def test_an_officer_of_another_unit_sees_no_form_line_or_result(
    form: Form, as_app: Callable[[list[int]], None], units: dict[str, Unit]
) -> None:
    counted(form, [8] * 6, remarks=["Lớp bổ ích"])
    as_app([units["Q-DONGDA"].pk])
    for model in (Form, Line, Result, Remark):
        assert not model._default_manager.exists()
    as_app([units["SNV"].pk])
    for model in (Form, Line, Result, Remark):
        assert model._default_manager.exists()


def test_superiors_see_what_they_are_asked_of_their_people_and_no_result(
    form: Form, as_app: Callable[[list[int]], None], units: dict[str, Unit]
) -> None:
    """E2: the officer of the learners' unit, who sees no evaluation otherwise."""
    ask(form=counted(form, [8] * 6, remarks=["Lớp bổ ích"]), on=form.use_on)
    as_app([units["STC"].pk])
    assert {one.form_id for one in uses()} == {form.pk}
    for model in (Line, Result, Remark):
        assert not model._default_manager.exists()
    as_app([units["Q-DONGDA"].pk])
    assert not uses() and not Form.objects.exists()


def test_a_lecturer_sees_the_own_lines_alone(
    held: TrainingClass,
    learners: Callable[[int], list[Any]],
    put: Callable[..., Any],
    units: dict[str, Unit],
) -> None:
    learners(6)
    person = put("GV1", name="Đoàn Thị Mai", unit="SNV")
    known = lecturers.add(
        actor=None,
        unit=units["SNV"],
        kind="visiting",
        since=OPENS,
        ground="Công văn 12",
        person=person,
        name=person.name,
        workplace="Sở Nội vụ",
    )
    form = form_of(held, lecturers={1: known})
    counted(form, [9] * 6, remarks=["Tốt"])
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT audit_seal(NULL, '{}', '{}', false, '', %s)", [person.pk])
        cursor.execute("SET LOCAL ROLE hientai_app")
    assert {line.lecturer_id for line in Line.objects.all()} == {known.pk}
    assert Result.objects.count() == 2
    assert not Remark.objects.exists()
    [(seen, taught)] = results.of_lecturer(known, AFTER)
    assert (seen.pk, taught.whole.value) == (form.pk, 9)


def test_a_learner_sees_the_form_and_no_result(form: Form) -> None:
    person = learners_of(form)[0]
    counted(form, [9] * 6)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT audit_seal(NULL, '{}', '{}', false, '', %s)", [person])
        cursor.execute("SET LOCAL ROLE hientai_app")
    assert Form.objects.filter(pk=form.pk).exists()
    assert not Result.objects.exists() and not Line.objects.exists()


def test_a_text_with_the_name_of_a_learner_is_warned_of(form: Form) -> None:
    entry = admitted(words(form)[0], OPENS)
    assert warnings(entry.paper, ["Cảm ơn. Lê Thị Hạnh 3"])
    assert not warnings(entry.paper, ["Phòng học nóng"])


def test_who_answered_is_no_users_or_programs_to_know(form: Form) -> None:
    """The count alone is told, to who reads the form."""
    answered(form, [8] * 3)
    assert not [f.name for f in Form._meta.get_fields() if "answered" in f.name]
    assert User.objects.count() == 0
