"""Verbs of approvals. Rooms above call them and keep the foreign key to the submission.

`submit` → `answer` (or `answer_many`) at each step → approved; sent back, refused or withdrawn
(`withdraw`) on the way. `follow` says what a room above does with each outcome, in the same
transaction. `put_route` and `stop_route` keep the routes; `lay_again` and `remind` are the daily
work.
"""

from hientai.approvals.services.answering import Answered, Outcome, answer, answer_many
from hientai.approvals.services.effects import Effects, follow
from hientai.approvals.services.routes import put_route, stop_route
from hientai.approvals.services.submitting import submit, withdraw

__all__ = [
    "Answered",
    "Effects",
    "Outcome",
    "answer",
    "answer_many",
    "follow",
    "put_route",
    "stop_route",
    "submit",
    "withdraw",
]
