"""Tags and filters of all pages: `{% load webkit %}`.

Filters
    {{ 1234|number }} → 1.234      {{ 0.142|percent }} → 14,2 %      {{ date|day }} → 01/06/2024
    {{ time|moment }} → 01/06/2024 10:29, also {{ time|moment:"H:i d/m" }}
    {{ date|typed_day }}: as it stands in a field, the same in every language
    {{ text|lines }}: splits a text into its lines
Marks
    {% verdict "passed" %}                      badge of a verdict of the rules engine
    {% certainty "recalled" note="…" %}         "chưa đối chiếu" badge; nothing for "verified"
    {% badge "chậm 3 điểm" tone="warn" %}       tones: good, warn, bad, info, mute
Pictures (the numbers always stand beside them as text)
    {% bullet value=0.142 target=0.2 expected=0.12 tone="good" %}    shares of one, or None
    {% funnel_bar n total tone="good" %}        a bar of n out of total
Page parts
    {% crumbs "Đề án" url "1698/QĐ-UBND" %}     breadcrumbs: pairs of text and address, last bare
    {% cell value %}                            a cell of webkit.lists
    {% panels "person" person place="side" %}   the panels of a page (place: main)
    {% attention %}                             "Cần chú ý": pieces of all rooms, see attention.html
    {% empty "Chưa có dữ liệu" hint="…" %}      what stands where a list is empty
    {% may "people:export" as allowed %}        whether the user has a permission
    {% here trang=2 %}                          this address with some parts changed
"""

from datetime import date, datetime
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from hientai.shared import vietnamese
from hientai.shared.words import English, language
from hientai.webkit import day as day_of_pages
from hientai.webkit import panels as panel_register
from hientai.webkit.filters import address
from hientai.webkit.markup import badge, box, cell_html, certainty, verdict

register = template.Library()
register.simple_tag(badge)
register.simple_tag(certainty)
register.simple_tag(verdict)
register.simple_tag(cell_html, name="cell")


@register.filter
def number(value: Any) -> str:
    """A number as Vietnamese write it; "–" for none."""
    return "–" if value is None or value == "" else vietnamese.number(value)


@register.filter
def percent(value: Any, digits: int = 1) -> str:
    """A share of one as a percentage (0.142 → "14,2 %"); "–" for none."""
    return "–" if value is None or value == "" else vietnamese.percent(value, digits)


@register.filter
def day(value: date | None) -> str:
    """A day as dd/mm/yyyy; "–" for none."""
    return "–" if not value else vietnamese.day(value)


@register.filter
def typed_day(value: date | None) -> str:
    """A day as it is typed into a field; "" for none."""
    return vietnamese.typed_day(value)


@register.filter
def moment(value: datetime | None, shape: str = "SHORT_DATETIME_FORMAT") -> str:
    """When something was written down (see `day.moment`), in a shape of dates; "–" for none."""
    return "–" if value is None else date_format(day_of_pages.moment(value), shape)


@register.filter
def lines(value: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in str(value or "").splitlines() if line.strip()]


@register.inclusion_tag("webkit/bullet.html")
def bullet(
    value: float | None,
    target: float | None = None,
    expected: float | None = None,
    tone: str = "info",
) -> dict[str, Any]:
    """A bar of the share `value` (of one), marked at the target and where it should be by now."""
    return {
        "width": _share(value),
        "target": None if target is None else _share(target),
        "expected": None if expected is None else _share(expected),
        "tone": tone,
        "reading": _reading(value, target, expected),
    }


@register.inclusion_tag("webkit/funnel_bar.html")
def funnel_bar(n: float | None, total: float | None, tone: str = "info") -> dict[str, Any]:
    """A bar of n out of total; something that is not nothing stays visible."""
    share = n / total if n and total else 0
    return {"width": _share(max(share, 0.006) if n else 0), "tone": tone}


@register.inclusion_tag("webkit/crumbs.html")
def crumbs(*parts: Any) -> dict[str, Any]:
    """Breadcrumbs from text, address, text, address …; an odd last text is the page itself."""
    pairs = [(parts[i], parts[i + 1]) for i in range(0, len(parts) - 1, 2)]
    return {"pairs": pairs, "last": parts[-1] if len(parts) % 2 else ""}


@register.simple_tag(takes_context=True)
def panels(context: template.Context, page: Any, subject: Any = None, place: str = "main") -> str:
    """The panels of a page, in their order, each in a box with its title."""
    request = context["request"]
    shown = []
    mine = [p for p in panel_register.panels_for(page, request) if p.place == place]
    for panel in panel_register.with_something(mine, subject):
        body = panel.render(request, subject)
        if body.strip():
            shown.append(body if place == "actions" else box(panel.slug, panel.title, body))
    return mark_safe("\n".join(shown))  # a panel gives finished HTML


@register.simple_tag
def lang_of(text: str) -> str:
    """The mark of a document's own words on a page of another language: `<b{% lang_of t %}>`."""
    return "" if language() == "vi" or isinstance(text, English) else mark_safe(' lang="vi"')


@register.simple_tag(takes_context=True)
def attention(context: template.Context) -> str:
    """What needs attention: the pieces of all rooms in one box, or that nothing does."""
    request = context["request"]
    found = panel_register.panels_for("attention", request)
    bodies = [panel.render(request, None) for panel in found]
    items = [mark_safe(body) for body in bodies if body.strip()]
    return render_to_string("webkit/attention.html", {"items": items}, request=request)


@register.inclusion_tag("webkit/empty.html")
def empty(text: str, hint: str = "", href: str = "", action: str = "") -> dict[str, str]:
    """What stands where there is nothing: why, and what to do about it."""
    return {"text": text, "hint": hint, "href": href, "action": action}


@register.simple_tag(takes_context=True)
def may(context: template.Context, permission: str) -> bool:
    """Whether the user has a permission."""
    user = context["request"].user
    return bool(user.is_authenticated and user.may(permission))


@register.simple_tag(takes_context=True)
def here(context: template.Context, **changes: Any) -> str:
    """This page's query with some parts changed (None takes a part away)."""
    return address(context["request"].GET, **changes)


def _share(value: float | None) -> str:
    return f"{100 * min(max(float(value or 0), 0.0), 1.0):.2f}%"


def _reading(value: float | None, target: float | None, expected: float | None) -> str:
    parts = [_("đạt %s") % percent(value)]
    if target is not None:
        parts.append(_("mục tiêu %s") % percent(target))
    if expected is not None:
        parts.append(_("lẽ ra đến nay %s") % percent(expected))
    return ", ".join(parts)
