"""What superiors said of two records that turn out to be one person's, and what forms ask of the
lecturer they are (P5)."""

from hientai.people.domain.merging import Clash, Part, Row, Tail
from hientai.programmes.domain.one_person import LECTURERS, of_the_record
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
LINES = Tail(
    "evaluation_line",
    N_("Mục trong phiếu đánh giá"),
    LECTURERS.table,
    ("lecturer_id",),
    of_the_record,
)
ACTIONS = Tail(
    "evaluation_action",
    N_("Việc khắc phục sau đánh giá"),
    LECTURERS.table,
    ("lecturer_id",),
    of_the_record,
)
"""Results hang on the lines, which stay themselves."""
