"""An act over many units, carried out and taken back with all that follows (O2)."""

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange
from procrastinate.contrib.django.models import ProcrastinateJob

from hientai.accounts.models import Deputy, RoleAssignment, User
from hientai.accounts.services import operator_scope
from hientai.approvals.services.daily import LAY_AGAIN
from hientai.audit.models import Event
from hientai.organisations.models import Succession, Unit, UnitEvent, UnitVersion
from hientai.organisations.queries import successors_of, unit_on, units_on
from hientai.organisations.services import rename_unit
from hientai.people.models import Post
from hientai.people.services import appoint, end_post, keep_units_current, transfer
from hientai.reforms import queries, services
from hientai.reforms.models import CarriedPost, Reform
from hientai.shared.refused import Refused
from tests.reforms.conftest import DAY, EVE, workbook

pytestmark = pytest.mark.django_db
GROUND = "Nghị quyết số 202/2025/QH15"


@pytest.fixture
def drafted(people, tmp_path) -> Reform:
    """The act handed in and not yet done."""
    path = workbook(tmp_path / "sap-xep.xlsx")
    return services.hand_in(actor=None, path=path, name="Sắp xếp", on=DAY, ground=GROUND)


def tree(on: date) -> dict[str, int | None]:
    return {unit.code: unit.parent_id for unit in units_on(on)}


def where(on: date) -> dict[str, str]:
    """Each person's unit on a day."""
    posts = Post.objects.filter(kind="main", period__contains=on)
    return dict(posts.values_list("person__code", "unit__code"))


def rows() -> list:
    """All that an act may touch, without ids."""
    kept = [UnitVersion.objects.values_list("unit__code", "name", "parent__code", "period")]
    kept.append(Post.objects.values_list("person__code", "unit__code", "title", "period"))
    kept.append(RoleAssignment.objects.values_list("user__username", "unit__code", "period"))
    kept.append(Unit.objects.values_list("code"))
    kept.append(Succession.objects.values_list("predecessor__code", "successor__code"))
    return [sorted(map(str, found)) for found in kept]


def test_nothing_changes_before_the_act_is_done(people, tmp_path):
    before = rows()
    path = workbook(tmp_path / "a.xlsx")
    services.hand_in(actor=None, path=path, name="Sắp xếp", on=DAY, ground=GROUND)
    assert rows() == before


def test_the_day_before_stands_as_it_was_and_the_day_itself_is_the_new_tree(drafted):
    """O2: figures as of a date use that date's tree."""
    before = tree(EVE)
    services.carry_out(actor=None, reform=drafted)
    assert tree(EVE) == before
    assert set(tree(DAY)) == {"DN", "STC", "TTXT", "HOACHAU", "MN"}
    assert unit_on("TTXT", DAY).path[1] == "Sở Tài chính"
    assert unit_on("MN", DAY).path[1] == "UBND xã Hòa Vang"


def test_people_follow_the_unit_that_goes_on_and_others_wait_to_be_assigned(drafted):
    """O2: people follow the successor on the day itself; nobody is lost."""
    services.carry_out(actor=None, reform=drafted)
    was, now = where(EVE), where(DAY)
    assert was["P2"] == "SKHDT" and now["P2"] == "STC"
    assert now["P6"] == now["P7"] == "HOACHAU"
    assert now["P8"] == "MN"
    assert now["P4"] == now["P5"] == "H"  # the district ended without a successor
    assert set(was) == set(now)
    left = queries.waiting(queries.endings_of(drafted))
    assert [(one.person, one.fate) for one in left] == [("P4", "dissolved"), ("P5", "dissolved")]


def test_the_preview_says_what_will_happen(drafted):
    endings = queries.endings_of_plan(queries.plan_of(drafted))
    assert queries.people_by_fate(endings) == {
        "SKHDT": {"carried": 2},
        "H": {"dissolved": 2},
        "X1": {"carried": 1},
        "X2": {"carried": 1},
    }
    assert queries.crowded(endings) == [("STC", "department_director", 2)]


def test_a_title_that_the_next_unit_does_not_have_is_not_carried(people, tmp_path):
    """A district's chairman has no like post in a commune."""
    steps = (("Sáp nhập", "H", "X1"),)
    path = workbook(tmp_path / "a.xlsx", steps)
    made = services.hand_in(actor=None, path=path, name="Thử", on=DAY, ground=GROUND)
    services.carry_out(actor=None, reform=made)
    assert where(DAY)["P5"] == "X1"
    assert where(DAY)["P4"] == "H"
    assert [one.fate for one in queries.waiting(queries.endings_of(made))] == ["title"]


