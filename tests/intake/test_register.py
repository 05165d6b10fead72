"""P3: what a workbook would do, does, does again, and that it can be undone to the byte."""

from datetime import date

import pytest
from django.db import connection

from hientai.audit.models import Event
from hientai.intake.models import ImportBatch
from hientai.intake.queries.batches import changes_of, gone_of, notes_of
from hientai.intake.services import EndGone, commit, preview, undo
from hientai.people.models import Degree, Grade, Person, Post, Rating
from hientai.shared.refused import Refused
from tests.intake.conftest import ON, person

TABLES = ("person", "post", "grade", "degree", "rating", "discipline", "plannedtitle")


def dump() -> dict[str, list[str]]:
    """Every row of the register as text, in the order of ids."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT t::text FROM people_{table} t ORDER BY id")
            found[table] = [row[0] for row in cursor.fetchall()]
    return found


def taken(path, unit="HN", on=ON, **more):
    """A file through preview and commit, by the operator."""
    batch = preview(actor=None, path=path, unit=unit, on=on)
    return commit(actor=None, batch=batch, **more)


def total(batch) -> dict[str, int]:
    return batch.counts["total"]


def test_a_new_person_gets_post_grade_degree_and_rating(units, book):
    taken(book([person("a1", **{"Họ và tên": "NGUYỄN  THỊ HOA"})]))
    one = Person.objects.get(code="A1")
    assert (one.name, one.name_folded, one.unit.code) == ("Nguyễn Thị Hoa", "nguyen thi hoa", "SNV")
    post = Post.objects.get(person=one)
    assert (post.title, post.category, post.period.lower, post.period.upper) == (
        "division_head",
        "civil_servant",
        date(2018, 3, 1),
        None,
    )
    degree = Degree.objects.get(person=one)
    assert (degree.level, degree.awarded_on, degree.awarded_precision) == (
        "university",
        date(2002, 1, 1),
        "year",
    )
    assert Grade.objects.get(person=one).grade == "specialist"
    assert Rating.objects.get(person=one).rating == "good"


def test_after_much_was_written_the_database_plans_for_the_register_as_it_is(
    units, book, monkeypatch
):
    """Else the next file is compared by a plan made for nearly empty tables."""
    monkeypatch.setattr("hientai.intake.services.committing.MUCH", 3)
    names = {"c1": "Trần Thị Hòa", "c2": "Lê Văn Phú", "c3": "Vũ Minh Tâm"}
    taken(book([person(code, **{"Họ và tên": name}) for code, name in names.items()]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'people_person'")
        assert cursor.fetchone() == (3,)


def test_the_same_file_again_changes_nothing(units, book):
    path = book([person("A1"), person("A2", **{"Họ và tên": "Lê Hoa", "Ngày sinh": "1985"})])
    taken(path)
    before, events = dump(), Event.objects.count()
    again = taken(path)
    assert total(again) == {"new": 0, "changed": 0, "unchanged": 2, "refused": 0, "gone": 0}
    assert dump() == before and Event.objects.count() == events


def test_a_blank_cell_changes_nothing_and_a_stated_word_clears(units, book):
    taken(book([person("A1", **{"Dân tộc": "Kinh", "Ngoại ngữ": "Anh B1"})]))
    taken(
        book(
            [
                {
                    "Mã CBCCVC": "A1",
                    "Họ và tên": "",
                    "Mã đơn vị": "",
                    "Dân tộc": "",
                    "Ngoại ngữ": "xóa",
                }
            ]
        )
    )
    one = Person.objects.get(code="A1")
    assert (one.name, one.ethnicity, one.languages) == ("Nguyễn Văn An", "Kinh", None)


def test_a_changed_field_is_shown_before_and_after(units, book):
    taken(book([person("A1", **{"Ngày sinh": "1980"})]))
    batch = preview(actor=None, unit="HN", on=ON, path=book([person("A1", **{"Giới tính": "Nữ"})]))
    told = {(row["column"], row["before"], row["after"]) for row in changes_of(batch)}
    assert told == {("Giới tính", "Nam", "Nữ"), ("Ngày sinh", "1980", "01/06/1980")}


def test_a_new_title_ends_the_old_post_the_day_before_and_keeps_it(units, book):
    taken(book([person("A1")]))
    taken(book([person("A1", **{"Chức vụ": "Phó Giám đốc sở", "Từ ngày": "15/05/2024"})]))
    posts = list(Post.objects.filter(person__code="A1").order_by("period"))
    assert [(p.title, p.period.lower, p.period.upper) for p in posts] == [
        ("division_head", date(2018, 3, 1), date(2024, 5, 15)),
        ("department_deputy_director", date(2024, 5, 15), None),
    ]


def test_a_move_without_a_day_takes_effect_on_the_declared_day(units, book):
    taken(book([person("A1")]))
    taken(book([person("A1", **{"Mã đơn vị": "STC", "Từ ngày": ""})]))
    old, new = Post.objects.filter(person__code="A1").order_by("period")
    assert (old.period.upper, new.unit.code, new.period.lower) == (ON, "STC", ON)
    assert Person.objects.get(code="A1").unit.code == "STC"


def test_filling_in_a_missing_title_corrects_the_post_that_is_there(units, book):
    taken(book([person("A1", **{"Chức vụ": ""})]))
    taken(book([person("A1", **{"Từ ngày": ""})]))
    assert Post.objects.get(person__code="A1").title == "division_head"


def test_a_higher_degree_is_added_and_a_lower_one_refused(units, book):
    taken(book([person("A1")]))
    taken(book([person("A1", **{"Trình độ": "Thạc sĩ", "Ngày cấp bằng": "2012"})]))
    levels = Degree.objects.filter(person__code="A1").values_list("level", flat=True)
    assert sorted(levels) == ["master", "university"]
    batch = preview(actor=None, path=book([person("A1")]), unit="HN", on=ON)
    assert [n["column"] for n in notes_of(batch, "refused")] == ["Trình độ"]


def test_gone_people_keep_their_posts_until_ticked_with_a_day_and_a_ground(units, book):
    taken(book([person("A1"), person("A2", **{"Họ và tên": "Lê Hoa"})]))
    batch = taken(book([person("A1")]))
    assert [row["code"] for row in gone_of(batch)] == ["A2"]
    assert Post.objects.get(person__code="A2").period.upper is None
    with pytest.raises(Refused, match="căn cứ"):
        taken(book([person("A1")]), end_gone=EndGone(on=date(2024, 5, 1), ground=" "))
    taken(
        book([person("A1")]),
        end_gone=EndGone(on=date(2024, 5, 1), ground="QĐ 12/QĐ-SNV", many=True),
    )
    assert Post.objects.get(person__code="A2").period.upper == date(2024, 5, 1)
    assert Event.objects.latest("id").ground == "QĐ 12/QĐ-SNV"


def test_whom_the_sheet_of_posts_says_to_be_in_office_is_not_gone(units, book):
    taken(book([person("A1"), person("A2", **{"Họ và tên": "Lê Hoa"})]))
    held = {
        "Mã CBCCVC": "A2",
        "Loại chức vụ": "Chính",
        "Mã đơn vị": "SNV",
        "Từ ngày": "01/03/2018",
        "Đến ngày": "31/12/2026",
    }
    batch = taken(book({"Người": [person("A1")], "Chức vụ": [held]}))
    assert list(gone_of(batch)) == []
    left = held | {"Đến ngày": "20/05/2024"}
    end = EndGone(on=date(2024, 5, 1), ground="QĐ 1", many=True)
    batch = taken(book({"Người": [person("A1")], "Chức vụ": [left]}), end_gone=end)
    assert [row["code"] for row in gone_of(batch)] == ["A2"]
    assert Post.objects.get(person__code="A2").period.upper == date(2024, 5, 21)


def test_ending_the_posts_of_a_great_part_of_a_unit_is_asked_for_twice(units, book):
    people = [person(f"A{n}", **{"Họ và tên": f"Lê Hoa {'I' * (n + 1)}"}) for n in range(10)]
    taken(book(people))
    few, many = book(people[2:], "few.xlsx"), book(people[3:], "many.xlsx")
    end = EndGone(on=date(2024, 5, 1), ground="QĐ 1")
    with pytest.raises(Refused, match="3 trong 10 người"):
        taken(many, end_gone=end)
    assert not Post.objects.filter(period__endswith__isnull=False).exists()
    taken(few, end_gone=end)
    assert Post.objects.filter(period__endswith=date(2024, 5, 1)).count() == 2


def test_a_file_of_headings_alone_is_refused_and_an_empty_sheet_is_as_if_not_there(units, book):
    taken(book([person("A1")]))
    for rows in ([person("Ví dụ")], [dict.fromkeys(person("A1"), "")]):
        with pytest.raises(Refused, match="không có dòng nào"):
            preview(actor=None, path=book(rows), unit="HN", on=ON)
    rating = {"Mã CBCCVC": "A1", "Năm": 2021, "Xếp loại": "Hoàn thành nhiệm vụ"}
    batch = taken(book({"Người": [person("Ví dụ")], "Xếp loại": [rating]}))
    assert total(batch) == {"new": 1, "changed": 0, "unchanged": 0, "refused": 0, "gone": 0}


def test_planted_errors_are_each_told_at_their_cell_and_nothing_is_written(units, book):
    planted = (
        ("Ngày sinh", "31/02/1980"),
        ("Ngày sinh", "01/01/2030"),
        ("Giới tính", "không rõ lắm"),
        ("Mã đơn vị", "KHONGCO"),
        ("Loại", "Giáo sư"),
        ("Ngày bắt đầu công tác", "01/09/1990"),
        ("Ngày cấp bằng", "01/01/1979"),
        ("Từ ngày", "01/01/2025"),
        ("Xếp loại 2023", "Tuyệt vời"),
        ("Ngày sinh", "01/01/2015"),
    )
    rows = [
        person(f"A{at}", **{key: value, "Họ và tên": f"Lê Hoa {'I' * (at + 1)}"})
        for at, (key, value) in enumerate(planted)
    ]
    rows.append(person("A0", **{"Họ và tên": "Trùng Mã"}))
    rows.append(person("OK", **{"Họ và tên": "Người Tốt"}))
    batch = preview(actor=None, path=book(rows), unit="HN", on=ON)
    told = [(n["row"], n["column"], n["value"]) for n in notes_of(batch, "refused")]
    wanted = [(at + 2, key, value) for at, (key, value) in enumerate(planted)]
    assert len(told) == len(planted) + 2  # one wrong cell is told once
    assert told == sorted(told, key=lambda one: one[0])
    assert set(told) == {*wanted, (2, "Mã CBCCVC", "A0"), (12, "Mã CBCCVC", "A0")}
    assert all(n["reason"] and n["remedy"] for n in notes_of(batch, "refused"))
    assert total(batch)["refused"] == 11
    with pytest.raises(Refused, match="11 dòng bị từ chối"):
        commit(actor=None, batch=batch)
    assert not Person.objects.exists()
    commit(actor=None, batch=batch, leave_out_refused=True)
    assert list(Person.objects.values_list("code", flat=True)) == ["OK"]


def test_rows_of_one_code_that_differ_are_all_refused_each_naming_the_others(units, book):
    taken(book([person("A1")]))
    before = dump()
    rows = [
        person("A1", **{"Giới tính": "Nữ"}),
        person("B1", **{"Họ và tên": "Lê Hoa"}),
        person("a1", **{"Dân tộc": "Tày"}),
        person("A1"),
        person("B1", **{"Họ và tên": "Lê Hoa", "Ngạch": ""}),
    ]
    batch = preview(actor=None, path=book(rows), unit="HN", on=ON)
    told = {(n["cell"], n["reason"]) for n in notes_of(batch, "refused")}
    assert told == {
        ("A2", "mã đã có ở dòng 4, 5 với nội dung khác"),
        ("A4", "mã đã có ở dòng 2, 5 với nội dung khác"),
        ("A5", "mã đã có ở dòng 2, 4 với nội dung khác"),
        ("A3", "mã đã có ở dòng 6 với nội dung khác"),
        ("A6", "mã đã có ở dòng 3 với nội dung khác"),
    }
    assert total(batch) == {"new": 0, "changed": 0, "unchanged": 0, "refused": 5, "gone": 0}
    commit(actor=None, batch=batch, leave_out_refused=True)
    assert dump() == before


def test_of_many_rows_of_one_code_a_reason_names_the_first_few(units, book):
    rows = [person("A1", **{"Ngoại ngữ": f"Anh {n}"}) for n in range(8)]
    batch = preview(actor=None, path=book(rows), unit="HN", on=ON)
    told = [n["reason"] for n in notes_of(batch, "refused")]
    assert told[0] == "mã đã có ở dòng 3, 4, 5, 6, 7, … với nội dung khác"
    assert told[7] == "mã đã có ở dòng 2, 3, 4, 5, 6, … với nội dung khác"


def test_rows_that_say_the_same_of_one_person_are_taken_once(units, book):
    rows = [person("A1"), person(" a1 ", **{"Họ và tên": "NGUYỄN VĂN AN"}), person("A1")]
    path = book(rows)
    batch = preview(actor=None, path=path, unit="HN", on=ON)
    assert not list(notes_of(batch, "refused"))
    assert [(n["row"], n["reason"]) for n in notes_of(batch, "warning")] == [
        (3, "lặp lại dòng 2, chỉ ghi một lần"),
        (4, "lặp lại dòng 2, chỉ ghi một lần"),
    ]
    commit(actor=None, batch=batch)
    assert [Person.objects.count(), Post.objects.count(), Degree.objects.count()] == [1, 1, 1]
    assert total(taken(path)) == {"new": 0, "changed": 0, "unchanged": 1, "refused": 0, "gone": 0}


def test_a_row_that_cannot_be_read_repeats_no_other(units, book):
    rows = [person("A1", **{"Ngày sinh": "31/02/1980"}), person("A1", **{"Ngày sinh": ""})]
    batch = preview(actor=None, path=book(rows), unit="HN", on=ON)
    assert {n["cell"] for n in notes_of(batch, "refused")} == {"A2", "C2", "A3"}


def test_likely_the_same_person_under_two_codes_is_a_warning(units, book):
    batch = preview(actor=None, path=book([person("A1"), person("A2")]), unit="HN", on=ON)
    assert [n["row"] for n in notes_of(batch, "warning")] == [3]
    assert total(batch)["new"] == 2


def test_undo_restores_every_table_to_the_byte(units, book):
    taken(book([person("A1"), person("A2", **{"Họ và tên": "Lê Hoa", "Ngày sinh": "1985"})]))
    before = dump()
    batch = taken(
        book(
            {
                "Người": [
                    person(
                        "A1",
                        **{
                            "Chức vụ": "Phó Giám đốc sở",
                            "Từ ngày": "01/05/2024",
                            "Ngạch": "Chuyên viên chính",
                            "Xếp loại 2023": "xóa",
                        },
                    ),
                    person("A3", **{"Họ và tên": "Đỗ Văn Ba"}),
                ],
                "Bằng cấp": [
                    {
                        "Mã CBCCVC": "A1",
                        "Trình độ": "Trung cấp",
                        "Chuyên ngành": "Luật",
                        "Ngày cấp bằng": "1999",
                    }
                ],
                "Xếp loại": [{"Mã CBCCVC": "A3", "Năm": 2022, "Xếp loại": "Hoàn thành nhiệm vụ"}],
            }
        ),
        end_gone=EndGone(on=date(2024, 5, 1), ground="QĐ 1", many=True),
    )
    assert dump() != before
    undo(actor=None, batch=batch)
    assert dump() == before
    assert batch.state == ImportBatch.State.UNDONE
    with pytest.raises(Refused):
        undo(actor=None, batch=batch)


def test_undo_is_refused_with_whom_where_something_was_changed_since(units, book):
    batch = taken(book([person("A1")]))
    Person.objects.filter(code="A1").update(languages="Pháp")
    with pytest.raises(Refused, match="Nguyễn Văn An A1"):
        undo(actor=None, batch=batch)
    assert Person.objects.get(code="A1").languages == "Pháp"


def test_batches_are_undone_one_after_another_the_last_first(units, book):
    before = dump()
    first = taken(book([person("A1")]))
    second = taken(book([person("A1", **{"Giới tính": "Nữ"})]))
    third = taken(book([person("A1", **{"Dân tộc": "Tày"})]))
    with pytest.raises(Refused, match="Nguyễn Văn An A1"):
        undo(actor=None, batch=first)
    for batch in (third, second, first):
        undo(actor=None, batch=batch)
    assert dump() == before


def test_undo_is_refused_where_something_hangs_on_an_added_person(units, book):
    batch = taken(book([person("A1")]))
    Rating.objects.create(person=Person.objects.get(code="A1"), year=2020, rating="good")
    with pytest.raises(Refused, match="Nguyễn Văn An A1"):
        undo(actor=None, batch=batch)


def test_a_commit_is_refused_where_the_register_changed_since_the_preview(units, book):
    taken(book([person("A1")]))
    path = book([person("A1", **{"Giới tính": "Nữ"})])
    batch = preview(actor=None, path=path, unit="HN", on=ON)
    Person.objects.filter(code="A1").update(sex="female")
    with pytest.raises(Refused, match="đã thay đổi sau khi xem trước"):
        commit(actor=None, batch=batch)


def test_what_is_written_carries_batch_and_ground_in_the_trace(units, book):
    batch = taken(book([person("A1")]))
    events = Event.objects.filter(batch=batch.pk)
    assert set(events.values_list("table_name", flat=True)) == {
        "people_person",
        "people_post",
        "people_grade",
        "people_degree",
        "people_rating",
    }
    assert set(events.values_list("ground", flat=True)) == {batch.ground}


def test_an_officer_cannot_import_into_units_or_onto_people_beyond_reach(units, officer, book):
    taken(book([person("S1", **{"Mã đơn vị": "STC"})]))
    rows = [
        person("A1", **{"Họ và tên": "Lê Hoa", "Mã đơn vị": "TTLT"}),
        person("A2", **{"Mã đơn vị": "STC"}),
        person("S1", **{"Họ và tên": "Đỗ Ba"}),
    ]
    batch = preview(actor=officer, path=book(rows), unit="SNV", on=ON)
    told = {(n["row"], n["column"]) for n in notes_of(batch, "refused")}
    assert told == {(3, "Mã đơn vị"), (4, "Mã CBCCVC")}
    commit(actor=officer, batch=batch, leave_out_refused=True)
    assert Person.objects.get(code="A1").unit.code == "TTLT"


def test_people_of_other_units_are_not_gone_from_a_file_of_one_unit(units, book):
    taken(book([person("A1"), person("S1", **{"Mã đơn vị": "STC", "Họ và tên": "Lê Hoa"})]))
    batch = preview(actor=None, path=book([person("A1")]), unit="SNV", on=ON)
    assert len(gone_of(batch)) == 0


def test_further_sheets_add_and_correct_and_say_twice_what_is_said_once(units, book):
    path = book(
        {
            "Người": [person("A1", **{"Từ ngày": "01/03/2018"})],
            "Chức vụ": [
                {
                    "Mã CBCCVC": "A1",
                    "Loại chức vụ": "chính",
                    "Mã đơn vị": "STC",
                    "Chức vụ": "Phó Trưởng phòng",
                    "Từ ngày": "01/01/2010",
                    "Đến ngày": "28/02/2018",
                },
                {
                    "Mã CBCCVC": "A1",
                    "Loại chức vụ": "chính",
                    "Mã đơn vị": "SNV",
                    "Chức vụ": "Trưởng phòng",
                    "Từ ngày": "01/03/2018",
                },
                {
                    "Mã CBCCVC": "A1",
                    "Loại chức vụ": "kiêm nhiệm",
                    "Mã đơn vị": "TTLT",
                    "Từ ngày": "2020",
                },
            ],
            "Kỷ luật": [
                {
                    "Mã CBCCVC": "A1",
                    "Hình thức": "Khiển trách",
                    "Từ ngày": "01/02/2019",
                    "Đến ngày": "31/01/2020",
                }
            ],
            "Quy hoạch": [
                {"Mã CBCCVC": "A1", "Chức vụ quy hoạch": "Phó Giám đốc sở", "Từ ngày": "01/01/2021"}
            ],
        }
    )
    batch = taken(path)
    assert total(batch)["refused"] == 0
    assert Post.objects.filter(person__code="A1").count() == 3
    (vague,) = notes_of(batch, "warning")
    assert vague["sheet"] == "Chức vụ" and "ngày đầu của kỳ đó" in vague["reason"]
    former = Post.objects.get(person__code="A1", unit__code="STC")
    assert former.period.upper == date(2018, 3, 1)
    assert total(taken(path))["unchanged"] == 6


def test_main_posts_that_overlap_are_refused_at_their_row(units, book):
    path = book(
        {
            "Người": [person("A1")],
            "Chức vụ": [
                {
                    "Mã CBCCVC": "A1",
                    "Loại chức vụ": "chính",
                    "Mã đơn vị": "STC",
                    "Từ ngày": "01/01/2010",
                    "Đến ngày": "01/01/2019",
                }
            ],
        }
    )
    batch = preview(actor=None, path=path, unit="HN", on=ON)
    assert [(n["sheet"], n["row"], n["column"]) for n in notes_of(batch, "refused")] == [
        ("Chức vụ", 2, "Từ ngày")
    ]


def test_a_csv_is_recognised_from_its_headings(units, book, tmp_path):
    taken(book([person("A1")]))
    path = tmp_path / "xep-loai.csv"
    path.write_text("Mã CBCCVC;Năm;Xếp loại\nA1;2021;Hoàn thành nhiệm vụ\n", encoding="utf-8")
    taken(path)
    assert Rating.objects.get(person__code="A1", year=2021).rating == "fair"


def test_a_workbook_without_a_known_sheet_is_refused(units, book):
    with pytest.raises(Refused, match="không có trang «Người»"):
        preview(actor=None, path=book({"Trang tính 1": [person("A1")]}), unit="HN", on=ON)


def test_a_day_to_come_and_an_unknown_unit_are_refused(units, book):
    path = book([person("A1")])
    with pytest.raises(Refused, match="chưa đến"):
        preview(actor=None, path=path, unit="HN", on=date(2024, 6, 2))
    with pytest.raises(Refused, match="Không có đơn vị"):
        preview(actor=None, path=path, unit="XX", on=ON)
