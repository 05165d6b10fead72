"""P3: the same file again changes nothing, whatever it says, and says the same in two places."""

from datetime import date
from itertools import count

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hientai.audit.models import Event
from hientai.intake.queries.batches import notes_of
from hientai.intake.services import EndGone, commit, preview
from hientai.people.models import Degree, Person, Post
from tests.intake.conftest import ON, person

NUMBERS = count()


def taken(path, on=ON, **more):
    """A file through preview and commit, by the operator; refused rows are left out."""
    batch = preview(actor=None, path=path, unit="HN", on=on)
    return commit(actor=None, batch=batch, leave_out_refused=True, **more)


def total(batch) -> dict[str, int]:
    return {key: n for key, n in batch.counts["total"].items() if n and key != "gone"}


def degree(level="Đại học", subject="Luật", day="2002", code="A1", **more) -> dict[str, object]:
    return {
        "Mã CBCCVC": code,
        "Trình độ": level,
        "Chuyên ngành": subject,
        "Ngày cấp bằng": day,
    } | more


def told(batch) -> list[tuple[str, str, str]]:
    return [(n["sheet"], n["cell"], n["reason"]) for n in notes_of(batch, "refused")]


def test_people_who_hold_no_post_on_the_day_are_read_again_as_before(units, book):
    taken(book([person("A1"), person("A2", **{"Họ và tên": "Lê Hoa"})]), on=date(2023, 1, 1))
    update = {
        "Người": [person("A1")],
        "Chức vụ": [
            {
                "Mã CBCCVC": "A2",
                "Loại chức vụ": "Chính",
                "Mã đơn vị": "SNV",
                "Từ ngày": "01/03/2018",
                "Đến ngày": "31/12/2023",
            }
        ],
        "Xếp loại": [{"Mã CBCCVC": "A2", "Năm": 2022, "Xếp loại": "Hoàn thành nhiệm vụ"}],
    }
    assert total(taken(book(update))) == {"new": 1, "changed": 1, "unchanged": 1}
    assert Post.objects.get(person__code="A2").period.upper == date(2024, 1, 1)
    assert total(taken(book(update))) == {"unchanged": 3}


def test_a_person_without_any_degree_is_unchanged_the_second_time(units, book):
    path = book([person("A1", **{"Trình độ": "", "Ngày cấp bằng": ""})])
    taken(path)
    assert total(taken(path)) == {"unchanged": 1}


def test_a_degree_told_in_both_sheets_is_one_degree(units, book):
    path = book(
        {
            "Người": [person("A1", **{"Chuyên ngành": "", "Ngày cấp bằng": "2002"})],
            "Bằng cấp": [degree(day="15/06/2002", **{"Nơi cấp": "ĐH Luật Hà Nội"})],
        }
    )
    assert total(taken(path)) == {"new": 2}
    one = Degree.objects.get(person__code="A1")
    assert (one.subject, one.awarded_on, one.awarded_precision, one.institution) == (
        "Luật",
        date(2002, 6, 15),
        "day",
        "ĐH Luật Hà Nội",
    )
    assert total(taken(path)) == {"unchanged": 2}


def test_a_degree_told_in_the_same_words_twice_is_taken_silently(units, book):
    rows = [person("A1", **{"Chuyên ngành": "Luật"})]
    batch = taken(book({"Người": rows, "Bằng cấp": [degree()]}))
    assert total(batch) == {"new": 1, "unchanged": 1} and Degree.objects.count() == 1


def test_two_sheets_that_contradict_each_other_name_both_places(units, book):
    rows = [
        person("A1", **{"Chuyên ngành": "Luật", "Ngày cấp bằng": "15/06/2002"}),
        person("A2", **{"Họ và tên": "Lê Hoa", "Chuyên ngành": "Luật"}),
        person("A3", **{"Họ và tên": "Đỗ Ba"}),
    ]
    degrees = [
        degree(day="20/07/2005"),
        degree(code="A2", day="2002"),
        degree("Thạc sĩ", code="A3"),
    ]
    batch = preview(actor=None, path=book({"Người": rows, "Bằng cấp": degrees}), unit="HN", on=ON)
    assert told(batch) == [
        ("Bằng cấp", "D2", "khác với trang Người, ô K2 về cùng một bằng"),
        ("Bằng cấp", "B4", "cao hơn trình độ cao nhất ghi ở trang Người, ô J4"),
    ]
    commit(actor=None, batch=batch, leave_out_refused=True)
    assert Degree.objects.count() == 3


def test_a_second_degree_of_the_same_level_leaves_the_first_as_it_is(units, book):
    rows = [person("A1", **{"Chuyên ngành": "Luật"})]
    path = book({"Người": rows, "Bằng cấp": [degree(), degree(subject="Kế toán", day="2010")]})
    assert total(taken(path)) == {"new": 2, "unchanged": 1}
    assert total(taken(path)) == {"unchanged": 3}
    subjects = Degree.objects.filter(person__code="A1").values_list("subject", flat=True)
    assert sorted(subjects) == ["Kế toán", "Luật"]


