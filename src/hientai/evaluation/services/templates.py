"""Verbs of form templates: an owner puts a version in force from a day."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.evaluation.domain.criteria import Number, data_of, read_indicators
from hientai.evaluation.models import TemplateVersion
from hientai.evaluation.queries.templates import template_on
from hientai.organisations.models import Unit
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

WALLS = {
    "unit_has_one_template_a_day": Refused(
        N_("Đã có mẫu phiếu áp dụng từ ngày này"), remedy=N_("Chọn ngày khác.")
    ),
}


@transaction.atomic
def put_template(
    *,
    actor: Author | None,
    unit: Unit | None,
    title: str,
    since: date,
    indicators: str,
    blank: int,
    bands: str,
    index: str,
    ground: str,
    on: date,
) -> TemplateVersion:
    """Put a form template in force from a day on, for classes of a unit and of those below it
    (None: of all); forms that were opened keep theirs.

    What it does not say otherwise is that of the template of the day before. Refused for a day
    that is over, and for indicators that cannot be read.
    """
    if since < on:
        raise Refused(
            _("Mẫu phiếu chỉ áp dụng từ hôm nay trở đi"), remedy=_("Chọn ngày từ hôm nay.")
        )
    made = replace(
        template_on(since, unit.pk if unit else None),
        code="own",
        title=" ".join(title.split()),
        since=since,
        source=ground,
        certainty="verified",
        indicators=read_indicators(indicators),
        blank=Number(blank, ground, "verified"),
        bands=Number(bands, ground, "verified"),
        index=Number(index, ground, "verified"),
    )
    sign(actor=actor, ground=ground)
    with told(WALLS):
        return TemplateVersion.objects.create(
            unit=unit,
            title=made.title,
            since=since,
            body=data_of(made),
            ground=ground,
            made_by=author_of(actor),
        )
