"""Templates: written as a draft, looked at on real data, put into use from a day on."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.certificates.domain.wording import Words, refuse_words
from hientai.certificates.models import Template
from hientai.organisations.models import Unit
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

GROUND = N_("Mẫu chứng chỉ")
WALLS = {
    "one_certificate_template_a_day": Refused(
        N_("Ngày này đã có mẫu được cho dùng"), remedy=N_("Chọn ngày khác.")
    )
}


@transaction.atomic
def draft(
    *, actor: Author | None, kind: str, unit: Unit | None, words: Words, since: date, note: str = ""
) -> Template:
    """Keep a new version of the words of a kind, for one issuer or for all, as a draft."""
    refuse_words(words)
    sign(actor=actor, ground=GROUND)
    rows = Template.objects.filter(kind=kind, unit=unit)
    last = rows.aggregate(last=Max("version"))["last"] or 0
    with told({}):
        return Template.objects.create(
            kind=kind,
            unit=unit,
            version=last + 1,
            since=since,
            words=vars(words),
            note=note.strip(),
            written_by=author_of(actor),
        )


@transaction.atomic
def put_into_use(*, actor: Author | None, template: Template) -> Template:
    """Let a draft hold from its day on; certificates signed before keep their words."""
    held = _held(template, Template.State.DRAFT)
    sign(actor=actor, ground=GROUND)
    held.state, held.put_at, held.put_by = Template.State.IN_USE, timezone.now(), author_of(actor)
    with told(WALLS):
        held.save()
    return held


@transaction.atomic
def withdraw(*, actor: Author | None, template: Template) -> Template:
    """Take a version out of use, or give a draft up."""
    held = _held(template, Template.State.DRAFT, Template.State.IN_USE)
    sign(actor=actor, ground=GROUND)
    held.state = Template.State.WITHDRAWN
    with told({}):
        held.save(update_fields=["state"])
    return held


def _held(template: Template, *states: str) -> Template:
    held = Template.objects.select_for_update(of=("self",)).filter(pk=template.pk).first()
    if held is None or held.state not in states:
        raise Refused(_("Mẫu này không ở trạng thái cho phép"), remedy=_("Tải lại trang."))
    return held
