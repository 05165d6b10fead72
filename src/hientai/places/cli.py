"""`hientai place`: places left of a quota, seats, divisions; seats given back when they lapse."""

from datetime import date, timedelta
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.places.domain.dividing import shares
from hientai.places.models import Division, Seat
from hientai.places.queries.divisions import parts_of, ready_units
from hientai.places.queries.pools import places_left
from hientai.places.services import dividing
from hientai.places.services.lapsing import release_pool_by_pool
from hientai.schemes.queries import pack_of, scheme
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.training.queries.readings import reading
from hientai.webkit.terminal import as_json, on_day, say_json

STEPS = {
    "offer": dividing.offer,
    "by-need": dividing.divide_by_need,
    "return": dividing.return_unused,
    "again": dividing.offer_again,
    "close": dividing.close,
}


@click.group("place")
def place() -> None:
    """Chỗ học: còn bao nhiêu, ai giữ, giao cho đơn vị nào.

    \b
    Ví dụ:
      hientai place left hanoi-1698 --on 2024-06-01 --json
      hientai place divide hanoi-1698 A.1.1 40
    """


@place.command("left")
@click.argument("slug")
@on_day
@as_json
def left_command(slug: str, on: date, in_json: bool) -> None:
    """Từng chỉ tiêu của đề án: số chỗ, đã học, đang giữ, đã dùng, còn lại.

    \b
    Ví dụ:
      hientai place left hanoi-1698 --json
    """
    with operator_scope(_("xem số chỗ")):
        version = scheme(slug, on)
        found = []
        for quota in pack_of(version).quotas:
            left = places_left(version.scheme, quota.id, on)
            if left is not None and quota.per is None:
                found.append(_left(quota.id, left))
    if in_json:
        say_json(found)
        return
    for one in found:
        rest = "–" if one["left"] is None else number(one["left"])
        click.echo(f"{one['item']}\t{one['stated'] or '–'}\t{rest}")


def _left(item: str, left: Any) -> dict[str, Any]:
    names = ("stated", "elsewhere", "held", "used", "promised", "left", "beside", "over")
    return {"item": item} | {name: getattr(left, name) for name in names}


@place.command("seats")
@click.option("--state", type=click.Choice(Seat.State.values), help=_("Chỉ một tình trạng."))
@click.option("--item", help=_("Chỉ một chỉ tiêu."))
@as_json
def seats_command(state: str | None, item: str | None, in_json: bool) -> None:
    """Các chỗ đã giữ, đã dùng, đã trả.

    \b
    Ví dụ:
      hientai place seats --state held --json
    """
    with operator_scope(_("xem chỗ học")):
        rows = Seat.objects.select_related(
            "person", "unit", "of_quota__scheme", "of_class__training_class"
        ).order_by("pk")
        rows = rows.filter(state=state) if state else rows
        found = [_seat(row) for row in (rows.filter(of_quota__item_id=item) if item else rows)]
    if in_json:
        say_json(found)
        return
    for one in found:
        click.echo(f"{one['id']}\t{one['person']}\t{one['item'] or one['class']}\t{one['state']}")


def _seat(row: Any) -> dict[str, Any]:
    last = row.period.upper
    return {
        "id": row.pk,
        "person": row.person.code,
        "name": row.person.name,
        "unit": row.unit.code,
        "scheme": row.of_quota.scheme.slug if row.of_quota else "",
        "item": row.of_quota.item_id if row.of_quota else "",
        "class": row.of_class.training_class.code if row.of_class else "",
        "starts_on": row.period.lower,
        "ends_on": last and last - timedelta(days=1),
        "state": row.state,
        "held_until": row.held_until,
        "reason": row.reason,
    }


@place.command("divide")
@click.argument("slug")
@click.argument("item")
@click.argument("total", type=int)
@click.option("--unit", "units", multiple=True, help=_("Mã đơn vị; lặp lại được."))
@on_day
@as_json
def divide_command(
    slug: str, item: str, total: int, units: tuple[str, ...], on: date, in_json: bool
) -> None:
    """Thử chia số chỗ theo số người đủ điều kiện; không ghi gì.

    \b
    Ví dụ:
      hientai place divide hanoi-1698 A.1.1 40 --on 2024-06-01
    """
    with operator_scope(_("thử chia chỗ")):
        ready = ready_units(reading(scheme(slug, on), on), item, units)
    people = {unit.code: unit.headcount for unit in ready}
    parts = shares(total, people, people)
    found = [
        {"unit": u.code, "name": u.name, "headcount": u.headcount, "places": parts[u.code]}
        for u in ready
    ]
    if in_json:
        say_json(found)
        return
    for one in found:
        click.echo(f"{one['unit']}\t{one['headcount']}\t{one['places']}\t{one['name']}")


@place.command("divisions")
@on_day
@as_json
def divisions_command(on: date, in_json: bool) -> None:
    """Các đợt giao chỗ và số của từng đơn vị.

    \b
    Ví dụ:
      hientai place divisions --json
    """
    with operator_scope(_("xem đợt giao chỗ")):
        rows = Division.objects.select_related("scheme").order_by("-pk")
        found = [_division(row, on) for row in rows]
    if in_json:
        say_json(found)
        return
    for one in found:
        click.echo(f"{one['id']}\t{one['item']}\t{one['state']}\t{one['total']}\t{one['title']}")


def _division(row: Division, on: date) -> dict[str, Any]:
    names = ("wanted", "headcount", "offered", "accepted", "again", "returned", "kept")
    return {
        "id": row.pk,
        "title": row.title,
        "scheme": row.scheme.slug,
        "item": row.item_id,
        "total": row.total,
        "basis": row.basis,
        "state": row.state,
        "answer_by": row.answer_by,
        "return_by": row.return_by,
        "units": [
            {"unit": part.unit.code, "taken": part.pool.taken}
            | {name: getattr(part, name) for name in names}
            for part in parts_of(row, on)
        ],
    }


@place.command("step")
@click.argument("key", type=int)
@click.argument("name", type=click.Choice(sorted(STEPS)))
@on_day
@as_json
def step_command(key: int, name: str, on: date, in_json: bool) -> None:
    """Một bước của đợt giao chỗ: giao, chia theo nhu cầu, thu lại, giao lại, khép.

    \b
    Ví dụ:
      hientai place step 1 return --on 2024-10-01
    """
    with operator_scope(_("giao chỗ cho đơn vị")):
        row = Division.objects.filter(pk=key).first()
        if row is None:
            raise Refused(_("Không có đợt giao chỗ số %s") % key)
        STEPS[name](actor=None, division=row, on=on)
        told = _division(Division.objects.select_related("scheme").get(pk=key), on)
    if in_json:
        say_json(told)
        return
    click.echo(f"{told['title']}: {told['state']}")


@place.command("lapse")
@on_day
@as_json
def lapse_command(on: date, in_json: bool) -> None:
    """Trả lại mọi chỗ đã quá hạn giữ (công việc chạy hằng ngày).

    \b
    Ví dụ:
      hientai place lapse --on 2024-08-01
    """
    given_back = release_pool_by_pool(on)
    with operator_scope():
        lapsed = [_seat(seat) for seat in given_back]
    if in_json:
        say_json(lapsed)
        return
    click.echo(
        _("Đã trả lại %(n)s chỗ quá hạn đến ngày %(on)s.") % {"n": len(lapsed), "on": day(on)}
    )
