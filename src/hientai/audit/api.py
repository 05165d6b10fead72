"""The API of the trace: where the chain that seals it ends, to be kept outside."""

from datetime import datetime

from django.utils.translation import gettext_noop as N_
from ninja import Router, Schema

from hientai.audit import queries
from hientai.audit.domain import GENESIS
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, asks

router = Router(tags=["trace"])


class WaitingOut(Schema):
    """What of a book waits to be sealed, since when."""

    book: str
    count: int
    since: datetime | None


class HeadOut(Schema):
    """The last segment of the chain: its hash stands for all that was sealed before it."""

    segment: int
    hash: str
    sealed_at: datetime | None
    waiting: list[WaitingOut]


@router.get("/trace/head", response=HeadOut, summary=N_("Đầu chuỗi niêm phong nhật ký"))
@asks("audit:view")
def show_trace_head(request: Visit) -> Answer:
    """The head of the chain, and what is not sealed yet."""
    last = queries.head()
    return {
        "segment": last.number if last else 0,
        "hash": last.hash if last else GENESIS,
        "sealed_at": last.sealed_at if last else None,
        "waiting": queries.tails(),
    }
