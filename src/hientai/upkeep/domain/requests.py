"""What a person may ask to have corrected, and which steps a request may take."""

from collections.abc import Sequence

from hientai.shared.refused import Refused
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

OF_THE_POST = ("title", "position")
"""Changed alone these would read as a new post: with the day the post began they correct it."""

LONGEST = 2000
MOST_BYTES = 2 * 2**20
KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n": "image/png"}

OPEN, ASKED = "open", "asked"


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


def kind_of(content: bytes) -> str:
    """The kind of a file of evidence by its first bytes; refused for another, or one too large."""
    if len(content) > MOST_BYTES:
        raise Refused(_("Tệp minh chứng quá 2 MB"), remedy=_("Chụp hoặc quét lại với cỡ nhỏ hơn."))
    kind = next((kind for start, kind in KINDS.items() if content.startswith(start)), "")
    if not kind:
        raise Refused(
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
