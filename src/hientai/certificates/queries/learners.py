"""Who learned in a class, for who issues its certificates; how an issuer stands on paper."""

import math
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

LEARNERS = 'SELECT * FROM certificates_learners(%s) ORDER BY name COLLATE "vi-x-icu", code'


@dataclass(frozen=True)
class Learner:
    """One learner of a class: who used a place in it."""

    person_id: int
    code: str
    name: str
    birth: str
    workplace: str
    turn_id: int | None
    result: str


def learners(training_class: TrainingClass) -> list[Learner]:
    """The learners of a class; none for who does not issue its certificates."""
    with connection.cursor() as cursor:
        cursor.execute(LEARNERS, [training_class.pk])
        rows = cursor.fetchall()
    units = names_on([row[5] for row in rows], training_class.ends_on)
    return [
        Learner(
            person_id=person,
            code=code,
            name=name,
            birth=birth_text(born, precision),
            workplace=units.get(unit, ""),
            turn_id=turn,
            result=result or "",
        )
        for person, code, name, born, precision, unit, turn, result in rows
    ]


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
