"""Conditions of Nghị định 171/2025/NĐ-CP for civil servants; study abroad carried on from 101."""

from datetime import date
from pathlib import Path

from hientai.rules.decrees import questions
from hientai.rules.engine import Answer, Certainty, Decree, Law, Stage, rule

DECREE = Decree.read(Path(__file__).parent / "parameters.yaml")
SINCE = date(2025, 7, 1)

_ARTICLE = "NĐ 171/2025/NĐ-CP, Điều 5"
_ABROAD = "NĐ 171/2025/NĐ-CP, chương về bồi dưỡng công chức"
_FROM_START = "Tính từ ngày khai giảng, lấy là ngày xét."


@rule(
    of=DECREE,
    title="Thời gian công tác",
    cites=_ARTICLE,
    since=SINCE,
)
def service(law: Law) -> Answer:
    """Three full years of service; whether probation counts is a parameter."""
    return questions.service_of_years(law)


@rule(
    of=DECREE,
    title="Xếp loại hai năm liền kề",
    cites=_ARTICLE,
    since=SINCE,
)
def ratings(law: Law) -> Answer:
    """The two years just before completed well or better."""
    return questions.two_good_years(law)


@rule(
    of=DECREE,
    title="Tuổi khi được cử đi đào tạo sau đại học lần đầu",
    cites=_ARTICLE,
    since=SINCE,
)
def age(law: Law) -> Answer:
    """Sent to postgraduate study for the first time: not over 45."""
    answer = questions.not_over(law.whole("age_limit"), questions.age_reading(law), law.on)
    return answer.asked_of(questions.FIRST_POSTGRADUATE, questions.HAD_POSTGRADUATE)


@rule(
    of=DECREE,
    title="Cam kết phục vụ sau đào tạo",
    cites=_ARTICLE,
    since=SINCE,
    stage=Stage.APPLICATION,
)
def commitment(law: Law) -> Answer:
    """A commitment to serve the sending body: shown by the application."""
    multiple = law.whole("commitment_multiple")
    return Answer(f"cam kết phục vụ tại cơ quan cử đi ít nhất gấp {multiple} lần thời gian đào tạo")


@rule(
    of=DECREE,
    title="Chuyên ngành phù hợp",
    cites=_ARTICLE,
    since=SINCE,
    stage=Stage.APPLICATION,
    note="Cử theo điều ước, thỏa thuận quốc tế thì thêm yêu cầu của chương trình đó.",
)
def field(law: Law) -> Answer:
    """The field of study fits the position: shown by the application."""
    return Answer("chuyên ngành đào tạo phù hợp với vị trí việc làm")


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


POSTGRADUATE = (service, ratings, age, commitment, field)
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
