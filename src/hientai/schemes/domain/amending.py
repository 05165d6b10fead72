"""Small amendments laid over a pack: places, a target, a phase, a basis, a group carried on.

Each gives a new pack and leaves the one it was given as it is; `as_version` makes it the next
version, by an act and from a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from hientai.schemes.domain.checks import misfits
from hientai.schemes.domain.continuation import Act, Continuation
from hientai.schemes.domain.pack import Basis, Item, Pack
from hientai.shared.refused import Refused
from hientai.shared.words import _

One = TypeVar("One", bound=Item)


def with_places(pack: Pack, quota_id: str, places: int) -> Pack:
    """Other places of a quota. Refused where they are split by degree: the split needs a pack."""
    quota = pack.quota(quota_id)
    if quota.degrees:
        raise Refused(
            _("Chỉ tiêu %(id)s chia chỗ theo trình độ") % {"id": quota_id},
            remedy=_("sửa số chỗ của từng trình độ trong quotas.yaml rồi nạp gói"),
        )
    made = quota.model_copy(update={"places": places})
    return pack.model_copy(update={"quotas": _replaced(pack.quotas, made)})


def with_target(pack: Pack, target_id: str, percent: float | None, phase: str) -> Pack:
    """Another percentage of a target, or another phase by whose end it is to be met."""
    target = pack.target(target_id)
    if target.measure.percent is None and percent is not None:
        raise Refused(
            _("Mục tiêu %(id)s không đo bằng tỷ lệ phần trăm") % {"id": target_id},
            remedy=_("để trống tỷ lệ, hoặc sửa cách đo trong targets.yaml rồi nạp gói"),
        )
    measure = target.measure
    if percent is not None:
        measure = measure.model_copy(update={"percent": percent})
    made = target.model_copy(update={"measure": measure, "phase": phase or target.phase})
    return pack.model_copy(update={"targets": _replaced(pack.targets, made)})


def with_phase(pack: Pack, phase_id: str, start: date, end: date) -> Pack:
    """Other days of a phase: extended, or cut short."""
    made = pack.phase(phase_id).model_copy(update={"start": start, "end": end})
    phases = _replaced(pack.scheme.phases, made)
    return pack.model_copy(update={"scheme": pack.scheme.model_copy(update={"phases": phases})})


def with_basis(pack: Pack, made: Basis) -> Pack:
    """A document that takes the place of a cited one, or that is added to them."""
    basis = (*(one for one in pack.scheme.basis if one.id != made.id), made)
    return pack.model_copy(update={"scheme": pack.scheme.model_copy(update={"basis": basis})})


def with_authority(pack: Pack, code: str, name: str) -> Pack:
    """Another authority: the scheme reaches its units, and what stood still goes on there."""
    scheme = pack.scheme
    said = {"authority": code, "bodies": {**scheme.bodies, code: scheme.bodies.get(code, name)}}
    return pack.model_copy(update={"scheme": scheme.model_copy(update=said)})


def with_continuation(pack: Pack, made: Continuation) -> Pack:
    """What becomes of a group from a day on."""
    kept = tuple(one for one in pack.continuations if one.id != made.id)
    return pack.model_copy(update={"continuations": (*kept, made)})


def as_version(pack: Pack, number: int, since: date, act: Act, change: str) -> Pack:
    """The pack as the next version of its scheme, read again whole.

    Refused with everything that does not fit together.
    """
    said = {
        "version": number,
        "effective_from": since,
        "act": act,
        "change": change,
        "citation": act.cited,
    }
    made = pack.model_copy(update={"scheme": pack.scheme.model_copy(update=said)})
    try:
        read = Pack.model_validate(made.document())
    except ValueError as error:
        raise Refused(_("Sửa đổi này chưa đúng"), why=str(error)) from error
    found = misfits(read)
    if found:
        raise Refused(_("Sửa đổi này không khớp với đề án"), why="; ".join(found))
    return read


def _replaced(rows: Sequence[One], made: One) -> tuple[One, ...]:
    return tuple(made if row.id == made.id else row for row in rows)
