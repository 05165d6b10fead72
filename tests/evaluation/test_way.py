"""A form from its opening to its results and what follows of them (E1, E2, E3)."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from hientai.accounts.models import User
from hientai.classes.models import TrainingClass
from hientai.evaluation.models import Action, Form, Line, Remark, Result, TemplateVersion, Use
from hientai.evaluation.queries import acting, results, use
from hientai.evaluation.queries.learners import without_account
from hientai.evaluation.queries.templates import template_on
from hientai.evaluation.services.acting import close, take_up
from hientai.evaluation.services.answering import answer, tokens_of_slips
from hientai.evaluation.services.counting import count_form
from hientai.evaluation.services.daily import look_after
from hientai.evaluation.services.opening import move_end, withdraw_form
from hientai.evaluation.services.templates import put_template
from hientai.evaluation.services.use import answer as answer_use
from hientai.evaluation.services.use import ask
from hientai.organisations.models import Unit
from hientai.organisations.services import create_unit
from hientai.shared.refused import Refused
from hientai.timetables.services import add_guest, leave
from tests.evaluation.made import AFTER, CLOSES, HELD_ON, OPENS, answered, counted, form_of, words
from tests.people.conftest import sign_in

pytestmark = pytest.mark.django_db


def left_over() -> list[int]:
    """Rows of the three tables that hold what must not stay, as the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "WITH f AS (SELECT id FROM evaluation_form) SELECT"
            " (SELECT count(*) FROM evaluation_box WHERE form_id IN (SELECT id FROM f)),"
            " (SELECT count(*) FROM evaluation_spent WHERE form_id IN (SELECT id FROM f)),"
            " (SELECT count(*) FROM evaluation_lock WHERE form_id IN (SELECT id FROM f))"
        )
        found = list(cursor.fetchone())
        cursor.execute("SET LOCAL ROLE hientai_app")
    return found


def test_a_form_asks_each_indicator_and_each_topic(form: Form) -> None:
    lines = list(form.lines.all())
    topics = {line.topic_title for line in lines if line.object == "lecturer"}
    assert len(topics) == 4
    assert len([line for line in lines if line.object == "lecturer"]) == 8
    assert len([line for line in lines if line.object == "programme"]) == 8
    assert [line.position for line in lines] == list(range(len(lines)))


def test_results_are_the_mean_of_what_was_answered(form: Form) -> None:
    held = counted(form, [10, 10, 8, 6, 6, 4])
    found = results.results_of(held)
    assert (held.state, held.received, held.void) == ("counted", 6, 0)
    assert found.whole.value == Fraction(44, 6)
    assert found.whole.band == "khá"
    assert {group.whole.value for group in found.groups} == {Fraction(44, 6)}


def test_with_four_answers_nothing_is_ever_read(form: Form) -> None:
    held = counted(form, [9, 9, 9, 9], remarks=["Lớp rất bổ ích"])
    assert (held.state, held.received) == ("few", 4)
    assert not Result.objects.exists() and not Remark.objects.exists()
    assert left_over() == [0, 0, 0]


def test_void_forms_count_toward_no_five(form: Form) -> None:
    """Five answers of which one leaves too much blank are four."""
    answered(form, [9, 9, 9, 9])
    lines = form.lines.count()
    answer(word=words(form)[4], scores=[9, *[None] * (lines - 1)], on=OPENS)
    assert count_form(actor=None, form=form, on=AFTER).state == "few"
    assert not Result.objects.exists()


def test_a_line_with_four_answers_stands_in_no_table(form: Form) -> None:
    lines = form.lines.count()
    for at, word in enumerate(words(form)[:6]):
        scores = [7] * lines
        scores[0] = 1 if at < 4 else None
        answer(word=word, scores=scores, on=OPENS)
    held = count_form(actor=None, form=form, on=AFTER)
    found = results.results_of(held)
    assert not Result.objects.filter(line__position=0).exists()
    assert found.hidden == 1
    assert found.whole.value == 7


def test_no_ballot_token_or_key_is_left_after_counting(form: Form) -> None:
    answered(form, [8] * 6)
    assert left_over() == [6, 6, 1]
    count_form(actor=None, form=form, on=AFTER)
    assert left_over() == [0, 0, 0]


