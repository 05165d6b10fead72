"""What follows from a verb may reach further than whoever did it sees.

A list may come from a unit beside the approver's, a freed place may go to another unit's reserve,
and with a unit that ends go the people and roles it has. The verb has been allowed by then; what
follows is done in the scope of the machine's operator, signed with the name of who set it off.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from hientai.accounts.models import User
from hientai.accounts.services.users import operate
from hientai.audit.services import sign


@contextmanager
def whole(actor: User | None, ground: str, on: date) -> Iterator[None]:
    """Do what follows in the whole scope, in this transaction; the author's own comes back after.

    Where it fails, the own scope comes back with the savepoint of the verb. Without an actor the
    scope is the caller's: it is the operator's already.
    """
    if actor is None:
        sign(actor=None, ground=ground)
        yield
        return
    operate()
    sign(actor=actor, ground=ground)
    yield
    actor.enter(on)
