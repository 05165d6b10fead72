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
    from django.test import Client  # noqa: PLC0415  Django is set up above

    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.certificates import services as verbs  # noqa: PLC0415
    from hientai.certificates.domain import tokens  # noqa: PLC0415
    from hientai.certificates.models import Certificate  # noqa: PLC0415
    from hientai.certificates.papers.pdf import Sheet, pdf  # noqa: PLC0415
    from hientai.certificates.queries.verifying import known_keys  # noqa: PLC0415
    from hientai.certificates.services.issuing import carry_out  # noqa: PLC0415

    course = verbs.Course(
        programme="Bồi dưỡng kiến thức, kỹ năng lãnh đạo, quản lý cấp phòng",
        starts_on=date(2024, 3, 4),
        ends_on=date(2024, 3, 29),
        signer="Trần Văn Nam",
        days=20,
        periods=160,
    )
    said: dict[str, Any] = {"course": course, "signed_on": date(2024, 4, 10)}
    with operator_scope("bench"):
        school = _school()
        holders = [
            verbs.Holder(name=f"Nguyễn Thị Ánh {name}", birth="1986-03-09", classification="good")
            for name in ("Tuyết", "Hồng", "Nguyệt", "Dương")
        ] * (PEOPLE // 4)
        batch = verbs.prepare(actor=None, unit=school, holders=holders, **said)
        verbs.confirm(actor=None, batch=batch)
    begun, cpu = time.perf_counter(), _cpu()
    carry_out(actor=None, batch_id=batch.pk)
    told: dict[str, object] = {"many": time.perf_counter() - begun, "cpu": _cpu() - cpu}
    ones = []
    for _one in range(5):
        begun = time.perf_counter()
        with operator_scope("bench"):
            made = verbs.issue(actor=None, unit=school, holders=holders[:1], **said)
            row = Certificate.objects.get(entry__batch=made)
        pdf([Sheet(row.said, row.words, row.signature)])
        ones.append(time.perf_counter() - begun)
    with operator_scope("bench"):
        rows = list(Certificate.objects.values_list("code", "signature")[:ASKED])
        keys = known_keys()
    client, begun = Client(), time.perf_counter()
    for code, _signature in rows:
        assert client.get(f"/xac-nhan/{code}/").status_code == 200
    told |= {"one": ones, "verified": len(rows) / (time.perf_counter() - begun)}
    begun = time.perf_counter()
    for _code, signature in rows:
        read = tokens.read(signature, keys)
        assert read and read.genuine
    return told | {"offline": len(rows) / (time.perf_counter() - begun)}


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
