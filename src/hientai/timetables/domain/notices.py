"""What users are told of timetables."""

from hientai.notices.domain.kinds import Kind, Mail
from hientai.shared.words import N_

CHANGED = "timetables.changed"
AMEND = "timetables.amend"
NOTICES = (
    Kind(CHANGED, N_("Lịch học, lịch giảng của tôi thay đổi"), Mail.AT_ONCE),
    Kind(AMEND, N_("Quyết định cử đi cần điều chỉnh vì lớp gộp, dời ngày"), Mail.DIGEST),
)
