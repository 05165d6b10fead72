"""A learner checks in with a code: decided by the database, which alone knows the codes."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.shared.words import _ as spoken

GROUND = N_("Điểm danh bằng mã")
CHECK_IN = """
SELECT outcome, met, noted, coalesce(attendance_called(met), '')
FROM attendance_check_in(%s, %s, %s, %s)
"""
COUNTED = frozenset({"present", "late", "already"})
WORDS = {
    "present": N_("Đã điểm danh: có mặt."),
    "late": N_("Đã điểm danh: đến muộn."),
    "already": N_("Bạn đã được điểm danh buổi này; không ghi thêm lần nữa."),
    "claimed": N_("Đã nhận, chờ giảng viên xác nhận."),
    "refused": N_("Giảng viên không nhận lần điểm danh này; gặp giảng viên của buổi."),
    "closed": N_("Sổ điểm danh của buổi đã khóa; gặp đơn vị quản lý lớp."),
    "old_code": N_("Mã này đã đổi; nhập mã đang chiếu."),
    "other_session": N_("Mã này của buổi khác."),
    "not_a_learner": N_("Bạn không học lớp của buổi này."),
    "wrong": N_("Mã không đúng; xem lại mã đang chiếu."),
    "none_open": N_("Không có buổi nào của bạn đang điểm danh bằng mã."),
    "too_often": N_("Nhập sai nhiều lần; thử lại sau 10 phút hoặc gặp giảng viên."),
    "nobody": N_("Tài khoản này không gắn với hồ sơ nào; gặp đơn vị quản lý lớp."),
}
FINAL = frozenset(WORDS) - {"too_often", "nobody"}
"""Outcomes after which the phone need not send the same again."""


@dataclass(frozen=True)
class Told:
    """What became of a code: `outcome` as a word of `WORDS`."""

    outcome: str
    session: int | None
    at: datetime | None
    title: str = ""

    @property
    def counts(self) -> bool:
        """Whether the learner is marked as having come."""
        return self.outcome in COUNTED

    @property
    def words(self) -> str:
        """What the learner is told."""
        return spoken(WORDS[self.outcome])


@transaction.atomic
def check_in(
    *, user: User, code: str, session: int | None, read_at: datetime | None, phone: str
) -> Told:
    """Take a code that the user read at a moment by the phone's clock.

    A code shown now counts at once, one that was shown then waits for the lecturer, any other
    gains nothing; wrong ones are counted and after ten of them none is looked at for a while.
    """
    sign(actor=user, ground=GROUND)
    digits = "".join(one for one in code if one.isdigit())[:6]
    with connection.cursor() as cursor:
        cursor.execute(CHECK_IN, [digits, session, read_at, phone])
        return Told(*cursor.fetchone())
