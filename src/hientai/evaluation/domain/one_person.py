"""What superiors said of two records that turn out to be one person's (P5)."""

from hientai.people.domain.merging import Clash, Part, Row
from hientai.shared.words import N_


def of_uses(kept: Row, merged: Row) -> Clash | None:
    """Of one class a person is asked about once."""
    return "one" if kept["form_id"] == merged["form_id"] else None


USES = Part(
    "evaluation_use",
    N_("Việc sử dụng sau bồi dưỡng"),
    of_uses,
    unsaid=frozenset({"scores"}),
)
