"""Conditions of Nghị định 101/2017/NĐ-CP for postgraduate study and for study abroad."""

from datetime import date
from pathlib import Path

import polars as pl

from hientai.rules.decrees import questions
from hientai.rules.engine import Answer, Decree, Law, Stage, rule

DECREE = Decree.read(Path(__file__).parent / "parameters.yaml")
SINCE, UNTIL = date(2017, 10, 21), date(2026, 6, 30)

_OFFICIALS = pl.col("category").is_in(
    ["cadre", "civil_servant", "commune_cadre", "commune_civil_servant"]
)
_EMPLOYEES = pl.col("category") == "public_employee"
_ABROAD = "NĐ 101/2017/NĐ-CP, quy định về bồi dưỡng ở nước ngoài"
_FROM_START = "Tính từ ngày khai giảng, lấy là ngày xét."


@rule(
    of=DECREE,
    title="Thời gian công tác",
    cites="NĐ 101/2017/NĐ-CP, Điều 6 khoản 1 điểm a",
    since=SINCE,
    until=UNTIL,
)
def service(law: Law) -> Answer:
    """Cadres and civil servants: three full years of service, probation not counted."""
    return questions.service_of_years(law).asked_of(_OFFICIALS, questions.CATEGORY)


@rule(
    of=DECREE,
    title="Xếp loại hai năm liền kề",
    cites="NĐ 101/2017/NĐ-CP, Điều 6 khoản 1 điểm a",
    since=SINCE,
    until=UNTIL,
)
def ratings(law: Law) -> Answer:
    """Cadres and civil servants: the two years just before completed well."""
    return questions.two_good_years(law).asked_of(_OFFICIALS, questions.CATEGORY)


@rule(
    of=DECREE,
    title="Tuổi khi được cử đi đào tạo sau đại học lần đầu",
    cites="NĐ 101/2017/NĐ-CP, Điều 6 khoản 1 điểm b",
    since=SINCE,
    until=UNTIL,
)
def age(law: Law) -> Answer:
    """Cadres and civil servants sent to postgraduate study for the first time: not over 40."""
    answer = questions.not_over(law.whole("age_limit"), questions.age_reading(law), law.on)
    first = _OFFICIALS & questions.FIRST_POSTGRADUATE
    return answer.asked_of(first, questions.CATEGORY, questions.HAD_POSTGRADUATE)


@rule(
    of=DECREE,
    title="Kết thúc tập sự",
    cites="NĐ 101/2017/NĐ-CP, Điều 6 khoản 2 điểm a",
    since=SINCE,
    until=UNTIL,
)
def probation(law: Law) -> Answer:
    """Public employees: probation is over, if there was one."""
    return questions.probation_over(law).asked_of(_EMPLOYEES, questions.CATEGORY)


@rule(
    of=DECREE,
    title="Cam kết phục vụ sau đào tạo",
    cites="NĐ 101/2017/NĐ-CP, Điều 6 khoản 1 điểm c, khoản 2 điểm b",
    since=SINCE,
    until=UNTIL,
    stage=Stage.APPLICATION,
)
def commitment(law: Law) -> Answer:
    """A commitment to serve a multiple of the length of study: shown by the application."""
    multiple = law.whole("commitment_multiple")
    return Answer(f"cam kết phục vụ ít nhất gấp {multiple} lần thời gian đào tạo")


@rule(
    of=DECREE,
    title="Chuyên ngành phù hợp",
    cites="NĐ 101/2017/NĐ-CP, Điều 6 khoản 1 điểm d, khoản 2 điểm c",
    since=SINCE,
    until=UNTIL,
    stage=Stage.APPLICATION,
    note="Cử theo chương trình hợp tác ký kết nhân danh Nhà nước, Chính phủ thì thêm yêu cầu của "
    "chương trình đó (khoản 3).",
)
def field(law: Law) -> Answer:
    """The field of study fits the position: shown by the application."""
    return Answer("chuyên ngành đào tạo phù hợp với vị trí việc làm")


@rule(
    of=DECREE,
    title="Tuổi công tác còn lại (khóa dưới 01 tháng)",
    cites=_ABROAD,
    since=SINCE,
    until=UNTIL,
    note=_FROM_START,
)
def abroad_left_short(law: Law) -> Answer:
    """A course abroad under one month: working age left from its start."""
    return questions.abroad_left(law, "abroad_short_left_months")


@rule(
    of=DECREE,
    title="Tuổi công tác còn lại (khóa từ 01 tháng trở lên)",
    cites=_ABROAD,
    since=SINCE,
    until=UNTIL,
    note=_FROM_START,
)
def abroad_left_long(law: Law) -> Answer:
    """A course abroad of a month or longer: working age left from its start."""
    return questions.abroad_left(law, "abroad_long_left_months")


@rule(
    of=DECREE,
    title="Kỷ luật",
    cites=_ABROAD,
    since=SINCE,
    until=UNTIL,
)
def abroad_discipline(law: Law) -> Answer:
    """No process pending and no sanction from reprimand up."""
    return questions.not_disciplined(law)


@rule(
    of=DECREE,
    title="Xếp loại năm liền trước",
    cites=_ABROAD,
    since=SINCE,
    until=UNTIL,
)
def abroad_rating(law: Law) -> Answer:
    """The year before completed well."""
    return questions.good_year(law)


@rule(
    of=DECREE,
    title="Lĩnh vực bồi dưỡng phù hợp",
    cites=_ABROAD,
    since=SINCE,
    until=UNTIL,
    stage=Stage.APPLICATION,
)
def abroad_field(law: Law) -> Answer:
    """The course fits the field of work: shown by the application."""
    return Answer("nội dung khóa học phù hợp với vị trí việc làm, lĩnh vực công tác")


@rule(
    of=DECREE,
    title="Sức khỏe",
    cites=_ABROAD,
    since=SINCE,
    until=UNTIL,
    stage=Stage.APPLICATION,
)
def abroad_health(law: Law) -> Answer:
    """Fit to study abroad: shown by the application."""
    return Answer("đủ sức khỏe theo học ở nước ngoài")


@rule(
    of=DECREE,
    title="Xuất cảnh, nhập cảnh",
    cites=_ABROAD,
    since=SINCE,
    until=UNTIL,
    stage=Stage.APPLICATION,
)
def abroad_exit(law: Law) -> Answer:
    """Not barred from leaving or entering the country: shown by the application."""
    return Answer("không thuộc trường hợp chưa được xuất cảnh, nhập cảnh")


POSTGRADUATE = (service, ratings, age, probation, commitment, field)
"""Rules for postgraduate study, in the order the decree gives them."""
ABROAD_SHORT = (
    abroad_left_short,
    abroad_discipline,
    abroad_rating,
    abroad_field,
    abroad_health,
    abroad_exit,
)
"""Rules for a course abroad of less than a month."""
ABROAD_LONG = (abroad_left_long, *ABROAD_SHORT[1:])
"""Rules for a course abroad of a month or longer."""
RULES = (*POSTGRADUATE, abroad_left_short, *ABROAD_LONG)
"""Every rule of the decree, for the page of the law."""
