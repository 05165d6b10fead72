"""The walls of the database told in words: a violated constraint becomes a `Refused`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from hientai.shared.refused import Refused


@contextmanager
def told(refusals: Mapping[str, Refused]) -> Iterator[None]:
    """Run writes in a savepoint; a constraint named in `refusals` is refused with those words.

    Any other error of the database goes on as it is: it is ours to mend, not the user's.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name in refusals:
            raise refusals[name] from error
        raise
