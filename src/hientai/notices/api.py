"""The API of notices: the own ones, how they go by mail; jobs of the background."""

from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as N_
from ninja import Path, Query, Router, Schema, Status

from hientai.notices import queries, services
from hientai.notices.domain.kinds import Mail, kinds, label_of
from hientai.notices.models import Notice
from hientai.notices.queries import jobs as queue
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    ANY_TOKEN,
    Answer,
    Asked,
    Entry,
    Number,
    Paged,
    Words,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["notices"])


class NoticesAsked(Asked):
    """All notices, or the unread ones alone."""

    unread: bool = False


class NoticeOut(Schema):
    """One thing that was told; `link` is an address of this system."""

    id: int
    kind: str
    label: str
    title: str
    text: str
    link: str
    on: date
    made_at: datetime
    read_at: datetime | None


class ReadOut(Schema):
    """How many were marked as read just now, and how many are still unread."""

    marked: int
    unread: int


class WayOut(Schema):
    """How a kind of notice goes by mail."""

    kind: str
    label: str
    mail: str


class WayToChoose(Entry):
    """How a kind of notice is to go by mail."""

    kind: Words
    mail: str = chosen((one.value for one in Mail), Mail.AT_ONCE.value)


class JobsAsked(Asked):
    """Jobs in a state."""

    state: str = chosen(queue.STATES)


class JobOut(Schema):
    """A job of the background: how far it came, or why it failed last."""

    number: int
    task: str
    label: str
    state: str
    tries: int
    since: datetime | None
    next_at: datetime | None
    percent: int | None
    step: str
    reason: str


@router.get("/notices", response=Paged[NoticeOut], summary=N_("Thông báo của tôi"))
@asks(ANY_TOKEN)
def list_notices(request: Visit, asked: Query[NoticesAsked]) -> Answer:
    """The notices of the token's owner, the newest first."""
    rows = queries.notices_of(request.user, unread=asked.unread)
    return page_of(request, rows, asked, _notice)


@router.post("/notices/read", response=ReadOut, summary=N_("Đánh dấu đã đọc tất cả"))
@asks(ANY_TOKEN)
def mark_all_read(request: Visit) -> Answer:
    """Mark every notice of the token's owner as read."""
    marked = services.mark_all_read(user=request.user)
    return {"marked": marked, "unread": queries.unread_of(request.user)}


@router.post("/notices/{number}/read", response=NoticeOut, summary=N_("Đánh dấu đã đọc"))
@asks(ANY_TOKEN)
def mark_read(request: Visit, number: Path[Number]) -> Answer:
    """Mark one as read; again it changes nothing."""
    held = get_object_or_404(queries.notices_of(request.user), pk=number)
    services.mark_read(notice=held)
    return _notice(queries.notices_of(request.user).get(pk=number))


@router.get("/notices/ways", response=list[WayOut], summary=N_("Cách gửi thư từng loại"))
@asks(ANY_TOKEN)
def list_ways(request: Visit) -> Answer:
    """How each kind goes to the token's owner by mail."""
    return _ways(request)


@router.post("/notices/ways", response=list[WayOut], summary=N_("Chọn cách gửi thư"))
@asks(ANY_TOKEN)
def choose_way(request: Visit, given: WayToChoose) -> Answer:
    """Let a kind go by mail as said; a kind that is none changes nothing."""
    services.choose(user=request.user, ways={given.kind: given.mail})
    return _ways(request)


@router.get("/jobs", response=Paged[JobOut], summary=N_("Việc nền"))
@asks("notices:jobs")
def list_jobs(request: Visit, asked: Query[JobsAsked]) -> Answer:
    """The jobs that wait, run or failed, the newest first."""
    return page_of(request, queue.jobs(asked.state), asked, vars, dress=queue.told)


@router.post("/jobs/{number}/again", response={204: None}, summary=N_("Thử lại việc nền"))
@asks("notices:jobs")
def try_again(request: Visit, number: Path[Number]) -> Answer:
    """Let a job that failed go again."""
    services.try_again(number=number)
    return Status(204, None)


@router.post("/jobs/{number}/drop", response={204: None}, summary=N_("Bỏ việc nền hỏng"))
@asks("notices:jobs")
def drop(request: Visit, number: Path[Number]) -> Answer:
    """Set a job that failed aside."""
    services.drop(number=number)
    return Status(204, None)


def _notice(row: Notice) -> dict[str, Any]:
    plain = ("id", "kind", "title", "text", "link", "on", "made_at", "read_at")
    return {**{name: getattr(row, name) for name in plain}, "label": label_of(row.kind)}


def _ways(request: Visit) -> list[dict[str, str]]:
    chosen_ways = queries.ways_of(request.user)
    return [
        {"kind": one.code, "label": label_of(one.code), "mail": chosen_ways[one.code]}
        for one in kinds()
    ]
