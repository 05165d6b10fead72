"""Templates of words are the user's: fields by name, faults told by place, versions kept (N5)."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hientai.documents import services as verbs
from hientai.documents.domain.body import provisions_of
from hientai.documents.domain.compose import shipped_words
from hientai.documents.domain.grounds import legal_grounds
from hientai.documents.domain.purposes import PURPOSES, purpose_of
from hientai.documents.domain.wording import KEPT_BLANK, KEPT_HYPHEN, bound
from hientai.documents.domain.words import Words, faults, filled, refuse_faults
from hientai.documents.models import Wording
from hientai.documents.queries.wordings import words_on
from hientai.shared.refused import Refused
from tests.documents.made import TODAY, drafted

PLAIN = Words(abstract="Về việc thử", body="Điều 1. Thử.", signer="GIÁM ĐỐC")


@pytest.mark.parametrize("purpose", PURPOSES, ids=lambda one: one.code)
def test_the_shipped_words_name_only_known_fields(purpose) -> None:
    refuse_faults(shipped_words(purpose.code), purpose.code)


def test_an_unknown_field_is_told_with_box_line_and_place() -> None:
    words = replace(PLAIN, body="Điều 1. Cử {số người} người.\nĐiều 2. Theo {đề an}.")
    found = faults(words, purpose_of("send_course"))
    assert [(one.box, one.line, one.column) for one in found] == [("body", 2, 14)]
    with pytest.raises(Refused, match=r"dòng 2, vị trí 14: không có trường {đề an}"):
        refuse_faults(words, "send_course")


@pytest.mark.parametrize("text", ["{", "}", "{số người", "a } b", "{{số người}}"])
def test_a_brace_that_stands_alone_is_a_fault(text: str) -> None:
    assert faults(replace(PLAIN, abstract=text), purpose_of("send_course"))


def test_a_field_of_another_purpose_is_unknown() -> None:
    words = replace(PLAIN, abstract="Hoãn đến {hoãn đến}")
    assert faults(words, purpose_of("postpone")) == []
    assert faults(words, purpose_of("send_course"))


def test_a_line_whose_fields_are_all_empty_falls_out_and_a_long_value_makes_lines() -> None:
    words = replace(PLAIN, grounds="{căn cứ pháp luật}\n{căn cứ thêm}\nTheo đề nghị của {đề nghị}")
    values = {"căn cứ pháp luật": "Luật A\nLuật B", "căn cứ thêm": " ", "đề nghị": ""}
    assert filled(words, values).grounds == "Luật A\nLuật B"


def test_a_value_with_braces_is_text_and_no_field() -> None:
    words = replace(PLAIN, abstract="Cử {người}")
    assert filled(words, {"người": "{số người} ông A"}).abstract == "Cử {số người} ông A"


def test_the_lines_of_a_body_are_articles_clauses_points_and_text() -> None:
    made = provisions_of("Điều 1. Cử đi:\n1. Ông A;\na) từ ngày 1;\n- bằng xe;\n\nGhi chú.")
    assert [(one.level, one.label, one.text) for one in made] == [
        ("article", "Điều 1.", "Cử đi:"),
        ("clause", "1.", "Ông A;"),
        ("point", "a)", "từ ngày 1;"),
        ("dash", "-", "bằng xe;"),
        ("text", "", "Ghi chú."),
    ]


def test_articles_that_do_not_count_up_are_refused_by_line() -> None:
    with pytest.raises(Refused, match="Dòng 2.*Điều 3.*Điều 2"):
        provisions_of("Điều 1. Một.\nĐiều 3. Ba.")


def test_lines_do_not_break_inside_dates_references_and_symbols() -> None:
    told = bound("tại Điều 6 khoản 1 điểm b Nghị định số 101/2017/NĐ-CP ngày 01 tháng 9 năm 2017")
    assert told.replace(KEPT_BLANK, "_").replace(KEPT_HYPHEN, "~") == (
        "tại Điều_6 khoản_1 điểm_b Nghị định số_101/2017/NĐ~CP ngày_01_tháng_9_năm_2017"
    )
    assert bound("đào tạo - bồi dưỡng") == "đào tạo - bồi dưỡng"


def test_the_law_cited_is_the_law_of_the_day_and_of_the_people() -> None:
    def cited(on: date, *of: str) -> str:
        return "\n".join(one.text for one in legal_grounds(on, of))

    before = cited(date(2024, 6, 1), "civil_servant", "public_employee")
    assert "101/2017/NĐ-CP" in before and "89/2021/NĐ-CP" in before and "171/2025" not in before
    assert "Luật Viên chức ngày 15 tháng 11 năm 2010" in before
    after = cited(date(2025, 7, 1), "civil_servant")
    assert "171/2025/NĐ-CP" in after and "101/2017" not in after
    assert "Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025" in after
    assert "259/2026/NĐ-CP" in cited(date(2026, 7, 1), "public_employee")


def test_words_of_a_body_go_before_those_for_all_and_those_before_the_shipped(office) -> None:
    def put(text: str, body, since: date) -> Wording:
        words = replace(PLAIN, abstract=text)
        made = verbs.draft_words(
            actor=None, purpose="send_course", body=body, since=since, words=words
        )
        return verbs.put_into_use(actor=None, wording=made)

    def abstract(body, on: date = TODAY) -> str:
        return words_on("send_course", body, on).words.abstract

    assert words_on("send_course", office.city, TODAY).version is None
    put("Của mọi nơi", None, date(2024, 1, 1))
    first = put("Của Thành phố", office.city, date(2024, 2, 1))
    put("Của Thành phố, mới", office.city, date(2024, 6, 1))
    assert abstract(office.city) == "Của Thành phố, mới"
    assert abstract(office.city, date(2024, 3, 1)) == "Của Thành phố"
    assert abstract(office.department) == "Của mọi nơi"
    assert abstract(office.city, date(2023, 3, 1)).startswith("Về việc cử cán bộ")
    assert drafted(office.department).abstract == "Của mọi nơi"
    assert [one.version for one in Wording.objects.filter(body=office.city)] == [1, 2]
    verbs.withdraw_words(actor=None, wording=first)
    assert abstract(office.city, date(2024, 3, 1)) == "Của mọi nơi"


def test_words_that_were_put_into_use_are_kept_as_they_are(office) -> None:
    made = verbs.draft_words(
        actor=None, purpose="amend", body=office.city, since=TODAY, words=PLAIN
    )
    verbs.put_into_use(actor=None, wording=made)
    with pytest.raises(IntegrityError, match="stay as they are"), transaction.atomic():
        Wording.objects.filter(pk=made.pk).update(words={"abstract": "Khác"})
    with pytest.raises(Refused, match="không còn ở trạng thái"):
        verbs.put_into_use(actor=None, wording=made)
    other = verbs.draft_words(
        actor=None, purpose="amend", body=office.city, since=TODAY, words=PLAIN
    )
    with pytest.raises(Refused, match="dùng từ ngày này"):
        verbs.put_into_use(actor=None, wording=other)


def test_a_template_with_an_unknown_field_is_not_written_down(office) -> None:
    words = replace(PLAIN, recipients="{nơi nhân}")
    with pytest.raises(Refused, match="Nơi nhận.*dòng 1, vị trí 1"):
        verbs.draft_words(actor=None, purpose="amend", body=office.city, since=TODAY, words=words)
    assert not Wording.objects.exists()
