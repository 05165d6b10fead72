"""The walls of the database told in words: a violated constraint becomes a `Refused`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, ProgrammingError, transaction
from django.utils.translation import gettext as _

from hientai.shared.refused import Refused

OUT_OF_SIGHT = "42501"  # insufficient_privilege: a policy of row-level security says no


@contextmanager
def told(refusals: Mapping[str, Refused]) -> Iterator[None]:
    """Run writes in a savepoint; a constraint named in `refusals` is refused with those words.

    What row-level security keeps out of reach is refused too. Any other error of the database goes
    on as it is: it is ours to mend, not the user's.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        refused = refusals.get(name or "")
        if refused is None:
            raise
        raise refused from error
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) != OUT_OF_SIGHT:
            raise
        raise Refused(
            _("Việc này nằm ngoài phạm vi đơn vị của bạn"),
            remedy=_("Chọn đơn vị trong phạm vi của bạn, hoặc đề nghị đơn vị cấp trên thực hiện."),
        ) from error
