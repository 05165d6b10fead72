"""The values that the fields of a sending paper are filled with, and which of them are missing.

The names of the fields are those of `documents/packs/fields.yaml`: papers are Vietnamese.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hientai.decisions.domain.people import (
    Named,
    days_text,
    in_a_sentence,
    short_day,
    units_in_a_sentence,
)
from hientai.documents.domain.grounds import legal_grounds
from hientai.documents.domain.purposes import LAWS, OF_THE_BODY
from hientai.shared.refused import Refused
from hientai.shared.words import N_, _

OPTIONAL = frozenset({"căn cứ thêm", "đề nghị", LAWS, OF_THE_BODY})
"""A line in which only such fields stand empty is left out of the paper."""
WHERE = {
    "chương trình": N_("ghi ở danh sách đề cử"),
    "cơ sở đào tạo": N_("gắn danh sách với một lớp, hoặc điền khi lập quyết định"),
    "địa điểm": N_("ghi địa chỉ ở hồ sơ cơ sở đào tạo, hoặc điền khi lập quyết định"),
    "kinh phí": N_("ghi nguồn kinh phí ở danh sách đề cử, hoặc điền khi lập quyết định"),
    "trình độ": N_("đề án không nêu một trình độ cho chỉ tiêu này; điền khi lập quyết định"),
    "ngành": N_("đề án không nêu một ngành cho chỉ tiêu này; điền khi lập quyết định"),
    "cam kết": N_("ghi ở quy định pháp luật, hoặc điền khi lập quyết định"),
    "giờ có mặt": N_("điền khi lập giấy triệu tập"),
    "liên hệ": N_("điền khi lập giấy triệu tập"),
    "nơi trình": N_("điền khi lập tờ trình"),
}
ELSEWHERE = N_("điền khi lập văn bản")


@dataclass(frozen=True)
class Course:
    """What the people are sent to, as it is printed; "" for what nobody has said."""

    scheme: str
    scheme_act: str
    quota: str
    programme: str
    starts_on: date
    ends_on: date
    form: str
    fund: str = ""
    class_name: str = ""
    institution: str = ""
    address: str = ""
    level: str = ""
    subject: str = ""
    commitment: str = ""
    quota_kind: str = "course"


@dataclass(frozen=True)
class Missing:
    """A field without a value, and where to fill it."""

    field: str
    where: str

    @property
    def words(self) -> str:
        """The field and where to fill it, in words."""
        return f"{self.field}: {self.where}"


def values_of(course: Course, people: Sequence[Named], on: date, body: str = "") -> dict[str, str]:
    """Every value that the course, the people and the law of the day give; `body` issues."""
    return _of_course(course) | of_people(people, on, body)


def of_people(people: Sequence[Named], on: date, body: str = "") -> dict[str, str]:
    """The values that follow from who it is about."""
    units = list(dict.fromkeys(one.unit for one in people if one.unit))
    laws = legal_grounds(on, {one.category for one in people if one.category})
    return {
        "số người": f"{len(people):02d}",
        "người": in_a_sentence(people),
        LAWS: "\n".join(ground.text for ground in laws),
        "đơn vị thi hành": units_in_a_sentence(units, body) if units else "",
        "căn cứ thêm": "",
        "đề nghị": "",
    }


def _of_course(course: Course) -> dict[str, str]:
    return {
        "đề án": course.scheme,
        "văn bản đề án": course.scheme_act,
        "chỉ tiêu": course.quota,
        "chương trình": course.programme,
        "lớp": course.class_name,
        "cơ sở đào tạo": course.institution,
        "địa điểm": course.address,
        "hình thức": course.form,
        "từ ngày": short_day(course.starts_on),
        "đến ngày": short_day(course.ends_on),
        "thời gian": days_text(course.starts_on, course.ends_on),
        "kinh phí": course.fund,
        "trình độ": course.level,
        "ngành": course.subject,
        "cam kết": course.commitment,
    }


def missing(used: Collection[str], values: Mapping[str, str]) -> list[Missing]:
    """The fields that the words use and nothing fills, in their order by name."""
    return [
        Missing(field, _(WHERE.get(field, ELSEWHERE)))
        for field in sorted(set(used) - OPTIONAL)
        if not values.get(field, "").strip()
    ]


def refuse_missing(used: Collection[str], values: Mapping[str, str]) -> None:
    """Refused where a field that the words use has no value, with where to fill each."""
    lacking = missing(used, values)
    if lacking:
        raise Refused(
            _("Chưa lập được văn bản: còn thiếu %s giá trị") % len(lacking),
            why="; ".join(f"{{{one.field}}}" for one in lacking),
            remedy="; ".join(one.words for one in lacking),
        )
