"""Verbs of a person's dated record: posts, degrees, ratings, discipline; people follow mergers.

Each verb locks the person, decides, writes and signs the trace; `on` is the first day of the new
state, `ground` the decision it rests on. The person's own unit, which the scope of sight follows,
is kept in step with the main post of today.
"""

from hientai.people.services.filters import (
    forget_filter,
    save_filter,
)
from hientai.people.services.posts import (
    Duty,
    appoint,
    end_post,
    keep_units_current,
    transfer,
)
from hientai.people.services.record import (
    correct_rating,
    discipline,
    open_record,
    rate,
    record_degree,
)
from hientai.people.services.successors import (
    assign_after_split,
    follow_successors,
    posts_left,
    refuse_people_left,
)

__all__ = [
    "Duty",
    "appoint",
    "assign_after_split",
    "correct_rating",
    "discipline",
    "end_post",
    "follow_successors",
    "forget_filter",
    "keep_units_current",
    "open_record",
    "posts_left",
    "rate",
    "record_degree",
    "refuse_people_left",
    "save_filter",
    "transfer",
]