def test_people_named_in_the_file_go_where_it_says_with_the_title_it_says(people, tmp_path):
    places = (("P4", "HOACHAU", "Chủ tịch UBND cấp xã"), ("P5", "STC", ""))
    path = workbook(tmp_path / "a.xlsx", places=places)
    made = services.hand_in(actor=None, path=path, name="Thử", on=DAY, ground=GROUND)
    services.carry_out(actor=None, reform=made)
    assert (where(DAY)["P4"], where(DAY)["P5"]) == ("HOACHAU", "STC")
    assert Post.objects.get(person__code="P4", period__contains=DAY).title == "commune_chair"
    assert Post.objects.get(person__code="P5", period__contains=DAY).title == "none"
    assert not queries.waiting(queries.endings_of(made))


def test_a_person_named_wrongly_is_told_by_row(people, tmp_path):
    path = workbook(tmp_path / "a.xlsx", places=(("P3", "STC"), ("P4", "X1")))
    with pytest.raises(services.WrongFile) as refused:
        services.hand_in(actor=None, path=path, name="Thử", on=DAY, ground=GROUND)
    assert [(c.row, c.column, c.value) for c in refused.value.cells] == [
        (2, "Mã CBCCVC", "P3"),
        (3, "Mã đơn vị mới", "X1"),
    ]


def test_wrong_cells_are_told_by_row_and_nothing_is_kept(people, tmp_path):
    steps = (("Nhập nhằng", "STC"), ("Đổi tên", "", "", "Tên"), ("Giải thể", "KHONG-CO"))
    path = workbook(tmp_path / "a.xlsx", steps)
    with pytest.raises(services.WrongFile) as refused:
        services.hand_in(actor=None, path=path, name="Thử", on=DAY, ground=GROUND)
    assert [(c.row, c.column) for c in refused.value.cells] == [
        (2, "Việc"),
        (3, "Mã đơn vị"),
    ]
    assert not Reform.objects.exists()


def test_successors_are_recorded_for_obligations_and_quotas(drafted, units):
    """O2: the line of each unit goes on in its successor."""
    services.carry_out(actor=None, reform=drafted)
    found = successors_of([units["X1"].pk, units["SKHDT"].pk, units["H"].pk], DAY)
    assert found[units["X1"].pk] == [Unit.objects.get(code="HOACHAU").pk]
    assert found[units["SKHDT"].pk] == [units["STC"].pk]
    assert found[units["H"].pk] == []


def role(user: str, unit: Unit) -> RoleAssignment:
    who = User.objects.create(username=user, password=make_password(None))
    period = DateRange(date(2015, 1, 1), None)
    return RoleAssignment.objects.create(user=who, role="unit_officer", unit=unit, period=period)


def test_sign_ins_follow_successors_from_the_day_and_end_where_there_is_none(drafted, units):
    """O2: scopes follow; an officer of a dissolved district keeps nothing."""
    role("khdt", units["SKHDT"])
    role("huyen", units["H"])
    role("taichinh", units["STC"])
    services.carry_out(actor=None, reform=drafted)
    held = RoleAssignment.objects.filter(period__contains=DAY)
    assert set(held.values_list("user__username", "unit__code")) == {
        ("khdt", "STC"),
        ("taichinh", "STC"),
    }
    eve = RoleAssignment.objects.filter(period__contains=EVE)
    assert set(eve.values_list("unit__code", flat=True)) == {"SKHDT", "H", "STC"}


def test_a_role_that_fell_is_given_at_the_successors_and_goes_back_with_the_act(drafted, units):
    """O2: who answered for a unit without one successor waits for a decision, and it is undone."""
    role("huyen", units["H"])
    role("khdt", units["SKHDT"])
    before = rows()
    services.carry_out(actor=None, reform=drafted)
    lost = queries.lost_roles().get()
    assert lost.left.user.username == "huyen"
    assert queries.suggestions(lost) == [("HOACHAU", "UBND xã Hòa Vang")]
    assert services.reassign(actor=None, lost=lost, units=["HOACHAU", "STC"]) == 2
    held = RoleAssignment.objects.filter(user__username="huyen", period__contains=DAY)
    assert set(held.values_list("unit__code", flat=True)) == {"HOACHAU", "STC"}
    assert not queries.lost_roles().exists()
    with pytest.raises(Refused, match="không còn chờ"):
        services.reassign(actor=None, lost=lost, units=["STC"])
    services.undo(actor=None, reform=drafted, ground="thử")
    assert rows() == before


