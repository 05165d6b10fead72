"""The phone of a learner: a page that needs no network, its worker, and what the phone sends."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.signing import Signer
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.crypto import get_random_string
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from hientai.attendance.services import check_in
from hientai.attendance.services.checking_in import FINAL
from hientai.attendance.views.shared import OWN
from hientai.shared.words import language
from hientai.webkit.day import Visit
from hientai.webkit.guard import PUBLIC, guarded

ASSETS = (
    "bootstrap/css/bootstrap.min.css",
    "site/fonts.css",
    "site/tokens.css",
    "site/frame.css",
    "site/parts.css",
    "site/mark.svg",
    "attendance/phone.css",
    "attendance/phone.js",
)
MOST = 20
PHONE = "hientai_phone"
YEAR = 365 * 86400
OLDEST = timedelta(days=14)


@ensure_csrf_cookie
@require_safe
@guarded(PUBLIC)
def phone(request: HttpRequest) -> HttpResponse:
    """The page that checks in: knows nobody, so that a phone may keep it."""
    context = {"language_shown": language()}
    return render(request, "attendance/phone.html", context)


@require_safe
@guarded(PUBLIC)
def worker(request: HttpRequest) -> HttpResponse:
    """The worker that keeps that page on the phone."""
    files = [static(one) for one in ASSETS]
    version = hashlib.sha256("".join(files).encode()).hexdigest()[:12]
    context = {"files": json.dumps(files), "version": version}
    answer = render(request, "attendance/worker.js", context, content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(OWN)
def send(request: Visit) -> HttpResponse:
    """Who is signed in, for the phone to keep codes apart; codes that it read, and what they are
    worth."""
    who = whose(request.user.pk)
    if request.method != "POST":
        return JsonResponse({"who": who, "name": str(request.user)})
    phone_id = request.COOKIES.get(PHONE, "")[:40] or get_random_string(24)
    answers = [_answer(request, one, who, phone_id) for one in _sent(request)]
    answer = JsonResponse({"who": who, "answers": answers})
    answer.set_cookie(
        PHONE, phone_id, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return answer


def whose(user: int | None) -> str:
    """A word for an account that says nothing of it."""
    return Signer(salt="attendance.phone").signature(str(user))[:20]


def _answer(request: Visit, one: dict[str, Any], who: str, phone_id: str) -> dict[str, Any]:
    """What one code is worth; one that another account read on this phone waits for that one."""
    if one["who"] not in ("", who):
        return {"id": one["id"], "outcome": "other_user", "final": False}
    told = check_in(
        user=request.user,
        code=one["code"],
        session=one["session"],
        read_at=one["at"],
        phone=hashlib.sha256(phone_id.encode()).hexdigest()[:24],
    )
    return {
        "id": one["id"],
        "outcome": told.outcome,
        "words": told.words,
        "counts": told.counts,
        "final": told.outcome in FINAL,
        "session": told.title,
    }


def _sent(request: Visit) -> list[dict[str, Any]]:
    """The codes that a phone sent, as far as they can be read."""
    try:
        told = json.loads(request.body[:20_000])
        listed = told.get("codes", [])
    except (ValueError, AttributeError):
        return []
    rows = listed[:MOST] if isinstance(listed, list) else []
    return [_read(one) for one in rows if isinstance(one, dict)]


def _read(one: dict[str, Any]) -> dict[str, Any]:
    session = str(one.get("session") or "")
    return {
        "id": str(one.get("id", ""))[:40],
        "who": str(one.get("who") or "")[:40],
        "code": str(one.get("code", ""))[:20],
        "session": int(session) if session.isdecimal() and len(session) < 16 else None,
        "at": _moment(one.get("at")),
    }


def _moment(text: Any) -> datetime | None:
    """The moment a phone says; none for one that is no moment or long ago."""
    try:
        read = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError:
        return None
    moment = read if read.tzinfo else read.replace(tzinfo=UTC)
    return moment if abs(datetime.now(UTC) - moment) < OLDEST else None
