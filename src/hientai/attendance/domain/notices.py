"""What users are told of attendance."""

from hientai.notices.domain.kinds import Kind, Mail
from hientai.shared.words import N_

LIMIT = "attendance.limit"
KEPT = "attendance.kept"
EXCUSE = "attendance.excuse"
ASKED = "attendance.asked"
NOTICES = (
    Kind(LIMIT, N_("Số tiết vắng của tôi sắp hoặc đã quá mức")),
    Kind(KEPT, N_("Học viên của lớp vắng quá mức"), Mail.DIGEST),
    Kind(EXCUSE, N_("Đơn xin nghỉ của tôi được trả lời")),
    Kind(ASKED, N_("Học viên xin nghỉ"), Mail.DIGEST),
)