def test_a_year_alone_does_not_blur_a_day_that_is_known(units, book):
    taken(book([person("A1", **{"Ngày cấp bằng": "15/06/2002"})]))
    batch = taken(book([person("A1", **{"Ngày cấp bằng": "2002", "Ngày sinh": "1980"})]))
    assert total(batch) == {"unchanged": 1}
    assert Person.objects.get().birth_precision == "day"


def test_a_post_told_otherwise_in_the_two_sheets_is_refused(units, book):
    post = {
        "Mã CBCCVC": "A1",
        "Loại": "Chính",
        "Mã đơn vị": "SNV",
        "Chức vụ": "Phó Trưởng phòng",
        "Từ ngày": "01/03/2018",
        "Đến ngày": "01/05/2024",
    }
    path = book({"Người": [person("A1")], "Chức vụ": [post]})
    batch = preview(actor=None, path=path, unit="HN", on=ON)
    assert told(batch) == [
        ("Chức vụ", "D2", "khác với trang Người, ô G2 về cùng một vị trí"),
        ("Chức vụ", "F2", "trang Người, dòng 2 ghi còn giữ vị trí này"),
    ]


def test_what_one_sheet_leaves_blank_of_a_post_the_other_fills_in_at_once(units, book):
    post = {
        "Mã CBCCVC": "A1",
        "Loại": "Chính",
        "Mã đơn vị": "SNV",
        "Vị trí việc làm": "Tổ chức",
        "Từ ngày": "01/03/2018",
        "Đến ngày": "28/02/2028",
    }
    path = book({"Người": [person("A1")], "Chức vụ": [post]})
    taken(path)
    one = Post.objects.get(person__code="A1")
    assert (one.title, one.position, one.period.upper) == (
        "division_head",
        "Tổ chức",
        date(2028, 2, 29),
    )
    assert total(taken(path)) == {"unchanged": 2}


def test_a_higher_degree_keeps_its_own_day_however_exactly_the_lower_one_is_known(units, book):
    taken(book([person("A1", **{"Ngày cấp bằng": "15/06/2002"})]))
    path = book([person("A1", **{"Trình độ": "Thạc sĩ", "Ngày cấp bằng": "2002"})])
    taken(path)
    one = Degree.objects.get(person__code="A1", level="master")
    assert (one.awarded_on, one.awarded_precision) == (date(2002, 1, 1), "year")
    assert total(taken(path)) == {"unchanged": 1}


def test_a_subject_without_its_level_beside_a_higher_degree_names_both_places(units, book):
    taken(book([person("A1", **{"Chuyên ngành": "Luật"})]))
    rows = [person("A1", **{"Trình độ": "", "Chuyên ngành": "Kế toán", "Ngày cấp bằng": ""})]
    path = book({"Người": rows, "Bằng cấp": [degree("Thạc sĩ", "Kế toán", "2010")]})
    once = taken(path)
    reason = "cao hơn trình độ trong hồ sơ, mà trang Người, ô N2 nói về bằng cao nhất"
    assert told(once) == [("Bằng cấp", "B2", f"{reason} không ghi trình độ")]
    again = taken(path)
    assert total(again) == {"unchanged": 1, "refused": 1}


def test_of_several_rows_that_agree_the_one_that_says_most_is_meant(units, book):
    rows = [person("A1", **{"Chuyên ngành": "Luật", "Ngày cấp bằng": ""})]
    path = book({"Người": rows, "Bằng cấp": [degree(subject="", day=""), degree(day="15/06/2002")]})
    taken(path)
    found = Degree.objects.filter(person__code="A1").values_list("subject", "awarded_on")
    assert set(found) == {("Luật", date(2002, 6, 15)), (None, None)}
    assert total(taken(path)) == {"unchanged": 3}


def test_what_a_file_says_of_a_person_whose_row_is_refused_waits_for_that_row(units, book):
    taken(book([person("A1", **{"Trình độ": "", "Ngày cấp bằng": ""})]))
    rows = [person("A1", **{"Trình độ": "", "Chuyên ngành": "Luật", "Ngày cấp bằng": ""})]
    path = book({"Người": rows, "Bằng cấp": [degree(subject="")]})
    reasons = ["có bằng nhưng thiếu trình độ", "dòng của người này ở trang Người bị từ chối"]
    for batch in (taken(path), taken(path)):
        assert [reason for _sheet, _cell, reason in told(batch)] == reasons
    assert not Degree.objects.filter(person__code="A1").exists()


def test_a_post_mended_by_both_sheets_is_as_both_say(units, book):
    taken(book([person("A1", **{"Chức vụ": ""})]))
    post = {
        "Mã CBCCVC": "A1",
        "Loại": "Chính",
        "Mã đơn vị": "SNV",
        "Từ ngày": "01/03/2018",
        "Đến ngày": "31/12/2026",
    }
    path = book({"Người": [person("A1")], "Chức vụ": [post]})
    taken(path)
    one = Post.objects.get(person__code="A1")
    assert (one.title, one.period.upper) == ("division_head", date(2027, 1, 1))
    assert total(taken(path)) == {"unchanged": 2}


