"""The measures of a paper on a day: every size, margin and place a writer of papers needs."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from hientai.rules.engine import Correction, Decree, NoRuleInForce
from hientai.shared.vietnamese import day
from hientai.shared.words import _

DECREE = Decree.read(Path(__file__).parent / "parameters.yaml")

Measures = Mapping[str, int]
"""By the last part of the parameter's code: millimetres, points, percent; yes and no as 1 and 0."""


def measures(on: date, corrections: Sequence[Correction] = ()) -> Measures:
    """What the format asks of a paper of a day; NoRuleInForce for a day before the decree."""
    try:
        return {
            name: int(parameter.on(on, corrections).value)
            for name, parameter in DECREE.by_name.items()
        }
    except NoRuleInForce as unknown:
        raise _before_the_decree(on) if on < DECREE.since else unknown from None


def _before_the_decree(on: date) -> NoRuleInForce:
    told = {"day": day(on), "since": day(DECREE.since)}
    return NoRuleInForce(
        _("Chưa có thể thức cho văn bản ngày %(day)s") % told,
        why=_("thể thức trong Hệ thống có hiệu lực từ ngày %(since)s") % told,
        clause=_(DECREE.title),
        remedy=_(
            "Kiểm tra lại ngày ban hành; văn bản đã ban hành trước ngày đó thì nhập bằng"
            " «Nhập văn bản có trước hệ thống», kèm số và bản quét của nó."
        ),
    )
