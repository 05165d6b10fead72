"""What a person may ask to have corrected, and which steps a request may take."""

from collections.abc import Sequence
from datetime import date

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.words import _

FIELDS = (
    "name",
    "birth_date",
    "sex",
    "ethnicity",
    "title",
    "equivalent_title",
    "position",
    "division",
    "fields",
    "since",
    "grade",
    "title_class",
    "level",
    "subject",
    "awarded_on",
    "service_start",
    "probation_end",
    "political_theory",
    "languages",
    "it_skill",
)
"""Columns of the sheet «Người» a person may speak of; unit and category move a person: not here."""

OF_THE_GRADE = ("grade", "title_class")
OVER_TIME = ("title", "equivalent_title", "position", "division", "fields", *OF_THE_GRADE, "level")
"""Of these the register keeps what was before a change; of all others the last alone."""
FACTS = ("birth_date", "since", "subject", "awarded_on", "service_start", "probation_end")
"""These do not change in time: they can only have been recorded wrongly. So can ratings."""

LONGEST = 2000
MOST_BYTES = 2 * 2**20
KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n": "image/png"}

OPEN, ASKED = "open", "asked"


class Misfit(Refused):
    """Refused for one field of the form: `place` names it."""

    def __init__(self, place: str, what: str, *, remedy: str) -> None:
        super().__init__(what, remedy=remedy)
        self.place = place


def fields_of(year: int) -> tuple[str, ...]:
    """The columns of a year: the ratings of the two years before it stand among them."""
    return (*FIELDS, f"rating_{year - 1}", f"rating_{year - 2}")


def refuse_field(field: str, known: Sequence[str]) -> None:
    """Only what stands in the list can be asked for."""
    if field not in known:
        raise Refused(
            _("Nội dung này không đính chính được bằng đề nghị cá nhân"),
            remedy=_("Chọn một nội dung trong danh sách, hoặc liên hệ cán bộ phụ trách đơn vị."),
        )


def refuse_time(field: str, changed_on: date | None, today: date, *, graded: bool) -> None:
    """What may have changed has changed by now; what was recorded wrongly was recorded."""
    if changed_on is None:
        if field in OF_THE_GRADE and not graded:
            raise Misfit(
                "how",
                _("Hồ sơ chưa ghi ngạch, hạng nào để đính chính"),
                remedy=_("Chọn «đã thay đổi từ ngày» và ghi ngày bắt đầu giữ ngạch, hạng."),
            )
    elif field in FACTS or field.startswith("rating_"):
        raise Misfit(
            "how",
            _("Nội dung này không thay đổi theo thời gian"),
            remedy=_("Chọn «ghi sai từ đầu»."),
        )
    elif changed_on > today:
        raise Misfit(
            "changed_on",
            _("Ngày %(day)s chưa đến") % {"day": day(changed_on)},
            remedy=_("Gửi đề nghị khi thay đổi đã có hiệu lực."),
        )


def effect_of(field: str, changed_on: date | None) -> str:
    """What accepting will do, as the officer reads it."""
    if changed_on is None:
        return _("Ghi sai từ đầu: sửa chính dòng đã ghi; thời gian của dòng giữ nguyên.")
    if field in OVER_TIME:
        told = _("Đã thay đổi từ ngày %(day)s: trước ngày đó hồ sơ giữ nguyên.")
    else:
        told = _(
            "Đã thay đổi từ ngày %(day)s: hồ sơ chỉ giữ nội dung mới nhất, nhật ký giữ bản cũ."
        )
    return told % {"day": day(changed_on)}


def cells_of(field: str, said: str, changed_on: date | None) -> dict[str, str]:
    """The cells that say it: a degree that was added was awarded on the day."""
    if field == "level" and changed_on is not None:
        return {field: said, "awarded_on": day(changed_on)}
    return {field: said}


def kind_of(content: bytes) -> str:
    """The kind of a file of evidence by its first bytes; refused for another, or one too large."""
    if len(content) > MOST_BYTES:
        why, remedy = _("Tệp minh chứng quá 2 MB"), _("Chụp hoặc quét lại với cỡ nhỏ hơn.")
        raise Misfit("evidence", why, remedy=remedy)
    kind = next((kind for start, kind in KINDS.items() if content.startswith(start)), "")
    if not kind:
        raise Misfit(
            "evidence",
            _("Tệp minh chứng không phải PDF, JPEG hoặc PNG"),
            remedy=_("Chụp ảnh hoặc quét giấy tờ rồi gửi lại."),
        )
    return kind


def refuse_step(state: str, allowed: Sequence[str], label: str) -> None:
    """A request takes a step only while it waits for it."""
    if state not in allowed:
        raise Refused(
            _("Đề nghị này %(state)s") % {"state": label},
            why=_("đề nghị đã đóng hoặc đang chờ bên kia thì không làm bước này được"),
            remedy=_("Tải lại trang để xem trạng thái hiện nay."),
        )


def words_of(text: str, what: str) -> str:
    """The words somebody has to give; refused where there are none or far too many."""
    tidy = text.strip()
    if not tidy:
        raise Refused(_("Chưa ghi %(what)s") % {"what": what})
    if len(tidy) > LONGEST:
        raise Refused(
            _("%(what)s dài quá %(most)s ký tự") % {"what": what.capitalize(), "most": LONGEST}
        )
    return tidy