def test_results_come_once_after_the_form_closes(form: Form) -> None:
    answered(form, [8] * 6)
    for early in (OPENS, CLOSES):
        with pytest.raises(Refused, match="Chưa tổng hợp"):
            count_form(actor=None, form=form, on=early)
    count_form(actor=None, form=form, on=AFTER)
    with pytest.raises(Refused):
        count_form(actor=None, form=form, on=AFTER + timedelta(days=1))
    with pytest.raises(Refused):
        move_end(actor=None, form=form, closes_on=AFTER, ground="gia hạn", on=HELD_ON)


def test_what_was_counted_is_changed_by_nobody(form: Form) -> None:
    held = counted(form, [8] * 6)
    with pytest.raises(Exception, match="stays as it is"), transaction.atomic():
        Form.objects.filter(pk=held.pk).update(received=99)
    for rows in (Result.objects.all(), Remark.objects.all()):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            rows.delete()


def test_a_withdrawn_form_leaves_no_answer(form: Form) -> None:
    answered(form, [8] * 6)
    withdraw_form(actor=None, form=form, ground="mở nhầm lớp")
    assert left_over() == [0, 0, 0]
    with pytest.raises(Refused):
        answered(form, [8])


def test_a_class_has_one_form_until_it_is_withdrawn(form: Form, held: TrainingClass) -> None:
    with pytest.raises(Refused, match="đã có phiếu"):
        form_of(held)
    withdraw_form(actor=None, form=form, ground="mở nhầm")
    assert form_of(held).pk != form.pk


def test_a_class_nobody_learns_in_is_not_evaluated(held: TrainingClass) -> None:
    with pytest.raises(Refused, match="chưa có học viên"):
        form_of(held)


def test_more_slips_than_learners_are_not_printed(
    held: TrainingClass, learners: Callable[[int], list[Any]]
) -> None:
    learners(3)
    with pytest.raises(Refused, match="phiếu giấy"):
        form_of(held, slips=4)
    assert form_of(held, slips=3).slips == 3


def test_guests_answer_on_slips_and_who_left_early_is_not_asked(
    held: TrainingClass, learners: Callable[[int], list[Any]]
) -> None:
    """E1: everybody who learns in the class to its end; guests have no account."""
    learners(2)
    for name, left in (("Đỗ Mai", None), ("Hà Ân", held.starts_on)):
        guest = add_guest(
            actor=None,
            held_class=held,
            name=name,
            organisation="Đại sứ quán",
            contact="",
            joined_on=held.starts_on,
            ground="CV 1",
        )
        if left:
            leave(actor=None, learner=guest, left_on=left, ground="CV 2")
    assert without_account(held.pk) == 3
    form = form_of(held, slips=3)
    assert form.learners == 3
    assert len(tokens_of_slips(form)) == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM evaluation_names(%s)", [form.pk])
        assert cursor.fetchone()[0] == 4


def test_the_days_work_counts_and_asks_once(form: Form, settings: Any) -> None:
    answered(form, [8] * 6)
    assert look_after(AFTER).counted == 1
    assert look_after(AFTER).counted == 0
    form.refresh_from_db()
    assert look_after(form.use_on - timedelta(days=1)).asked == 0
    assert look_after(form.use_on).asked == 8
    assert look_after(form.use_on).asked == 0


def test_superiors_answer_by_name_and_the_year_is_by_unit(form: Form) -> None:
    held = counted(form, [8] * 6)
    ask(form=held, on=date(2025, 3, 6))
    one, other = use.uses()[:2]
    officer = User.objects.create(username="hd", name="Phạm Văn Long")
    answer_use(actor=officer, use=one, scores=[9, 9, 6], note="tốt", on=date(2025, 3, 20))
    answer_use(actor=officer, use=other, scores=[5, 5, 5], note="", on=date(2025, 3, 21))
    assert Use.objects.get(pk=one.pk).answered_by == "Phạm Văn Long"
    [unit] = use.by_unit(2025, date(2025, 12, 31))
    assert (unit.code, unit.asked, unit.answered) == ("STC", 8, 2)
    assert unit.mean == Fraction(39, 6)
    with pytest.raises(Refused):
        answer_use(actor=officer, use=one, scores=[9, 9, 6], note="", on=date(2025, 6, 1))
    with pytest.raises(Refused):
        answer_use(actor=officer, use=one, scores=[9, 11, 6], note="", on=date(2025, 3, 20))


