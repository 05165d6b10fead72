"""What users are told of evaluations."""

from hientai.notices.domain.kinds import Kind, Mail
from hientai.shared.words import N_

ANSWER = "evaluation.answer"
RESULTS = "evaluation.results"
USE = "evaluation.use"
ACTION = "evaluation.action"
KINDS = (
    Kind(ANSWER, N_("Phiếu đánh giá chờ tôi trả lời")),
    Kind(RESULTS, N_("Kết quả đánh giá lớp"), Mail.DIGEST),
    Kind(USE, N_("Nhận xét việc sử dụng người sau bồi dưỡng"), Mail.DIGEST),
    Kind(ACTION, N_("Việc khắc phục sau đánh giá giao cho tôi")),
)
