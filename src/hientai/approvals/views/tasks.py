"""«Việc chờ tôi»: what awaits an answer of the reader, answered one by one or many at once."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hientai.approvals import queries as reads
from hientai.approvals import services as verbs
from hientai.approvals.forms import VERDICTS, AnswerForm
from hientai.approvals.models import Submission
from hientai.approvals.queries.answering import obstacles
from hientai.approvals.queries.trail import names_of
from hientai.approvals.views.submissions import all_in_sight
from hientai.shared.vietnamese import fold, number
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.paging import page_asked

VIEW, ANSWER = "approvals:view", "approvals:answer"
A_PAGE = 200
MOST = 2_000


@require_safe
@guarded(VIEW)
def tasks(request: Visit) -> HttpResponseBase:
    """What awaits me, what is overdue first; for who answers nothing, what was submitted."""
    if not request.user.may(ANSWER):
        return all_in_sight(request)
    return _page(request, AnswerForm(auto_id="tra-loi-%s"))


def _page(request: Visit, form: AnswerForm, status: int = 200) -> HttpResponse:
    found = _found(list(reads.tasks_of(request.user, request.on)), request.GET.get("tim", ""))
    pager = page_asked(request.GET, len(found), A_PAGE)
    shown = found[pager.first_row - 1 if found else 0 : pager.last_row]
    names = names_of({one.unit_id for one in shown} | {one.holder_id for one in shown}, request.on)
    context = {
        "rows": [_line(one, names, request) for one in shown],
        "overdue": sum(one.due_on < request.on for one in found),
        "pager": pager,
        "form": form,
        "verdicts": VERDICTS,
        "asked": request.GET.get("tim", ""),
    }
    return render(request, "approvals/tasks.html", context, status=status)


def _line(one: Submission, names: dict[int, str], request: Visit) -> dict[str, Any]:
    return {
        "row": one,
        "unit": names[one.unit_id],
        "holder": names[one.holder_id],
        "step": one.stage.title,
        "late": (request.on - one.due_on).days,
        "people": len(one.people),
    }


def _found(rows: Sequence[Submission], text: str) -> list[Submission]:
    words = fold(text).split()
    return [one for one in rows if all(word in fold(one.title) for word in words)]


@require_POST
@guarded(ANSWER)
def answer_many(request: Visit) -> HttpResponse:
    """The same answer to all that were ticked: shown first, with what stands in the way of which,
    and given once that was confirmed."""
    form = AnswerForm({**request.POST.dict(), "step": 0}, auto_id="tra-loi-%s")
    chosen = _chosen(request.POST)
    if not chosen or not form.is_valid():
        if not chosen:
            messages.error(request, _("Chưa chọn hồ sơ nào."))
        return _page(request, form, status=422)
    said = {"verdict": form.cleaned_data["verdict"], "reason": form.cleaned_data["reason"]}
    if "xac-nhan" not in request.POST:
        return _preview(request, chosen, said)
    done = verbs.answer_many(actor=request.user, submissions=chosen, on=request.today, **said)
    count = len(done.done)
    words = ngettext("Đã trả lời %(n)s hồ sơ.", "Đã trả lời %(n)s hồ sơ.", count)
    messages.success(request, words % {"n": number(count)})
    if not done.refused:
        return redirect("approvals:tasks")
    context = {"refused": done.refused, "done": done.done}
    return render(request, "approvals/answered.html", context)


def _preview(request: Visit, chosen: Sequence[Submission], said: dict[str, str]) -> HttpResponse:
    now = Submission.objects.select_related("route").in_bulk([one.pk for one in chosen])
    barred = obstacles(request.user, chosen, now)
    context = {
        "said": said,
        "words": dict(VERDICTS)[said["verdict"]],
        "free": [one for one in chosen if one.pk not in barred],
        "refused": [(one, barred[one.pk]) for one in chosen if one.pk in barred],
    }
    return render(request, "approvals/preview.html", context)


def _chosen(posted: QueryDict) -> list[Submission]:
    """What was ticked, each as it stood on the page: key and step."""
    seen: dict[int, int] = {}
    for text in posted.getlist("chon")[:MOST]:
        key, _colon, step = text.partition(":")
        if key.isdigit() and step.isdigit():
            seen[int(key)] = int(step)
    rows = list(Submission.objects.select_related("route").filter(pk__in=seen).order_by("pk"))
    for row in rows:
        row.step = seen[row.pk]
    return rows


def attention(request: Visit, subject: None) -> str:
    """On the home page: how much awaits me, and how much of it is overdue."""
    count, overdue = reads.tasks_count(request.user, request.on)
    context = {"count": count, "overdue": overdue}
    return render_to_string("approvals/attention.html", context) if count else ""
