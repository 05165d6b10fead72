"""Which steps a paper may take, and which number it may get."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from hientai.rules.decrees.nd30.format import DECREE
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day as day_text
from hientai.shared.words import N_, _

DRAFT, LOCKED, SIGNED, REGISTERED, DROPPED = "draft", "locked", "signed", "registered", "dropped"
STEPS = {
    "lock": ((DRAFT,), LOCKED, N_("khóa để ký")),
    "send_back": ((LOCKED, SIGNED), DRAFT, N_("trả lại để sửa")),
    "sign": ((LOCKED,), SIGNED, N_("ghi nhận đã ký")),
    "register": ((SIGNED,), REGISTERED, N_("cấp số, đăng ký")),
    "add_copy": ((REGISTERED,), REGISTERED, N_("thêm bản phát hành của")),
    "drop": ((DRAFT,), DROPPED, N_("bỏ dự thảo")),
    "revise": ((DRAFT,), DRAFT, N_("sửa dự thảo")),
}
GROUNDS = {step: told for step, (_before, _after, told) in STEPS.items()} | {
    "add_copy": N_("thêm bản phát hành"),
    "draft": N_("lập dự thảo"),
    "back_dated": N_("nhập văn bản có trước hệ thống"),
    "open_series": N_("khai số đã cấp trước hệ thống"),
}
MOST_BYTES = 10 * 2**20
LONGEST_REASON = 1_000


def ground_of(step: str) -> str:
    """On which ground the trace keeps what a step changes; in Vietnamese, whoever takes it."""
    return N_("văn bản: %s") % GROUNDS[step]


def refuse_step(state: str, step: str, label: str) -> str:
    """The state after a step; refused where the paper does not stand before it."""
    allowed, after, told = STEPS[step]
    if state not in allowed:
        raise Refused(
            _("Không thể %(step)s văn bản này") % {"step": _(told)},
            why=_("văn bản đang ở trạng thái “%s”") % label,
            remedy=_("Tải lại trang để xem trạng thái hiện nay."),
        )
    return after


def reason_of(text: str) -> str:
    """The reason that a step needs; refused where none or far too much is said."""
    tidy = " ".join(text.split())
    if not tidy:
        raise Refused(_("Chưa ghi lý do"), remedy=_("Ghi lý do để người soạn thảo biết."))
    if len(tidy) > LONGEST_REASON:
        raise Refused(_("Lý do dài quá %s ký tự") % LONGEST_REASON)
    return tidy


@dataclass(frozen=True)
class Series:
    """The numbers of one body, year and kind so far: the last one, its day, whether by us."""

    last: int = 0
    last_day: date | None = None
    given: bool = False


def next_number(series: Series, on: date) -> int:
    """The number of the next paper; refused where its day lies before that of the last number."""
    if series.last_day is not None and on < series.last_day:
        raise Refused(
            _("Không cấp được số cho ngày %(day)s") % {"day": day_text(on)},
            why=_("số %(number)s đã cấp ngày %(last)s")
            % {"number": series.last, "last": day_text(series.last_day)},
            clause=DECREE.short,
            remedy=_("Chọn ngày từ %s trở đi.") % day_text(series.last_day),
        )
    return series.last + 1


def refuse_own_number(series: Series, number: int) -> None:
    """A paper from before the system keeps its number, unless that lies where ours go on."""
    if number < 1:
        raise Refused(_("Số văn bản phải từ 1 trở lên"))
    if series.given and number > series.last:
        raise Refused(
            _("Số %(number)s chưa tới lượt: sổ đang ở số %(last)s")
            % {"number": number, "last": series.last},
            why=_("hệ thống đã cấp số trong năm này, số mới phải do hệ thống cấp"),
            remedy=_("Kiểm tra lại số, hoặc đăng ký như văn bản mới."),
        )


def refuse_file(content: bytes) -> None:
    """A signed copy or a scan is a PDF of at most 10 MB."""
    if len(content) > MOST_BYTES:
        raise Refused(_("Tệp quá 10 MB"), remedy=_("Quét lại với độ phân giải thấp hơn."))
    if not content.startswith(b"%PDF-"):
        raise Refused(
            _("Tệp không phải PDF"), remedy=_("Quét hoặc xuất văn bản thành PDF rồi gửi lại.")
        )


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a file, by which a copy is told to be the same."""
    return sha256(content).hexdigest()
