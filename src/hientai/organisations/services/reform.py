"""Write an act over many units, and take it back, set by set in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Func, Model, ProtectedError, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from hientai.audit.services import Author, sign
from hientai.organisations import queries
from hientai.organisations.domain.reform import Plan, Step, events_of, plan
from hientai.organisations.models import Succession, Unit, UnitEvent, UnitVersion
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, fold


@dataclass(frozen=True)
class Written:
    """What an act wrote: its plan, its events, and the ids of the units it touched by code."""

    plan: Plan
    events: Sequence[UnitEvent]
    ids: dict[str, int]

    def of(self, codes: Sequence[str]) -> list[int]:
        """The ids of some of the units."""
        return [self.ids[code] for code in codes]


@transaction.atomic
def write_reform(*, actor: Author | None, steps: Sequence[Step], on: date, ground: str) -> Written:
    """Change many units on a day; refused whole where anything in it cannot be."""
    sign(actor=actor, ground=ground)
    ids = dict(Unit.objects.select_for_update().order_by("pk").values_list("code", "pk"))
    judged = plan(steps, queries.versions_by_code(), on)
    if judged.wrong:
        raise Refused(
            _("Đợt sắp xếp không còn thực hiện được"),
            why="; ".join(str(one) for one in judged.wrong[:5]),
            remedy=_("Sửa các dòng này rồi nộp lại."),
        )
    made = Unit.objects.bulk_create(Unit(code=code) for code in sorted(judged.founded))
    ids |= {unit.code: unit.pk for unit in made}
    closing = [ids[code] for code in (*judged.ended, *judged.changed)]
    _close(closing, on)
    _open(judged, ids)
    return Written(judged, _record(judged, ids, ground), ids)


@transaction.atomic
def take_back_reform(
    *,
    actor: Author | None,
    events: Sequence[int],
    ended: Sequence[int],
    changed: Sequence[int],
    founded: Sequence[int],
    on: date,
    ground: str,
) -> None:
    """Undo an act while nothing later stands on it; the units are named by their ids."""
    sign(actor=actor, ground=ground)
    list(Unit.objects.select_for_update().order_by("pk").values_list("pk"))
    _refuse_later(events, [*ended, *changed, *founded], on)
    Succession.objects.filter(event__in=events).delete()
    UnitEvent.objects.filter(pk__in=events).delete()
    opened = UnitVersion.objects.filter(unit__in=[*changed, *founded])
    opened.filter(period__startswith=on).delete()
    closed = UnitVersion.objects.filter(unit__in=[*ended, *changed], period__endswith=on)
    closed.update(period=_span(None))
    try:
        Unit.objects.filter(pk__in=founded).delete()
    except ProtectedError as error:
        raise _still_used(error.protected_objects) from error


def _close(units: Sequence[int], on: date) -> None:
    UnitVersion.objects.filter(unit__in=units, period__contains=on).update(period=_span(on))


def _span(until: date | None) -> Func:
    """The period as it began, until another day."""
    return Func(
        Lower("period"),
        Value(until),
        function="daterange",
        template="%(function)s(%(expressions)s)",
    )


def _open(judged: Plan, ids: dict[str, int]) -> None:
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit_id=ids[code],
            name=version.name,
            name_folded=fold(version.name),
            type=version.unit_type,
            kind=version.kind,
            bloc=version.bloc,
            parent_id=ids[version.parent] if version.parent else None,
            period=DateRange(version.since, version.until),
        )
        for code, version in judged.opened.items()
    )


def _record(judged: Plan, ids: dict[str, int], ground: str) -> list[UnitEvent]:
    told = list(events_of(judged))
    rows = (UnitEvent(kind=event.what.value, on=judged.on, ground=ground) for event in told)
    made = UnitEvent.objects.bulk_create(rows)
    Succession.objects.bulk_create(
        Succession(
            event=row,
            predecessor_id=ids[before] if before else None,
            successor_id=ids[after] if after else None,
        )
        for row, event in zip(made, told, strict=True)
        for before, after in event.parts
    )
    return made


def _refuse_later(events: Sequence[int], units: Sequence[int], on: date) -> None:
    """Nothing may have happened to the units since, nor to what stands under them."""
    mine = Q(predecessor__in=units) | Q(successor__in=units)
    later = Succession.objects.filter(mine, event__on__gte=on).exclude(event__in=events)
    codes = set(later.values_list("predecessor__code", flat=True))
    since = Q(unit__in=units) | Q(parent__in=units)
    rows = UnitVersion.objects.filter(since, period__startswith__gt=on)
    codes |= set(rows.values_list("unit__code", flat=True))
    if codes := codes - {None}:
        raise Refused(
            _("Không hoàn tác được đợt sắp xếp ngày %s") % day(on),
            why=_("sau đó đã có thay đổi của: %s") % ", ".join(sorted(codes)[:5]),
            remedy=_("Hoàn tác các thay đổi đó trước."),
        )


def _still_used(rows: set[Model]) -> Refused:
    kinds = sorted({str(row._meta.verbose_name) for row in rows})
    return Refused(
        _("Không hoàn tác được đợt sắp xếp"),
        why=_("đơn vị mới thành lập đã được dùng ở: %s") % ", ".join(kinds),
        remedy=_("Chuyển hoặc bỏ các ghi nhận đó trước."),
    )
