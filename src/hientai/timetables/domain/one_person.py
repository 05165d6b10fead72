"""What two records that turn out to be one person's learned and teach: all of it stands."""

from collections.abc import Sequence

from hientai.people.domain.merging import Part, Row, Tail
from hientai.programmes.domain.one_person import LECTURERS, of_the_record
from hientai.shared.words import N_

LEARNT = Part("timetables_learner", N_("Học trong lớp"), once=False)
FEEDS = Part("timetables_feed", N_("Địa chỉ lịch"), once=False, unsaid=frozenset({"secret_hash"}))


def taught_once(rows: Sequence[Row], before: Sequence[Row], after: Sequence[Row]) -> list[Row]:
    """Sessions go to the record that the unit keeps; a lecturer teaches a session once."""
    found: dict[tuple[int, int], Row] = {}
    first = {record["id"] for record in after}
    for row in sorted(rows, key=lambda one: one["lecturer_id"] not in first):
        [led] = of_the_record([row], before, after)
        found.setdefault((led["session_id"], led["lecturer_id"]), led)
    return list(found.values())


TEACHING = Tail(
    "timetables_teaching", N_("Buổi giảng dạy"), LECTURERS.table, ("lecturer_id",), taught_once
)
FEEDS_OF_LECTURERS = Tail(
    FEEDS.table, FEEDS.title, LECTURERS.table, ("lecturer_id",), of_the_record
)
"""The addresses of a lecturer's timetable hang on the record of the lecturer, not on the person."""
