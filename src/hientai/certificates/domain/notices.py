"""What users are told of certificates."""

from hientai.notices.domain.kinds import Kind
from hientai.shared.words import N_

ISSUED = "certificates.issued"
REPLACED = "certificates.replaced"
REVOKED = "certificates.revoked"
NOTICES = (
    Kind(ISSUED, N_("Tôi được cấp chứng chỉ")),
    Kind(REPLACED, N_("Chứng chỉ của tôi được cấp lại")),
    Kind(REVOKED, N_("Chứng chỉ của tôi bị thu hồi")),
)
