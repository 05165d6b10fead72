"""What users are told about requests for correction."""

from hientai.notices.domain.kinds import Kind, Mail
from hientai.shared.words import N_

ASKED, ANSWERED = "upkeep.asked", "upkeep.answered"
KINDS = (
    Kind(ASKED, N_("Đề nghị đính chính chờ tôi xem xét"), Mail.DIGEST),
    Kind(ANSWERED, N_("Trả lời đề nghị đính chính của tôi"), Mail.AT_ONCE),
)
