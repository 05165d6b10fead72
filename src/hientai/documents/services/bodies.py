"""Which body a unit is on its papers."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.documents.models import IssuingBody
from hientai.documents.queries import papers as reads
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

_UNNAMED = Refused(N_("Cơ quan ban hành phải có tên, ký hiệu và địa danh"))


@transaction.atomic
def issuing_body(*, actor: User | None, unit: Unit, on: date) -> IssuingBody:
    """The body a unit is on its papers; made from the tree of the day where nobody has said."""
    known = reads.body_of(unit)
    if known is not None:
        return known
    standing = reads.unit_of_code(unit.code, on)
    if standing is None:
        raise Refused(_("Đơn vị %s không có trong ngày này") % unit.code)
    return keep_body(actor=actor, unit=unit, **reads.proposed_body(standing, on))


@transaction.atomic
def keep_body(
    *,
    actor: User | None,
    unit: Unit,
    name: str,
    symbol: str,
    place: str,
    parent: str = "",
    drafter: str = "",
    collective: bool = False,
) -> IssuingBody:
    """Say how a unit stands on its papers from now on; papers drawn up before keep their words."""
    sign(actor=actor, ground=N_("cơ quan ban hành văn bản"))
    told_as = {
        "name": name.strip(),
        "symbol": symbol.strip(),
        "place": place.strip(),
        "parent": parent.strip(),
        "drafter": drafter.strip(),
        "collective": collective,
    }
    with told({"body_is_named": _UNNAMED}):
        return IssuingBody.objects.update_or_create(unit=unit, defaults=told_as)[0]
