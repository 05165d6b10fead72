"""Moves between units: the list, a proposal, many from a list, and what the other side decides."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.organisations.queries import ancestors_on, unit_choices
from hientai.people.forms import ManyMovesForm, MoveForm, ReasonForm
from hientai.people.models import Move, Person
from hientai.people.queries import merging
from hientai.people.queries import moves as queries
from hientai.people.services import moves as verbs
from hientai.people.services.moves import Judged, Wanted
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number as written
from hientai.shared.vocabulary import TITLES
from hientai.webkit.cells import Empty, Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Filter, Lines, Link, ListPage

TONES: dict[str, Tone] = {
    "pending": "warn",
    "accepted": "good",
    "refused": "bad",
    "withdrawn": "mute",
}


@require_safe
@guarded("people:edit")
def moves(request: Visit) -> HttpResponseBase:
    """Every move of the reader's units, in or out: what waits first."""
    names: dict[int, str] = {}

    def named(rows: Sequence[Move]) -> Sequence[Move]:
        names.update(queries.unit_names(list(rows), request.on))
        return rows

    page = ListPage(
        request,
        title=_("Chuyển công tác"),
        rows=queries.all_moves(),
        filters=[_by_state()],
        columns=_move_columns(names),
        cards=True,
        dress=named,
        download="people:export",
        empty=_no_move_yet(),
    )
    return page.render("people/moves.html")


def _by_state() -> Filter:
    return Filter(
        "tinh-trang",
        _("Tình trạng"),
        choices=Move.State.choices,
        apply=lambda rows, state: rows.filter(state=state),
    )


def _move_columns(names: Mapping[int, str]) -> list[Column]:
    """What is told of a move; the names of its units are read by the time a row is written."""
    return [
        Column("nguoi", _("Người"), lambda m: Link(m.name, _way(m), m.code)),
        Column("di", _("Nơi đi"), lambda m: names.get(m.from_unit_id, ""), wide=True),
        Column("den", _("Nơi đến"), lambda m: Lines(names.get(m.to_unit_id, ""), _post(m))),
        Column("ngay", _("Từ ngày"), lambda m: m.on, sort="on"),
        Column("tinh-trang", _("Tình trạng"), _state),
    ]


def _no_move_yet() -> Empty:
    return Empty(
        _("Chưa có đề nghị chuyển công tác nào."),
        _("Nơi đi đề nghị, nơi đến tiếp nhận; đến lúc đó hồ sơ chưa thay đổi."),
        reverse("people:propose_move"),
        _("Đề nghị chuyển một người"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("people:edit")
def propose(request: Visit) -> HttpResponseBase:
    """Propose that one person moves."""
    form = MoveForm(request.POST or None, initial={"code": request.GET.get("ma", "")})
    if request.method == "POST" and form.is_valid():
        try:
            move = _proposed(request, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{move}: {move.get_state_display()}")
            return redirect("people:move", move.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "people/move_form.html", _terms(request, form), status=status)


def _proposed(request: Visit, said: dict[str, Any]) -> Move:
    code = said["code"].strip().upper()
    person = Person.objects.filter(code=code).first() or merging.known_as(code)
    if person is None:
        raise Refused(_("Không có người mang mã %s trong phạm vi của bạn") % code)
    verb = verbs.hand_over if said["at_once"] else verbs.propose_move
    return verb(
        actor=request.user,
        person=person,
        to_unit=said["to_unit"],
        on=said["on"],
        ground=said["ground"],
        title=said["title"] or None,
        position=said["position"] or None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("people:edit")
def propose_many(request: Visit) -> HttpResponseBase:
    """Propose that many people move: each line judged first, the right ones sent on a second go."""
    form = ManyMovesForm(request.POST or None)
    judged: list[Judged] = []
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["wanted"] = [Wanted(*line) for line in said.pop("pasted")]
        if "gui" in request.POST:
            judged = verbs.move_many(actor=request.user, **said)
            sent = sum(not one.why for one in judged)
            messages.success(request, _("Đã gửi %s đề nghị chuyển công tác.") % written(sent))
            return redirect("people:moves")
        judged = verbs.judge_moves(actor=request.user, **said)
    right = sum(not one.why for one in judged)
    context = _terms(request, form) | {"judged": judged, "right": right}
    status = 422 if request.method == "POST" and not judged else 200
    return render(request, "people/many_moves.html", context, status=status)


@require_safe
@guarded("people:edit")
def move(request: Visit, number: int) -> HttpResponseBase:
    """One move, with what the reader's side may decide."""
    held = get_object_or_404(Move, pk=number)
    names = queries.unit_names([held], request.on)
    decides, withdraws = queries.may_decide(held)
    context = {
        "move": held,
        "from_name": names.get(held.from_unit_id, ""),
        "to_name": names.get(held.to_unit_id, ""),
        "post": _post(held),
        "tone": TONES[held.state],
        "decides": decides and held.state == Move.State.PENDING,
        "withdraws": withdraws and held.state == Move.State.PENDING,
        "seen": Person.objects.filter(pk=held.person_id).exists(),
        "form": ReasonForm(),
    }
    return render(request, "people/move.html", context)


@require_POST
@guarded("people:edit")
def accept(request: Visit, number: int) -> HttpResponseBase:
    """Take the person over."""
    done = verbs.accept_move(actor=request.user, move=get_object_or_404(Move, pk=number))
    messages.success(request, _("Đã tiếp nhận %s.") % done)
    return redirect("people:move", number)


@require_POST
@guarded("people:edit")
def refuse(request: Visit, number: int) -> HttpResponseBase:
    """Do not take the person, for a reason."""
    held, reason = get_object_or_404(Move, pk=number), request.POST.get("reason", "")
    verbs.refuse_move(actor=request.user, move=held, reason=reason)
    return redirect("people:move", number)


@require_POST
@guarded("people:edit")
def withdraw(request: Visit, number: int) -> HttpResponseBase:
    """Take a proposal back."""
    held, reason = get_object_or_404(Move, pk=number), request.POST.get("reason", "")
    verbs.withdraw_move(actor=request.user, move=held, reason=reason)
    return redirect("people:move", number)


def attention(request: Visit, subject: None) -> str:
    """Moves that wait for the reader's side, and those of the reader that wait elsewhere."""
    mine, others = queries.waiting()
    context = {"mine": mine, "others": others}
    return render_to_string("people/moves_attention.html", context, request=request)


def of_person(request: Visit, person: Person) -> str:
    """A person's moves and mergers, and the way to a new move."""
    context = {
        "happened": queries.happened_to(person),
        "person": person,
    }
    return render_to_string("people/moves_of_person.html", context, request=request)


def _terms(request: Visit, form: Any) -> dict[str, Any]:
    """The form, and units to pick from as its code is typed: a person moves to units of others,
    so the bodies right under each top are offered beside the own units."""
    own = [role.unit_id for role in request.user.roles]
    tops = [above[0].unit_id for unit in own if (above := ancestors_on(unit, request.on))]
    return {"form": form, "units": unit_choices({*own, *tops}, request.on)}


def _way(one: Move) -> str:
    return reverse("people:move", args=[one.pk])


def _post(one: Move) -> str:
    title = TITLES.label(one.title) if one.title else ""
    return " – ".join(part for part in (title, one.position or "") if part)


def _state(one: Move) -> Badge:
    return Badge(one.get_state_display(), TONES[one.state])
