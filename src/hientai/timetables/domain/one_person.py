"""What two records that turn out to be one person's learned: all of it stands."""

from hientai.people.domain.merging import Part, Row, Tail
from hientai.programmes.domain.one_person import LECTURERS, with_the_record
from hientai.shared.words import N_

LEARNT = Part("timetables_learner", N_("Học trong lớp"), once=False)
FEEDS = Part("timetables_feed", N_("Địa chỉ lịch"), once=False, unsaid=frozenset({"secret_hash"}))


def same_session(one: Row, other: Row) -> bool:
    """A lecturer teaches a session once."""
    return bool(one["session_id"] == other["session_id"])


TEACHING = Tail(
    "timetables_teaching",
    N_("Buổi giảng dạy"),
    LECTURERS.table,
    ("lecturer_id",),
    with_the_record(same_session),
)