def test_a_role_is_given_only_at_units_that_live_on_the_day(drafted, units):
    role("huyen", units["H"])
    services.carry_out(actor=None, reform=drafted)
    lost = queries.lost_roles().get()
    with pytest.raises(Refused, match="Không có đơn vị X1"):
        services.reassign(actor=None, lost=lost, units=["X1"])
    with pytest.raises(Refused, match="Chưa chọn đơn vị"):
        services.reassign(actor=None, lost=lost, units=[])
    services.let_end(actor=None, lost=lost)
    assert not queries.lost_roles().exists()
    assert not RoleAssignment.objects.filter(period__contains=DAY).exists()


def test_who_held_the_role_at_the_successor_already_waits_for_nothing(drafted, units):
    here = role("hai", units["SKHDT"])
    RoleAssignment.objects.create(
        user=here.user, role=here.role, unit=units["STC"], period=here.period
    )
    services.carry_out(actor=None, reform=drafted)
    assert not queries.lost_roles().exists()


def test_undoing_leaves_everything_as_it_was_and_both_in_the_trace(drafted, units):
    role("khdt", units["SKHDT"])
    before = rows()
    services.carry_out(actor=None, reform=drafted)
    services.undo(actor=None, reform=drafted, ground="nhầm ngày")
    assert rows() == before
    assert not CarriedPost.objects.exists() and not UnitEvent.objects.filter(on=DAY).exists()
    told = set(Event.objects.filter(table_name="people_post").values_list("operation", "ground"))
    assert {("I", GROUND), ("D", "nhầm ngày")} <= told
    drafted.refresh_from_db()
    assert drafted.state == "undone"


def test_an_act_on_which_something_later_stands_is_not_undone(drafted):
    services.carry_out(actor=None, reform=drafted)
    new = Unit.objects.get(code="HOACHAU")
    rename_unit(actor=None, unit=new, name="UBND phường", on=date(2026, 1, 1), ground="QĐ")
    with pytest.raises(Refused, match="sau đó đã có thay đổi của: HOACHAU"):
        services.undo(actor=None, reform=drafted, ground="thử")


def test_an_act_is_done_once(drafted):
    services.carry_out(actor=None, reform=drafted)
    with pytest.raises(Refused, match="đã thực hiện"):
        services.carry_out(actor=None, reform=drafted)


def test_a_draft_that_the_register_has_overtaken_is_refused_with_its_row(drafted, units):
    rename_unit(actor=None, unit=units["X1"], name="Xã khác", on=DAY, ground="QĐ")
    with pytest.raises(Refused, match="Dòng 4, cột Mã đơn vị «X1»"):
        services.carry_out(actor=None, reform=drafted)


def test_both_days_side_by_side_count_everybody_once(drafted):
    """O2: "as it was" and "as it is now", nothing counted twice."""
    services.carry_out(actor=None, reform=drafted)
    lines = {line.past: line for line in queries.lineages(EVE, DAY)}
    finance = lines["SKHDT", "STC"]
    assert (finance.now, finance.before, finance.stayed, finance.after) == (("STC",), 3, 3, 3)
    assert lines["X1", "X2"].now == ("HOACHAU",)
    district = lines["H",]
    assert (district.now, district.before, district.after) == ((), 2, 2)
    assert sum(line.before for line in lines.values()) == 8
    assert sum(line.after for line in lines.values()) == 8


def test_an_unfinished_sheet_without_lines_is_refused(people, tmp_path):
    path = workbook(tmp_path / "a.xlsx", ())
    with pytest.raises(Refused, match="chưa có việc sắp xếp nào"):
        services.hand_in(actor=None, path=path, name="Thử", on=DAY, ground=GROUND)


