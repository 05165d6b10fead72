"""Who learned in a class, for who issues its certificates; how an issuer stands on paper."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from hientai.certificates.domain.facts import birth_text
from hientai.classes.models import TrainingClass
from hientai.documents.queries.papers import body_of, proposed_body, unit_of_code
from hientai.organisations.models import Unit
from hientai.organisations.queries import names_on
from hientai.programmes.queries.limits import judged_if_any
from hientai.shared.refused import Refused
from hientai.shared.words import _
from hientai.timetables.queries import learners_ever

LEARNERS = 'SELECT * FROM certificates_learners(%s) ORDER BY name COLLATE "vi-x-icu", code'


@dataclass(frozen=True)
class Learner:
    """One learner of a class, a guest too: what the results came to ("" before the conclusion),
    the result of the turn ("" for a guest)."""

    learner_id: int
    person_id: int | None
    code: str
    name: str
    birth: str
    workplace: str
    turn_id: int | None
    result: str
    outcome: str
    classification: str


def learners(training_class: TrainingClass) -> list[Learner]:
    """The learners of a class by given names, as its other lists; none for who does not issue its
    certificates."""
    with connection.cursor() as cursor:
        cursor.execute(LEARNERS, [training_class.pk])
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    order = {one.id: at for at, one in enumerate(learners_ever(training_class.pk))}
    rows.sort(key=lambda row: order.get(row["learner_id"], len(order)))
    units = names_on([row["unit_id"] for row in rows if row["unit_id"]], training_class.ends_on)
    return [_learner(row, units) for row in rows]


def _learner(row: dict[str, Any], units: Mapping[int, str]) -> Learner:
    """A learner as the database tells it, with the name of the unit on the last day."""
    birth = birth_text(row.pop("birth_date"), row.pop("birth_precision"))
    unit = row.pop("unit_id")
    workplace = row.pop("workplace")
    return Learner(
        **row, birth=birth, workplace=units.get(unit, "") if unit is not None else workplace
    )


def face_of(unit: Unit, on: date) -> dict[str, str]:
    """How an issuer is called on its certificates, and where it has its seat."""
    body = body_of(unit)
    if body is not None:
        said = {"name": body.name, "parent": body.parent, "symbol": body.symbol}
        place = body.place
    else:
        standing = unit_of_code(unit.code, on)
        if standing is None:
            raise Refused(_("Đơn vị %s không có trong ngày này") % unit.code)
        said = proposed_body(standing, on)
        place = said["place"]
    return {
        "issuer": said["name"],
        "parent": said["parent"],
        "symbol": said["symbol"],
        "place_signed": place,
        "home": settings.HIENTAI_ADDRESS.rstrip("/"),
    }


def course_of(training_class: TrainingClass) -> dict[str, Any]:
    """What a class says of itself on a certificate."""
    version = training_class.version
    told = judged_if_any(version, training_class.starts_on)
    periods = (told.totals.periods if told else None) or 0
    days = math.ceil((told.days if told else version.stated_days) or 0)
    return {
        "programme": version.programme.title,
        "training_class": training_class.title,
        "starts_on": training_class.starts_on,
        "ends_on": training_class.ends_on,
        "periods": periods,
        "days": days,
    }
