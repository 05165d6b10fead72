"""Dated events of units. Each verb locks what it touches, decides, writes and signs the trace.

`on` is the first day of the new state, `ground` the decision or law it rests on. A unit is named
by its row; what a user can mend is a `Refused`.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from hientai.audit.services import Author, sign
from hientai.organisations import queries
from hientai.organisations.domain import events as decisions
from hientai.organisations.domain.events import Version
from hientai.organisations.models import (
    Succession,
    Unit,
    UnitAttribute,
    UnitEvent,
    UnitVersion,
)
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, fold
from hientai.shared.vocabulary import BLOCS, UNIT_KINDS, UNIT_TYPES
from hientai.webkit.constraints import told

Kind = UnitEvent.Kind


@transaction.atomic
def create_unit(
    *,
    actor: Author | None,
    code: str,
    name: str,
    unit_type: str,
    on: date,
    ground: str,
    parent: Unit | None = None,
    kind: str = "none",
    bloc: str = "state",
) -> Unit:
    """Found a unit under another (or at the top) from a day on; codes are kept in capitals."""
    _sign(actor, ground)
    code = code.strip().upper()
    _refuse_unknown_words(unit_type, kind, bloc)
    if parent:
        decisions.version_on(parent.code, queries.versions_of(parent.pk), on)
    version = Version(name, unit_type, kind, bloc, parent.code if parent else None, on)
    taken = Refused(_("Mã đơn vị %s đã có") % code, remedy=_("Chọn mã khác."))
    with told({"organisations_unit_code_key": taken}):
        unit = Unit.objects.create(code=code)
    _open(unit, version, parent)
    _record(Kind.CREATE, on, ground, [(None, unit)])
    return unit


def _refuse_unknown_words(unit_type: str, kind: str, bloc: str) -> None:
    for word, vocabulary in ((unit_type, UNIT_TYPES), (kind, UNIT_KINDS), (bloc, BLOCS)):
        if word not in vocabulary:
            raise Refused(_("“%s” không có trong danh mục") % word)


@transaction.atomic
def rename_unit(
    *,
    actor: Author | None,
    unit: Unit,
    name: str,
    on: date,
    ground: str,
    kind: str | None = None,
) -> UnitVersion:
    """Give a unit another name from a day on, and another kind with it (huyện becomes quận)."""
    _sign(actor, ground)
    version = _change(unit, on, name=name, kind=kind)
    _record(Kind.RENAME, on, ground, [(unit, unit)])
    return version


@transaction.atomic
def move_unit(
    *, actor: Author | None, unit: Unit, parent: Unit, on: date, ground: str
) -> UnitVersion:
    """Put a unit under another one from a day on."""
    _sign(actor, ground)
    version = _move(unit, parent, on)
    _record(Kind.MOVE, on, ground, [(unit, unit)])
    return version


@transaction.atomic
def merge_units(
    *, actor: Author | None, units: Sequence[Unit], into: Unit, on: date, ground: str
) -> UnitEvent:
    """End units on a day; `into` goes on in their place and takes their sub-units.

    `into` is a unit that lives on that day: one that was there, or one founded for it.
    """
    _sign(actor, ground)
    decisions.refuse_parts(into.code, [unit.code for unit in units], least=1)
    decisions.version_on(into.code, queries.versions_of(into.pk), on)
    ending = {unit.pk for unit in units}
    for unit in units:
        for below in queries.units_left_under(unit.pk, on):
            if below.pk not in ending and below.pk != into.pk:
                _move(below, into, on)
    return _end_all(Kind.MERGE, units, [into], on, ground)


@transaction.atomic
def split_unit(
    *,
    actor: Author | None,
    unit: Unit,
    into: Sequence[Unit],
    on: date,
    ground: str,
    subunits: Mapping[str, Unit] | None = None,
) -> UnitEvent:
    """End a unit on a day in favour of several; `subunits` says by code where each one goes."""
    _sign(actor, ground)
    decisions.refuse_parts(unit.code, [part.code for part in into], least=2)
    for part in into:
        decisions.version_on(part.code, queries.versions_of(part.pk), on)
    for below in queries.units_left_under(unit.pk, on):
        if below.code in (subunits or {}):
            _move(below, (subunits or {})[below.code], on)
    return _end_all(Kind.SPLIT, [unit], into, on, ground)


@transaction.atomic
def dissolve_unit(*, actor: Author | None, unit: Unit, on: date, ground: str) -> UnitEvent:
    """End a unit on a day (its first day of no longer existing) without a successor."""
    _sign(actor, ground)
    return _end_all(Kind.DISSOLVE, [unit], [None], on, ground)


@transaction.atomic
def set_attribute(
    *, actor: Author | None, unit: Unit, name: str, value: str, on: date, ground: str
) -> UnitAttribute:
    """Let an attribute of a unit have a value from a day on; the value before ends that day."""
    _sign(actor, ground)
    Unit.objects.select_for_update().get(pk=unit.pk)
    held = UnitAttribute.objects.filter(unit=unit, name=name, period__endswith__isnull=True).first()
    if held:
        if held.period.lower >= on:
            raise Refused(
                _("Thuộc tính này đã có giá trị từ ngày %s") % day(held.period.lower),
                remedy=_("Nhập ngày sau ngày đó."),
            )
        held.period = DateRange(held.period.lower, on)
        held.save(update_fields=["period"])
    return UnitAttribute.objects.create(
        unit=unit, name=name, value=value, source=ground, period=DateRange(on, None)
    )


def _sign(actor: Author | None, ground: str) -> None:
    if not ground.strip():
        raise Refused(
            _("Chưa ghi căn cứ"), remedy=_("Ghi số và ngày của quyết định hoặc nghị quyết.")
        )
    sign(actor=actor, ground=ground)


def _change(
    unit: Unit,
    on: date,
    *,
    name: str | None = None,
    kind: str | None = None,
    parent: Unit | None = None,
) -> UnitVersion:
    """Close the version of a day and open the next one, with what changes."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    old, new = decisions.next_version(
        unit.code,
        queries.versions_of(unit.pk),
        on,
        name=name,
        kind=kind,
        parent=parent.code if parent else None,
    )
    row = _close(unit, old, on)
    return _open(unit, new, parent or row.parent)


