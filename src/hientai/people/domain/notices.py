"""What users are told about people who are handed over."""

from hientai.notices.domain.kinds import Kind, Mail
from hientai.shared.words import N_

PROPOSED, DECIDED = "people.move_proposed", "people.move_decided"
KINDS = (
    Kind(PROPOSED, N_("Đề nghị chuyển công tác chờ đơn vị tôi tiếp nhận"), Mail.DIGEST),
    Kind(DECIDED, N_("Kết quả đề nghị chuyển công tác của đơn vị tôi"), Mail.DIGEST),
)