def test_a_degree_restated_beside_another_one_is_not_corrected_into_it(units, book):
    taken(book([person("A1", **{"Chuyên ngành": "Luật"})]))
    rows = [person("A1", **{"Chuyên ngành": "Kế toán", "Ngày cấp bằng": "2010"})]
    path = book({"Người": rows, "Bằng cấp": [degree()]})
    taken(path)
    subjects = Degree.objects.filter(person__code="A1").values_list("subject", flat=True)
    assert sorted(subjects) == ["Kế toán", "Luật"]
    assert total(taken(path)) == {"unchanged": 2}


def test_a_subject_emptied_in_one_sheet_and_stated_in_the_other_is_refused(units, book):
    taken(book([person("A1", **{"Chuyên ngành": "Luật"})]))
    path = book({"Người": [person("A1", **{"Chuyên ngành": "xóa"})], "Bằng cấp": [degree()]})
    for batch in (taken(path), taken(path)):
        reason = "trang Người, ô N2 xóa nội dung này của cùng một bằng"
        assert told(batch) == [("Bằng cấp", "C2", reason)]


CODES = st.sampled_from([f"A{n}" for n in range(4)])
DAYS = st.sampled_from(["01/03/2018", "15/05/2024", "01/02/2020", "2019", ""])
DEGREES = st.fixed_dictionaries(
    {
        "Mã CBCCVC": CODES,
        "Trình độ": st.sampled_from(["Đại học", "Thạc sĩ", "CKI", "Trung cấp"]),
        "Chuyên ngành": st.sampled_from(["Luật", "Kế toán", ""]),
        "Nơi cấp": st.sampled_from(["ĐH Luật", ""]),
        "Ngày cấp bằng": st.sampled_from(["2002", "15/06/2002", "2010", ""]),
    }
)
POSTS = st.fixed_dictionaries(
    {
        "Mã CBCCVC": CODES,
        "Loại": st.sampled_from(["Chính", "Kiêm nhiệm", "Biệt phái"]),
        "Mã đơn vị": st.sampled_from(["SNV", "STC", "TTLT"]),
        "Chức vụ": st.sampled_from(["Trưởng phòng", "Phó Trưởng phòng", ""]),
        "Từ ngày": DAYS,
        "Đến ngày": st.sampled_from(["", "31/12/2023", "31/12/2019", "31/12/2026"]),
    }
)
PEOPLE = st.fixed_dictionaries(
    {
        "Mã CBCCVC": CODES,
        "Mã đơn vị": st.sampled_from(["SNV", "STC", "TTLT", ""]),
        "Chức vụ": st.sampled_from(["Trưởng phòng", "Phó Trưởng phòng", ""]),
        "Từ ngày": DAYS,
        "Ngạch": st.sampled_from(["Chuyên viên", "Chuyên viên chính", "", "xóa"]),
        "Trình độ": st.sampled_from(["Đại học", "Thạc sĩ", ""]),
        "Chuyên ngành": st.sampled_from(["Luật", "Kế toán", "", "xóa"]),
        "Ngày cấp bằng": st.sampled_from(["2002", "15/06/2002", ""]),
        "Ngày sinh": st.sampled_from(["1980", "01/06/1980", "06/1980", ""]),
        "Xếp loại 2023": st.sampled_from(["Hoàn thành nhiệm vụ", "", "xóa"]),
    }
)
FILES = st.fixed_dictionaries(
    {
        "Người": st.lists(PEOPLE, min_size=1, max_size=4, unique_by=lambda r: r["Mã CBCCVC"]),
        "Chức vụ": st.lists(POSTS, max_size=3),
        "Bằng cấp": st.lists(DEGREES, max_size=4),
    }
)


def told_rows(batch) -> set[tuple[str, int]]:
    return {(n["sheet"], n["row"]) for n in notes_of(batch, "refused")}


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(first=FILES, second=FILES, ends=st.booleans())
def test_any_file_taken_a_second_time_changes_nothing(units, book, first, second, ends):
    """Generated registers over generated registers: apply, apply again, all unchanged."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before_one")
    try:
        taken(written(book, first), on=date(2024, 1, 1))
        path = written(book, second)
        gone = EndGone(on=date(2024, 5, 1), ground="QĐ 1", many=True) if ends else None
        once = taken(path, end_gone=gone)
        events = Event.objects.count()
        again = taken(path)
        kept = {key: again.counts["total"][key] for key in ("new", "changed")}
        assert kept == {"new": 0, "changed": 0}
        assert told_rows(again) <= told_rows(once)
        assert Event.objects.count() == events
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK TO SAVEPOINT before_one")


def written(book, sheets):
    rows = [
        {
            "Họ và tên": f"Nguyễn Văn {row['Mã CBCCVC'].replace('A', 'B')}".rstrip("0123")
            + "ABCD"[int(row["Mã CBCCVC"][1])].lower(),
            "Loại": "Công chức",
            **row,
        }
        for row in sheets["Người"]
    ]
    pages = {"Người": rows} | {k: v for k, v in sheets.items() if k != "Người" and v}
    return book(pages, f"{next(NUMBERS)}.xlsx")
