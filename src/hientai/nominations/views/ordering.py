"""The order of people who share their points: by given name, unless an officer says otherwise."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.nominations.forms import TieForm
from hientai.nominations.models import Nomination
from hientai.nominations.queries import showing
from hientai.nominations.services import arrange
from hientai.nominations.views.shared import EDIT, address, edited
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

Tie = list[Nomination]


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def order(request: Visit, number: int) -> HttpResponse:
    """Every tie of the list, to be put in order with a reason; or one row moved within its own."""
    held = edited(request, number)
    ties = showing.tied_in(held)
    form = TieForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        arrange(
            actor=request.user,
            nomination_list=held,
            nominations=_wanted(request, ties),
            note=form.cleaned_data["note"],
            on=request.on,
        )
        messages.success(request, _("Đã xếp thứ tự trong nhóm bằng điểm."))
        return redirect(address(held))
    status = 422 if request.method == "POST" else 200
    names = showing.named(held)
    told = [[(row, names.get(row.person_id)) for row in tie] for tie in ties]
    context = {"held": held, "ties": told, "form": form}
    return render(request, "nominations/order.html", context, status=status)


def _wanted(request: Visit, ties: list[Tie]) -> list[int]:
    """The keys of one tie in the order wanted: one row moved so many places, or all numbered."""
    moved = _number(request.POST.get("dong", ""))
    if moved is not None:
        return _moved(_tie_of(ties, moved), moved, _number(request.POST.get("buoc", "")) or 0)
    tie = next((tie for tie in ties if str(tie[0].rank) == request.POST.get("hang")), [])
    places = {row.pk: _number(request.POST.get(f"cho-{row.pk}", "")) for row in tie}
    now = {row.pk: at for at, row in enumerate(tie, 1)}
    return sorted(places, key=lambda key: (places[key] or now[key], now[key]))


def _tie_of(ties: list[Tie], key: int) -> Tie:
    for tie in ties:
        if any(row.pk == key for row in tie):
            return tie
    raise Refused(
        _("Người này không bằng điểm với ai"),
        why=_("chỉ đổi thứ tự được giữa những người bằng điểm"),
        remedy=_("Tải lại trang để xem thứ tự hiện nay."),
    )


def _moved(tie: Tie, key: int, steps: int) -> list[int]:
    """The tie with one row moved up (less than nothing) or down, within its ends."""
    keys = [row.pk for row in tie]
    at = keys.index(key)
    keys.pop(at)
    keys.insert(min(max(0, at + steps), len(keys)), key)
    return keys


def _number(text: str) -> int | None:
    """A whole number as typed; None for anything else."""
    bare = text.strip()
    return int(bare) if len(bare) < 16 and bare.lstrip("-").isdecimal() else None
