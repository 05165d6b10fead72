"""An institution puts its own limits of absence in force from a day."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.attendance.domain.limits import ALL, UNEXCUSED
from hientai.attendance.models import Rule
from hientai.attendance.services.walls import WALLS
from hientai.audit.services import Author, sign
from hientai.programmes.models import Institution
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told


@transaction.atomic
def set_limits(
    *,
    actor: Author | None,
    institution: Institution,
    since: date,
    all_most: Decimal | None,
    unexcused_most: Decimal | None,
    clause: str,
) -> list[Rule]:
    """The limits that the regulation of an institution sets from a day on, in hundredths of the
    periods of a class; they hold for classes that begin from then on, in place of those shipped.

    Refused without any limit, without the regulation, and twice from one day.
    """
    clause = " ".join(clause.split())
    named = {ALL: all_most, UNEXCUSED: unexcused_most}
    if not clause or all(most is None for most in named.values()):
        raise Refused(_("Ghi ít nhất một mức và quy chế của cơ sở"))
    sign(actor=actor, ground=clause)
    rows = [
        Rule(
            institution=institution,
            since=since,
            counts=counts,
            most=most,
            clause=clause,
            written_by=author_of(actor),
        )
        for counts, most in named.items()
        if most is not None
    ]
    with told(WALLS):
        return Rule.objects.bulk_create(rows)
