"""What the pages of nominations share: the list of an address, states and reasons in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext

from hientai.nominations.domain.overlapping import BLOCK, LABELS, WARN
from hientai.nominations.domain.overlapping import told as overlap_told
from hientai.nominations.domain.verdicts import stops
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries import showing
from hientai.programmes.queries.scope import writes
from hientai.rules.engine import Reason
from hientai.screening.papers import wording
from hientai.webkit.cells import Badge, Tone
from hientai.webkit.day import Visit
from hientai.webkit.markup import badge, certainty, verdict
from hientai.webkit.seen import mark_in

VIEW, EDIT, OWN = "nominations:view", "nominations:edit", "nominations:own"
LIST_TONES: dict[str, Tone] = {
    "draft": "info",
    "submitted": "warn",
    "approved": "good",
    "refused": "bad",
    "withdrawn": "mute",
}
ROW_TONES: dict[str, Tone] = {
    "draft": "mute",
    "submitted": "warn",
    "seated": "good",
    "reserve": "info",
    "decided": "good",
    "refused": "bad",
    "withdrawn": "mute",
    "replaced": "mute",
    "postponed": "warn",
}
OUTCOMES = ("failed", "unknown", "to_be_proved", "passed")
LEVEL_TONES: dict[str, Tone] = {"note": "mute", "warn": "warn", "block": "bad"}
SOURCES = {
    "paste": N_("dán từ bảng tính"),
    "file": N_("từ tệp"),
    "pick": N_("chọn từ danh sách sàng lọc"),
    "search": N_("tìm từng người"),
}
"""Where the people of a bulk step come from, as it is kept: in the language of the register."""


def list_of(request: Visit, number: int) -> NominationList:
    """The list of an address; 404 where the reader sees none."""
    found = showing.lists_on(request.on).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def may_edit(request: Visit, held: NominationList) -> bool:
    """Whether the reader may change a list and its rows."""
    return request.user.may(EDIT) and writes(held.unit_id)


def edited(request: Visit, number: int) -> NominationList:
    """The list of an address that the reader may change; 404 for any other."""
    held = list_of(request, number)
    if not writes(held.unit_id):
        raise Http404
    held.looked_at = mark_in(request)
    return held


def address(held: NominationList) -> str:
    """The page of a list."""
    return reverse("nominations:list", args=[held.pk])


def list_badge(held: NominationList) -> Badge:
    """Where a list stands; one sent back says so."""
    if held.state == "draft" and held.returned_reason:
        return Badge(_("bị trả lại"), "warn", held.returned_reason)
    return Badge(str(held.get_state_display()), LIST_TONES[held.state])


def row_badge(row: Nomination) -> Badge:
    """Where a row stands; in reserve, at which place."""
    text = str(row.get_state_display())
    if row.reserve_order:
        text = _("%(state)s thứ %(n)s") % {"state": text, "n": row.reserve_order}
    return Badge(text, ROW_TONES[row.state])


def stopped(row: Any) -> bool:
    """Whether a row (kept or only judged) cannot be submitted as it is."""
    return stops(row.verdict, row.level)


def reasons_of(kept: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """Kept reasons as the engine gave them, the worst first."""
    found = [Reason(**{**one, "missing": tuple(one["missing"])}) for one in kept]
    return sorted(found, key=lambda reason: OUTCOMES.index(reason.outcome))


def obstacle(row: Any) -> str:
    """The first thing that stands in a row's way, in a few words; "" where nothing does."""
    proved = getattr(row, "proved", {})
    for reason in reasons_of(row.reasons):
        if reason.outcome in ("failed", "unknown") and reason.code not in proved:
            return wording.told(reason)
    blocked = [one for one in row.overlaps if one["level"] == BLOCK]
    return _("trùng thời gian: %s") % blocked[0]["what"] if blocked else ""


def reasons_html(row: Any) -> SafeString:
    """All reasons of a row: value, limit, clause, how sure; what a paper proves says which."""
    proved = getattr(row, "proved", {})
    found = reasons_of(row.reasons)
    told = [one for one in found if one.outcome != "passed"]
    lines = format_html_join("", "{}", ((_reason(one, proved),) for one in told))
    met = [one for one in found if one.outcome == "passed"]
    more = _met(met) if met else mark_safe("")
    return format_html('<ul class="reasons" lang="vi">{}{}</ul>', lines, more)


def _reason(reason: Reason, proved: Mapping[str, str]) -> SafeString:
    tone = {"failed": "bad", "unknown": "warn"}.get(reason.outcome, "info")
    paper = proved.get(reason.code, "")
    said = format_html('<span class="tone-{}">{}</span>', tone, wording.told(reason))
    clause = format_html(" <small>· {}</small>", reason.clause) if reason.clause else ""
    by = format_html("<br>✓ {}", _("chứng minh bằng: %s") % paper) if paper else ""
    mark = certainty(reason.certainty, reason.note)
    return format_html("<li>{}{} {}{}</li>", said, clause, mark, by)


def _met(met: list[Reason]) -> SafeString:
    titles = "; ".join(one.title for one in met)
    words = ngettext("Đạt %(n)s điều kiện", "Đạt %(n)s điều kiện", len(met))
    count = words % {"n": len(met)}
    return format_html('<li class="note">{}: {}</li>', count, titles)


def overlaps_html(row: Any) -> SafeString:
    """What runs at the same time, each with how strongly that counts."""
    lines = (
        (badge(_(LABELS[one["level"]]), LEVEL_TONES[one["level"]]), overlap_told(one))
        for one in row.overlaps
    )
    if not row.overlaps:
        return mark_safe("")
    return format_html(
        '<ul class="reasons">{}</ul>',
        format_html_join("", '<li>{} <span lang="vi">{}</span></li>', lines),
    )


def score_html(row: Any) -> SafeString:
    """The priorities that hold with their points; those the register cannot tell give none."""
    if not row.score_parts:
        return mark_safe("")
    parts = (
        (
            one["title"],
            _("chưa rõ, không tính điểm") if one["points"] is None else f"+{one['points']}",
        )
        for one in row.score_parts
    )
    lines = format_html_join("", '<li><span lang="vi">{}</span> <b>{}</b></li>', parts)
    return format_html('<ul class="reasons">{}</ul>', lines)


def verdict_html(row: Any) -> SafeString:
    """The badge of a row's verdict, with that of what overlaps where it is more than a note."""
    told = verdict(row.verdict)
    if row.level not in (WARN, BLOCK):
        return told
    return format_html("{} {}", told, badge(_("trùng giờ học"), LEVEL_TONES[row.level]))


def source_kept(source: str) -> str:
    """Where a bulk step took its people from, as the step keeps it."""
    code, _colon, rest = source.partition(":")
    return f"{SOURCES.get(code, '')} {rest}".strip()[:200]


def day_asked(request: Visit) -> date:
    """The day a row is judged on: that of the page, but never one to come."""
    return min(request.on, request.today)
