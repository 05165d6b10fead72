"""Why a job of the background failed, in words for who looks after the system."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected

from hientai.shared.refused import Refused
from hientai.shared.words import N_, _

MOST = 500  # letters of a message that is kept
WORDS: tuple[tuple[type[BaseException], str], ...] = (
    (SMTPRecipientsRefused, N_("Máy chủ thư không nhận địa chỉ của người nhận")),
    (SMTPServerDisconnected, N_("Máy chủ thư ngắt kết nối giữa chừng")),
    (SMTPException, N_("Máy chủ thư từ chối")),
    (TimeoutError, N_("Chờ quá lâu không có trả lời")),
    (ConnectionError, N_("Không kết nối được tới máy chủ")),
)


def reason_of(error: BaseException) -> str:
    """A failure as a Vietnamese sentence and, where it is not ours to explain, what was thrown."""
    if isinstance(error, Refused):
        return str(error)[:MOST]
    known = next((words for kind, words in WORDS if isinstance(error, kind)), None)
    told = f"{type(error).__name__}: {error}".strip(" :")
    return f"{_(known) if known else _('Lỗi hệ thống')} ({told})"[:MOST]
