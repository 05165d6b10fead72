"""Verbs of nominations. Each is one transaction and keeps a step for every row it moves.

A list: `open_list` → (`look_up` →) `nominate`, `remove`, `undo`, `arrange`, `prove`, `judge_again`
→ `submit`; `take_back` fetches it from approval, `withdraw_list` gives it up. What approval does
(`approved`, `sent_back`, `refused`, `withdrawn`) is called by the room of approvals.

After approval: `withdraw` a person, `carry_over` to a later list, `move_up` the reserve; rooms
above that decide use `decided`, `postponed`, `replaced`, `given_up`; `lock_lapsing` and
`seat_lapsed` answer seats that nobody used in time. `set_policy` says what two nominations at one
time mean.
"""

from hientai.nominations.services.adding import (
    LeftOut,
    Preview,
    look_up,
    nominate,
    preview,
    refuse_those_gone,
    remove,
    undo,
)
from hientai.nominations.services.answers import approved, refused, sent_back, withdrawn
from hientai.nominations.services.deciding import decided, given_up, postponed, replaced
from hientai.nominations.services.judging import judge_again, prove
from hientai.nominations.services.moving import (
    carry_over,
    lock_lapsing,
    move_up,
    seat_lapsed,
    withdraw,
)
from hientai.nominations.services.opening import Terms, change_list, open_list, withdraw_list
from hientai.nominations.services.policies import set_policy
from hientai.nominations.services.ranking import arrange
from hientai.nominations.services.submitting import submit, take_back

__all__ = [
    "LeftOut",
    "Preview",
    "Terms",
    "approved",
    "arrange",
    "carry_over",
    "change_list",
    "decided",
    "given_up",
    "judge_again",
    "lock_lapsing",
    "look_up",
    "move_up",
    "nominate",
    "open_list",
    "postponed",
    "preview",
    "prove",
    "refuse_those_gone",
    "refused",
    "remove",
    "replaced",
    "seat_lapsed",
    "sent_back",
    "set_policy",
    "submit",
    "take_back",
    "undo",
    "withdraw",
    "withdraw_list",
    "withdrawn",
]
