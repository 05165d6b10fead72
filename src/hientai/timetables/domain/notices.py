"""What users are told of timetables."""

from hientai.notices.domain.kinds import Kind, Mail
from hientai.shared.words import N_

CHANGED = "timetables.changed"
NOTICES = (Kind(CHANGED, N_("Lịch học, lịch giảng của tôi thay đổi"), Mail.AT_ONCE),)
