"""Conditions of Nghị định 259/2026/NĐ-CP for public employees, as far as they are known."""

from datetime import date
from pathlib import Path

from hientai.rules.decrees import questions
from hientai.rules.engine import Answer, Certainty, Decree, Law, Stage, rule

DECREE = Decree.read(Path(__file__).parent / "parameters.yaml")
SINCE = date(2026, 7, 1)

_ABROAD = "NĐ 259/2026/NĐ-CP, Điều 46–50"
_FROM_START = "Tính từ ngày khai giảng, lấy là ngày xét."


@rule(
    of=DECREE,
    title="Kỷ luật",
    cites="Luật Viên chức 129/2025/QH15, Điều 28–29",
    since=SINCE,
    certainty=Certainty.UNCERTAIN,
    note="Ghi theo tài liệu tóm tắt, chưa đối chiếu toàn văn.",
)
def discipline(law: Law) -> Answer:
    """Under discipline, investigation or trial nobody is sent to training."""
    return questions.not_disciplined(law)


@rule(
    of=DECREE,
    title="Theo nhu cầu vị trí việc làm",
    cites="NĐ 259/2026/NĐ-CP, Điều 47",
    since=SINCE,
    stage=Stage.APPLICATION,
    certainty=Certainty.UNCERTAIN,
)
def field(law: Law) -> Answer:
    """Training follows the need of the position: shown by the application."""
    return Answer("đào tạo theo yêu cầu vị trí việc làm, trong kế hoạch năm của đơn vị")


@rule(
    of=DECREE,
    title="Cam kết phục vụ sau đào tạo",
    cites="NĐ 259/2026/NĐ-CP, Điều 48",
    since=SINCE,
    stage=Stage.APPLICATION,
)
def commitment(law: Law) -> Answer:
    """A commitment to serve after the study: shown by the application."""
    multiple = law.whole("commitment_multiple")
    return Answer(f"cam kết phục vụ ít nhất gấp {multiple} lần thời gian đào tạo")


@rule(
    of=DECREE,
    title="Tuổi công tác còn lại (khóa dưới 01 tháng)",
    cites=_ABROAD,
    since=SINCE,
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
    certainty=Certainty.UNCERTAIN,
)
def abroad_discipline(law: Law) -> Answer:
    """No process pending and no sanction from reprimand up."""
    return questions.not_disciplined(law)


@rule(
    of=DECREE,
    title="Xếp loại năm liền trước",
    cites=_ABROAD,
    since=SINCE,
)
def abroad_rating(law: Law) -> Answer:
    """The year before completed well."""
    return questions.good_year(law)


@rule(
    of=DECREE,
    title="Lĩnh vực bồi dưỡng phù hợp",
    cites=_ABROAD,
    since=SINCE,
    stage=Stage.APPLICATION,
    certainty=Certainty.UNCERTAIN,
)
def abroad_field(law: Law) -> Answer:
    """The course fits the field of work: shown by the application."""
    return Answer("nội dung khóa học phù hợp với vị trí việc làm, lĩnh vực công tác")


@rule(
    of=DECREE,
    title="Sức khỏe",
    cites=_ABROAD,
    since=SINCE,
    stage=Stage.APPLICATION,
    certainty=Certainty.UNCERTAIN,
)
def abroad_health(law: Law) -> Answer:
    """Fit to study abroad: shown by the application."""
    return Answer("đủ sức khỏe theo học ở nước ngoài")


@rule(
    of=DECREE,
    title="Xuất cảnh, nhập cảnh",
    cites=_ABROAD,
    since=SINCE,
    stage=Stage.APPLICATION,
    certainty=Certainty.UNCERTAIN,
)
def abroad_exit(law: Law) -> Answer:
    """Not barred from leaving or entering the country: shown by the application."""
    return Answer("không thuộc trường hợp chưa được xuất cảnh, nhập cảnh")


POSTGRADUATE = (discipline, commitment, field)
"""Rules for postgraduate study; no age, years or ratings were found in the new text."""
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