def _move(unit: Unit, parent: Unit, on: date) -> UnitVersion:
    decisions.version_on(parent.code, queries.versions_of(parent.pk), on)
    decisions.refuse_cycle(unit.code, parent.code, queries.parents_on(on))
    return _change(unit, on, parent=parent)


def _end_all(
    kind: UnitEvent.Kind,
    units: Sequence[Unit],
    successors: Sequence[Unit | None],
    on: date,
    ground: str,
) -> UnitEvent:
    """Close the last version of each unit, the lower ones first, and record who follows them."""
    list(Unit.objects.select_for_update().filter(pk__in=[u.pk for u in units]).order_by("pk"))
    depth = {u.unit_id: u.depth for u in queries.units_on(on)}
    for unit in sorted(units, key=lambda u: -depth.get(u.pk, 0)):
        last = decisions.closed(unit.code, queries.versions_of(unit.pk), on)
        _close(unit, last, on)
    for unit in units:
        left = [u.code for u in queries.units_left_under(unit.pk, on)]
        decisions.refuse_left_behind(unit.code, on, left)
    return _record(kind, on, ground, [(u, s) for u in units for s in successors])


def _close(unit: Unit, version: Version, on: date) -> UnitVersion:
    row = UnitVersion.objects.select_related("parent").get(unit=unit, period__contains=on)
    row.period = DateRange(version.since, version.until)
    row.save(update_fields=["period"])
    return row


def _open(unit: Unit, version: Version, parent: Unit | None) -> UnitVersion:
    return UnitVersion.objects.create(
        unit=unit,
        name=version.name,
        name_folded=fold(version.name),
        type=version.unit_type,
        kind=version.kind,
        bloc=version.bloc,
        parent=parent,
        period=DateRange(version.since, version.until),
    )


def _record(
    kind: UnitEvent.Kind, on: date, ground: str, parts: Sequence[tuple[Unit | None, Unit | None]]
) -> UnitEvent:
    event = UnitEvent.objects.create(kind=kind, on=on, ground=ground)
    Succession.objects.bulk_create(
        Succession(event=event, predecessor=before, successor=after) for before, after in parts
    )
    return event
