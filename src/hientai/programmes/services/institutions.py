"""Training institutions: described, with rooms, programmes they may run, contracts."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.organisations.models import Unit, UnitVersion
from hientai.programmes.domain.rooms import RoomTold
from hientai.programmes.models import Capability, Contract, Institution, Programme, Room
from hientai.programmes.services.materials import Upload, keep
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.constraints import told

TYPE = "training_institution"
WALLS = {
    "capable_once_a_day": Refused(
        N_("Cơ sở đã được giao chương trình này trong thời gian đó"),
        remedy=N_("Kết thúc lần trước, hoặc chọn thời gian khác."),
    ),
    "contract_number_once_a_unit": Refused(
        N_("Đơn vị đã có hợp đồng mang số này"), remedy=N_("Kiểm tra lại số hợp đồng.")
    ),
}


@transaction.atomic
def describe(*, actor: Author | None, unit: Unit, facts: Mapping[str, Any]) -> Institution:
    """Say what a training institution is beyond a unit; refused for a unit of another type."""
    if not UnitVersion.objects.filter(unit=unit, type=TYPE).exists():
        raise Refused(
            _("%s không phải cơ sở đào tạo, bồi dưỡng") % unit.code,
            why=_("loại đơn vị trong danh mục là loại khác"),
            remedy=_("Thêm cơ sở vào danh mục đơn vị với loại “Cơ sở đào tạo, bồi dưỡng”."),
        )
    sign(actor=actor, ground=N_("Hồ sơ cơ sở %s") % unit.code)
    with told({}):
        return Institution.objects.update_or_create(unit=unit, defaults=dict(facts))[0]


@transaction.atomic
def write_rooms(
    *, actor: Author | None, institution: Institution, rooms: Sequence[RoomTold]
) -> None:
    """The rooms of an institution, in the place of those it had; a room keeps its name."""
    sign(actor=actor, ground=N_("Phòng học của %s") % institution.unit.code)
    with told({}):
        try:
            institution.rooms.exclude(name__in=[room.name for room in rooms]).delete()
        except ProtectedError as error:
            raise Refused(
                _("Phòng định bỏ đã có trong lịch học"),
                remedy=_("Đổi phòng của các buổi học trước."),
            ) from error
        for room in rooms:
            Room.objects.update_or_create(
                institution=institution,
                name=room.name,
                defaults={"places": room.places, "kind": room.kind},
            )


@transaction.atomic
def allow(
    *,
    actor: Author | None,
    institution: Institution,
    programme: Programme,
    since: date,
    ground: str,
    until: date | None = None,
) -> Capability:
    """Let an institution run a programme, for a period and on a ground."""
    sign(actor=actor, ground=ground)
    if until is not None and until < since:
        raise Refused(
            _("Ngày cuối trước ngày đầu %s") % day(since), remedy=_("Kiểm tra lại ngày cuối.")
        )
    last = until + timedelta(days=1) if until else None
    with told(WALLS):
        return Capability.objects.create(
            institution=institution,
            programme=programme,
            period=DateRange(since, last),
            ground=ground,
        )


@transaction.atomic
def contract(
    *,
    actor: Author | None,
    institution: Institution,
    unit: Unit,
    upload: Upload | None = None,
    **facts: Any,
) -> Contract:
    """Record a contract of a unit with an institution.

    `facts`: number, subject, signed_on, starts_on, ends_on, value.
    """
    sign(actor=actor, ground=N_("Hợp đồng %s") % facts["number"])
    paper = keep(actor=actor, unit=unit, upload=upload) if upload else None
    with told(WALLS):
        return Contract.objects.create(institution=institution, unit=unit, document=paper, **facts)
