"""Certificates: 10,000 issued with QR and credential and drawn, one alone, verification.

Run as `python -m bench.certificates` in a process of its own; prints JSON of seconds and of CPU
seconds. It needs a database with the demo city, in which it makes a school of its own.
"""

import json
import resource
import time
from datetime import date
from typing import Any

import django

from bench.city import measured
from bench.lines import Line

PEOPLE, ASKED = 10_000, 1_500


def certificates() -> list[Line]:
    """Measure in a fresh process."""
    told = measured("bench.certificates")
    cpu = f"{told['cpu']:.0f} s CPU"
    many = f"{PEOPLE:,} certificates with QR and credential, drawn for print"
    return [
        Line(many, [told["many"]], target=120, note=cpu),
        Line("one certificate, issued and drawn", told["one"], target=0.5),
        Line(
            "public verification of codes",
            [told["verified"]],
            unit="/s",
            target=150,
            at_least=True,
        ),
        Line("verification of QR codes without a network", [told["offline"]], unit="/s"),
    ]


def _measure() -> dict[str, object]:
    """The figures, as the worker and the public page come to them."""
    django.setup()
    from hientai.accounts.services import operator_scope  # noqa: PLC0415  Django is set up above
    from hientai.certificates.models import Certificate  # noqa: PLC0415

    with operator_scope("bench"):
        school = _school()
    told = _many(school) | {"one": [_one(school) for _each in range(5)]}
    with operator_scope("bench"):
        rows = list(Certificate.objects.values_list("code", "signature")[:ASKED])
    return told | {"verified": _verified(rows), "offline": _offline(rows)}


def _many(school: Any) -> dict[str, object]:
    """Seconds and CPU seconds for a list as the worker issues and draws it."""
    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.certificates import services as verbs  # noqa: PLC0415
    from hientai.certificates.services.issuing import carry_out  # noqa: PLC0415

    with operator_scope("bench"):
        batch = verbs.prepare(unit=school, holders=_holders(PEOPLE), **_said())
        verbs.confirm(actor=None, batch=batch)
    begun, cpu = time.perf_counter(), _cpu()
    carry_out(actor=None, batch_id=batch.pk)
    return {"many": time.perf_counter() - begun, "cpu": _cpu() - cpu}


def _one(school: Any) -> float:
    """Seconds for a single one, issued and drawn."""
    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.certificates import services as verbs  # noqa: PLC0415
    from hientai.certificates.models import Certificate  # noqa: PLC0415
    from hientai.certificates.papers.pdf import Sheet, pdf  # noqa: PLC0415

    begun = time.perf_counter()
    with operator_scope("bench"):
        made = verbs.issue(unit=school, holders=_holders(1), **_said())
        row = Certificate.objects.get(entry__batch=made)
    pdf([Sheet(row.said, row.words, row.signature)])
    return time.perf_counter() - begun


def _verified(rows: list[tuple[str, str]]) -> float:
    """Codes a second that the public page answers."""
    from django.test import Client  # noqa: PLC0415

    client, begun = Client(), time.perf_counter()
    for code, _signature in rows:
        assert client.get(f"/xac-nhan/{code}/").status_code == 200
    return len(rows) / (time.perf_counter() - begun)


def _offline(rows: list[tuple[str, str]]) -> float:
    """QR codes a second that are verified with the keys alone."""
    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.certificates.domain import tokens  # noqa: PLC0415
    from hientai.certificates.queries.verifying import known_keys  # noqa: PLC0415

    with operator_scope("bench"):
        keys = known_keys()
    begun = time.perf_counter()
    for _code, signature in rows:
        read = tokens.read(signature, keys)
        assert read and read.genuine
    return len(rows) / (time.perf_counter() - begun)


def _holders(most: int) -> list[Any]:
    from hientai.certificates.services import Holder  # noqa: PLC0415

    four = ("Tuyết", "Hồng", "Nguyệt", "Dương")
    names = (f"Nguyễn Thị Ánh {four[at % 4]}" for at in range(most))
    return [Holder(name=name, birth="1986-03-09", classification="good") for name in names]


def _said() -> dict[str, Any]:
    """What all lists of the bench say alike."""
    from hientai.certificates.services import Course  # noqa: PLC0415

    course = Course(
        programme="Bồi dưỡng kiến thức, kỹ năng lãnh đạo, quản lý cấp phòng",
        starts_on=date(2024, 3, 4),
        ends_on=date(2024, 3, 29),
        signer="Trần Văn Nam",
        days=20,
        periods=160,
    )
    return {"actor": None, "course": course, "signed_on": date(2024, 4, 10)}


def _school() -> Any:
    from hientai.organisations.models import Unit  # noqa: PLC0415
    from hientai.organisations.services import create_unit  # noqa: PLC0415

    return create_unit(
        actor=None,
        code="BENCH-TCB",
        name="Trường Đào tạo cán bộ Lê Hồng Phong",
        unit_type="training_institution",
        parent=Unit.objects.get(code="HN"),
        on=date(2008, 1, 1),
        ground="bench",
    )


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(json.dumps(_measure()))
