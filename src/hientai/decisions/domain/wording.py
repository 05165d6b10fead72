"""What papers of this room say in Vietnamese, whoever drafts them: the words, not the pages."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hientai.decisions.domain.amending import DAYS, Change
from hientai.decisions.domain.people import Named, short_day
from hientai.documents.domain.words import Words

FORMER, REASON, MEANWHILE = "văn bản gốc", "lý do", "căn cứ thêm"
CHANGED, POSTPONED_TO = "nội dung điều chỉnh", "hoãn đến"
SUBMITTED_TO = "nơi trình"
CORRECTIONS, INSTEAD = "Nội dung đính chính", "Người thay"
ASKED = (
    "đề nghị",
    "cơ sở đào tạo",
    "địa điểm",
    "kinh phí",
    "chương trình",
    "lớp",
    "trình độ",
    "ngành",
    "cam kết",
    "hình thức",
    "thời gian",
    "giờ có mặt",
    "liên hệ",
    "nơi trình",
    "căn cứ thêm",
)
"""The values that whoever drafts may say otherwise; the others follow from the people."""
PRINTED = {
    "name": "họ và tên",
    "birth": "ngày sinh",
    "post": "chức vụ",
    "unit": "cơ quan, đơn vị",
    "starts_on": "ngày bắt đầu học",
    "ends_on": "ngày kết thúc",
}
TITLES = {
    "city": "Chủ tịch",
    "district": "Chủ tịch",
    "commune": "Chủ tịch",
    "department": "Giám đốc",
    "party_body": "Trưởng ban",
    "council_body": "Trưởng ban",
    "mass_organisation": "Chủ tịch",
    "training_institution": "Hiệu trưởng",
}
"""Who leads a unit of a type, where the words of a paper are those for every body."""
LEADER = "Thủ trưởng"
MOST_LINES = 20
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def correction(change: Change) -> str:
    """A value put right: "ngày sinh “…” thành “…”"."""
    before = printed(change.field, change.before) or "(để trống)"
    return f"{PRINTED[change.field]} “{before}” thành “{printed(change.field, change.after)}”"


def printed(field: str, value: str) -> str:
    """A value as papers print it; days are kept as ISO text."""
    return f"{date.fromisoformat(value):%d/%m/%Y}" if field in DAYS and value else value


def correction_lines(rows: Sequence[tuple[Named, Sequence[Change]]]) -> list[str]:
    """What a correcting paper says, a point for each person; of many, that there is a list."""
    told = [
        f"thông tin của {one.addressed}: " + "; ".join(map(correction, made)) for one, made in rows
    ]
    return _points("Đính chính", told)


def replacement_lines(pairs: Sequence[tuple[Named, Named]]) -> list[str]:
    """What a replacing paper says, a point for each pair; of many, that there is a list."""
    told = [f"{gone.addressed} bằng {come.addressed}" for gone, come in pairs]
    return _points("Thay", told)


def _points(verb: str, told: Sequence[str]) -> list[str]:
    """Points a), b), … that begin with a verb; one line about the list where they are too many."""
    if len(told) > MOST_LINES:
        return [f"{verb} {len(told):02d} trường hợp (có danh sách kèm theo)."]
    if len(told) == 1:
        return [f"{verb} {told[0]}."]
    return [f"{_LETTERS[at]}) {verb} {one}." for at, one in enumerate(told)]


def postponed_to(first: date, last: date) -> str:
    """The new time of a postponement within its sentence."""
    return f"thời gian từ ngày {short_day(first)} đến ngày {short_day(last)}"


def ground(cited: str) -> str:
    """A paper as a ground of another."""
    return f"Căn cứ {cited}"


def post_text(title: str) -> str:
    """A leading title without the words of the vocabulary that are no part of it."""
    return title.replace(" và tương đương", "")


def in_full(name: str) -> str:
    """A unit's name without abbreviations."""
    return name.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân")


def act_text(number: str, day: str, issuer: str) -> str:
    """The decision that approved a scheme, as another one refers to it."""
    return f"Quyết định số {number} {day} của {in_full(issuer)}"


def class_text(code: str) -> str:
    """A class that is called as its programme."""
    return f"lớp {code}"


def course_text(first: date) -> str:
    """A course without a class, by its first day."""
    return f"khóa khai giảng ngày {short_day(first)}"


def commitment_text(times: int) -> str:
    """How long who took a degree serves afterwards."""
    return f"ít nhất gấp {times:02d} lần thời gian đào tạo"


def within_a_sentence(text: str) -> str:
    """The text with its first letter small, unless it begins with an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def signed_by(words: Words, body: str, collective: bool, title: str) -> Words:
    """The words with who decides and who signs: a collective body by its head (TM.), another body
    is decided for by its head; `title` may have several lines, the last the title of who signs."""
    lines = title.strip().splitlines()
    if not lines:
        return words
    if collective:
        return replace(
            words, signer="\n".join([words.signer.split("\n")[0], *map(str.upper, lines)])
        )
    head = re.sub(r"^(KT|TL|TUQ|Q)\.\s*", "", lines[0], flags=re.IGNORECASE)
    authority = f"{head} {body}" if words.authority else ""
    return replace(words, signer="\n".join(map(str.upper, lines)), authority=authority)