def test_a_finding_is_followed_until_it_is_closed(form: Form) -> None:
    held = counted(form, [5] * 6)
    owner = User.objects.create(username="gv", name="Nguyễn Thị Hạnh")
    made = take_up(
        actor=None,
        form=held,
        finding="Phòng học nóng",
        what="Lắp thêm quạt",
        owner=owner,
        due_on=date(2024, 10, 1),
        on=AFTER,
    )
    assert list(acting.waiting_for(owner)) == [made]
    assert list(acting.of_programme(held.training_class.version.programme_id)) == [made]
    close(actor=None, action=made, outcome="Đã lắp bốn quạt", on=date(2024, 9, 25))
    assert not acting.waiting_for(owner).exists()
    with pytest.raises(Refused):
        close(actor=None, action=made, outcome="lần nữa", on=date(2024, 9, 26))
    assert Action.objects.get().closed_on == date(2024, 9, 25)


def test_nothing_is_done_about_what_was_not_counted(form: Form) -> None:
    with pytest.raises(Refused, match="chưa có kết quả"):
        take_up(
            actor=None,
            form=form,
            finding="x",
            what="y",
            owner=User.objects.create(username="x"),
            due_on=AFTER,
            on=AFTER,
        )


def test_the_owners_template_holds_from_its_day_and_open_forms_keep_theirs(
    held: TrainingClass, form: Form, units: dict[str, Unit]
) -> None:
    put_template(
        actor=None,
        unit=units["HN"],
        title="Phiếu rút gọn",
        since=date(2024, 9, 1),
        indicators="Chương trình, tài liệu | Nội dung sát việc | QĐ 10\nHọc viên | Tham gia",
        blank=10,
        bands="tt-07-2023",
        index="objects",
        ground="Quyết định 10/QĐ-SNV",
        on=HELD_ON,
    )
    assert template_on(date(2024, 8, 31), held.unit_id).code == "tt-03-2023"
    now = template_on(date(2024, 9, 1), held.unit_id)
    assert [one.text for one in now.indicators] == ["Nội dung sát việc", "Tham gia"]
    assert (now.blank.value, now.bands.value) == (10, "tt-07-2023")
    form.refresh_from_db()
    assert form.rules["blank"]["value"] == 5
    with pytest.raises(Refused):
        put_template(
            actor=None,
            unit=None,
            title="x",
            since=date(2024, 5, 1),
            indicators="Học viên | Tham gia",
            blank=5,
            bands="tt-07-2023",
            index="objects",
            ground="x",
            on=HELD_ON,
        )


def test_a_template_holds_below_the_unit_whose_owner_puts_it_in_force(
    held: TrainingClass, units: dict[str, Unit], as_app: Any, sees_all: None
) -> None:
    """A1: two provinces in one system; each owner sets forms for the own classes only."""
    other = create_unit(
        actor=None, code="QX", name="Tỉnh khác", unit_type="city", on=date(2010, 1, 1), ground="QĐ"
    )
    asked = {
        "title": "Phiếu của Thành phố",
        "since": date(2024, 9, 1).strftime("%d/%m/%Y"),
        "indicators": "Học viên | Tham gia",
        "blank": "5",
        "bands": "tt-07-2023",
        "index": "objects",
        "ground": "Quyết định 10/QĐ-SNV",
    }
    owner, beside = sign_in(units["HN"], "owner"), sign_in(other, "owner")
    for client in (owner, beside):
        assert client.post("/danh-gia/mau/moi/", asked).status_code == 302
        asked["title"], asked["indicators"] = "Phiếu của tỉnh", "Học viên | Chuyên cần"
    assert owner.post("/danh-gia/mau/moi/", asked).status_code == 422
    later = date(2024, 9, 2)
    assert template_on(later, held.unit_id).title == "Phiếu của Thành phố"
    assert template_on(later, other.pk).title == "Phiếu của tỉnh"
    assert template_on(later, None).code == "tt-03-2023"
    page = beside.get("/danh-gia/mau/?on=2024-09-02").content.decode()
    mine = page.index("Phiếu của tỉnh")
    assert page.index("đang áp dụng") > mine and page.count("đang áp dụng") == 1
    as_app([other.pk])
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        TemplateVersion.objects.create(
            unit=units["HN"], title="x", since=later, body={}, ground="x", made_by="x"
        )


def test_a_question_about_a_person_is_asked_once(form: Form) -> None:
    held = counted(form, [8] * 6)
    ask(form=held, on=AFTER)
    one = Use.objects.first()
    assert one is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Use.objects.create(
            form=held, person=one.person, unit=one.unit, asked_on=AFTER, due_on=AFTER
        )


def test_topics_without_a_name_are_asked_by_number(form: Form) -> None:
    assert all(line.topic_title for line in Line.objects.filter(form=form, object="lecturer"))
