"""What users are told of delegations."""

from hientai.notices.domain.kinds import Kind, Mail
from hientai.shared.words import N_

REPORT = "delegations.report"
KINDS = (Kind(REPORT, N_("Báo cáo sau chuyến đi đến hạn, quá hạn"), Mail.AT_ONCE),)
