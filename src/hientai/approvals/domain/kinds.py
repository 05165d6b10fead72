"""What users are told about approvals, each as they choose to be told."""

from hientai.notices.domain.kinds import Kind, Mail
from hientai.shared.words import N_

WAITING, OUTCOME, SENT_BACK, DUE = (
    "approvals.waiting",
    "approvals.outcome",
    "approvals.sent_back",
    "approvals.due",
)
KINDS = (
    Kind(WAITING, N_("Hồ sơ chờ tôi phê duyệt"), Mail.DIGEST),
    Kind(OUTCOME, N_("Kết quả phê duyệt hồ sơ tôi trình"), Mail.AT_ONCE),
    Kind(SENT_BACK, N_("Hồ sơ tôi trình bị trả lại"), Mail.AT_ONCE),
    Kind(DUE, N_("Hồ sơ chờ tôi sắp hoặc đã quá hạn"), Mail.AT_ONCE),
)
