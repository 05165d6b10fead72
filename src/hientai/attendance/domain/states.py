"""In which state somebody was at a session, how that became known, how a roll and asking stand."""

from hientai.shared.words import N_

PRESENT, LATE, LEFT_EARLY = "present", "late", "left_early"
ABSENT, EXCUSED = "absent", "excused"
UNMARKED = "unmarked"
STATES = {
    PRESENT: N_("có mặt"),
    LATE: N_("đến muộn"),
    LEFT_EARLY: N_("về sớm"),
    ABSENT: N_("vắng"),
    EXCUSED: N_("nghỉ có phép"),
}
CAME = frozenset({PRESENT, LATE, LEFT_EARLY})
SIGNS = {PRESENT: "●", LATE: "M", LEFT_EARLY: "S", ABSENT: "V", EXCUSED: "P", UNMARKED: "–"}
"""What stands in the grid and on paper for a state."""

CODE, OFFLINE, LIST, FILE, SHEET = "code", "offline", "list", "file", "sheet"
HOW = {
    CODE: N_("bằng mã"),
    OFFLINE: N_("bằng mã, gửi sau"),
    LIST: N_("theo danh sách"),
    FILE: N_("từ tệp"),
    SHEET: N_("theo bản ký tên"),
}

OPEN, CLOSED = "open", "closed"
ROLLS = {OPEN: N_("đang mở"), CLOSED: N_("đã khóa")}

ASKED, ACCEPTED, REFUSED = "asked", "accepted", "refused"
EXCUSES = {
    ASKED: N_("chờ quyết định"),
    ACCEPTED: N_("được nghỉ"),
    REFUSED: N_("không đồng ý"),
}

WAITING, CONFIRMED = "waiting", "confirmed"
CLAIMS = {
    WAITING: N_("chờ xác nhận"),
    CONFIRMED: N_("đã xác nhận"),
    REFUSED: N_("không nhận"),
}
SENT_LATE, SAME_PHONE, MARKED_ABSENT = "sent_late", "same_phone", "marked_absent"
WHY = {
    SENT_LATE: N_("gửi sau, khi có mạng lại"),
    SAME_PHONE: N_("cùng điện thoại với người khác"),
    MARKED_ABSENT: N_("giảng viên đã ghi vắng"),
}
"""Why a claim waits for the lecturer."""