def test_an_act_whose_new_unit_has_been_used_is_not_undone(drafted, people):
    services.carry_out(actor=None, reform=drafted)
    new = Unit.objects.get(code="HOACHAU")
    appoint(
        actor=None,
        person=people["P3"],
        unit=new,
        category="civil_servant",
        kind="concurrent",
        on=date(2025, 9, 1),
        ground="QĐ 9",
    )
    with pytest.raises(Refused, match="đơn vị mới thành lập đã được dùng"):
        services.undo(actor=None, reform=drafted, ground="thử")
    assert where(DAY)["P6"] == "HOACHAU"


def test_somebody_who_went_on_after_the_act_keeps_the_later_post_when_it_is_undone(
    drafted, people, units
):
    services.carry_out(actor=None, reform=drafted)
    later = date(2025, 9, 1)
    transfer(actor=None, person=people["P2"], unit=units["DN"], on=later, ground="QĐ 10")
    services.undo(actor=None, reform=drafted, ground="thử")
    assert where(date(2025, 8, 31))["P2"] == "SKHDT"
    assert where(later)["P2"] == "DN"


def test_roles_at_a_unit_that_is_split_end_and_are_listed(people, units, tmp_path):
    role("chia", units["TTXT"])
    steps = (("Chia tách", "TTXT", "STC, SKHDT"),)
    path = workbook(tmp_path / "a.xlsx", steps)
    made = services.hand_in(actor=None, path=path, name="Chia", on=DAY, ground=GROUND)
    services.carry_out(actor=None, reform=made)
    assert not RoleAssignment.objects.filter(period__contains=DAY).exists()
    assert [(move.role.user.username, move.heir) for move in queries.holders_of(made)] == [
        ("chia", None)
    ]


def test_the_own_page_of_a_user_ends_with_no_unit(drafted, units):
    """A role that opens the own record alone reaches over no unit: it goes on as it was."""
    with operator_scope():
        user = User.objects.create(username="dung", name="Phan Thị Dung", password="!")
    period = DateRange(date(2020, 1, 1), None)
    for unit in ("H", "SKHDT"):
        RoleAssignment.objects.create(user=user, role="learner", unit=units[unit], period=period)
    services.carry_out(actor=None, reform=drafted)
    held = RoleAssignment.objects.filter(user=user)
    assert [(role.unit.code, role.period) for role in held.order_by("unit__code")] == [
        ("H", period),
        ("SKHDT", period),
    ]
    assert not queries.lost_roles().filter(left__user=user).exists()


def test_an_act_is_undone_though_somebody_it_carried_has_left_since(drafted, people, settings):
    """Who holds no post any more is kept by the unit of the last one, not by one that is undone."""
    services.carry_out(actor=None, reform=drafted)
    settings.HIENTAI_TODAY = "2025-10-01"
    keep_units_current(on=date(2025, 10, 1))
    last = Post.objects.get(person=people["P7"], unit__code="HOACHAU")
    end_post(actor=None, post=last, on=date(2025, 9, 1), ground="Nghỉ hưu")
    services.undo(actor=None, reform=drafted, ground="Hoãn sắp xếp")
    people["P7"].refresh_from_db()
    assert people["P7"].unit.code == "X2"
    assert [post.period.upper for post in people["P7"].posts.all()] == [date(2025, 9, 1)]


def test_who_stands_in_for_a_role_goes_along_with_it_and_comes_back(drafted, units):
    """A1: a deputyship is exercised at the unit that follows, for what is left of its time."""
    held = role("khdt", units["SKHDT"])
    stands_in = User.objects.create(username="thay")
    until = DateRange(date(2015, 1, 1), date(2027, 1, 1))
    old = Deputy.objects.create(assignment=held, user=stands_in, period=until, ground="Giấy 1")
    services.carry_out(actor=None, reform=drafted)
    follows = RoleAssignment.objects.get(user=held.user, period__contains=DAY)
    assert ProcrastinateJob.objects.filter(task_name=LAY_AGAIN, status="todo").count() == 1
    again = follows.deputies.get()
    assert follows.unit_id != held.unit_id
    assert (again.user, again.ground) == (stands_in, "Giấy 1")
    assert again.period == DateRange(DAY, date(2027, 1, 1))
    services.undo(actor=None, reform=drafted, ground="ghi nhầm")
    assert [one.pk for one in stands_in.deputyships.all()] == [old.pk]
    held.refresh_from_db()
    assert held.period == DateRange(date(2015, 1, 1), None)
