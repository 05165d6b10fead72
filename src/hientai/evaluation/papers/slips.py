"""Slips of paper with a token each, to be cut and drawn from a box: no name, no order."""

import io
from collections.abc import Sequence

import segno
from django.utils.translation import gettext as _

from hientai.evaluation.models import Form
from hientai.evaluation.papers.report import compiled
from hientai.shared.vietnamese import day


def slips(form: Form, tokens: Sequence[str], address: str) -> bytes:
    """The slips as PDF; the token stands behind the # of the address, which no server is told."""
    data = {
        "title": _("Phiếu đánh giá lớp, không ghi tên"),
        "class": form.training_class.title,
        "how": _("Quét mã QR, hoặc mở %(address)s và gõ mã. Mỗi mã gửi được một lần.")
        % {"address": address},
        "until": _("Thu đến hết ngày %s") % day(form.closes_on),
        "slips": [[token, _qr(f"{address}#{token}")] for token in tokens],
    }
    return compiled("slips.typ", data)


def _qr(text: str) -> str:
    file = io.BytesIO()
    segno.make(text, error="m").save(file, kind="svg", scale=4, border=2, xmldecl=False)
    return file.getvalue().decode()
