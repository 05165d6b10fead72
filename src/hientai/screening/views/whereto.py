"""The lines of “Có thể đi đâu”: a page of a person has one for each quota of each scheme."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hientai.screening.domain.screening import Part
from hientai.screening.papers import wording
from hientai.screening.queries.answers import Answer
from hientai.screening.views.shared import quota_address
from hientai.webkit.addresses import address_of
from hientai.webkit.markup import certainty, verdict

MAY_GO = ("passed", "to_be_proved")
INSIDE = """<li>{} <a href="{}">{} · {}</a> {} \
<small class="note"><a href="{}">{}</a></small></li>"""


def inside_html(slug: str, given: Iterable[Answer]) -> SafeString:
    """Quotas whose group the person belongs to, or may belong to: verdict, reasons, conditions."""
    more = _("xem từng điều kiện")
    return format_html_join(
        "\n",
        INSIDE,
        (
            (
                verdict(Part.TRAINED.value if _is_trained(one) else one.verdict),
                quota_address(slug, one.quota.id),
                one.quota.id,
                one.quota.title,
                _why(one),
                f"{address_of('screening:why', slug, one.quota.id)}?ma={quote(one.code)}",
                more,
            )
            for one in given
        ),
    )


def outside_html(slug: str, given: Iterable[Answer]) -> SafeString:
    """Quotas for others, each with what of the group the person is not."""
    lines = (
        (quota_address(slug, one.quota.id), one.quota.id, one.quota.title, _summary(one))
        for one in given
    )
    return format_html_join("\n", '<li><a href="{}">{} · {}</a>: {}</li>', lines)


def _is_trained(one: Answer) -> bool:
    return one.part == Part.TRAINED.value


def _why(one: Answer) -> SafeString:
    """What stands in the way; of who may go, that nothing does."""
    if _is_trained(one) or one.verdict in MAY_GO:
        return format_html("<p>{}</p>", _summary(one))
    told = ((wording.told(r), r.clause, certainty(r.certainty, r.note)) for r in one.obstacles)
    why = format_html_join("", "<p>{} <small>· {}</small> {}</p>", told)
    if one.frozen_on is None:
        return why
    return format_html("<p>{}</p>{}", wording.still_on(one.frozen_on), why)


def _summary(one: Answer) -> str:
    return wording.answered(one)
