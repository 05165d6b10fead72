"""Records that look like one person: the list, two side by side, merged or told apart, undone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.people import papers
from hientai.people.forms import GroundForm, ReasonForm
from hientai.people.models import Merger, Person, ToldApart
from hientai.people.queries import duplicates, merging
from hientai.people.queries.duplicates import Side, Sided
from hientai.people.services import merging as verbs
from hientai.people.services.record import open_record
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, known_day, number
from hientai.shared.vocabulary import SEXES
from hientai.webkit.cells import Empty
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Filter, Lines, Link, ListPage

LIKELY, POSSIBLE = 80, 20  # per cent; what is less is behind the filter
EVERY = "moi"
CHOICE = "chon:"


@require_safe
@guarded("people:edit")
def pairs(request: Visit) -> HttpResponseBase:
    """The pairs within sight that may well be one person on the day, the likeliest first; the
    less likely ones are behind the filter."""
    choices = [*_degrees(), (EVERY, _("mọi cặp"))]
    wanted = Filter("muc", _("Khả năng"), choices=choices, blank=_("đáng xem"))
    degrees = _asked_for(wanted.value(request.GET))
    found = [one for one in duplicates.alike(request.on) if _degree(one.score) in degrees]
    page = ListPage(
        request,
        title=_("Hồ sơ có thể trùng"),
        rows=found,
        columns=_pair_columns(),
        filters=[wanted],
        dress=lambda rows: duplicates.sided(list(rows), request.on),
        download="people:export",
        empty=Empty(
            _("Không thấy hai hồ sơ nào giống một người trong phạm vi của bạn."),
            _("So họ tên, ngày sinh, mã và đơn vị công tác; chọn «mọi cặp» để xem cặp ít giống."),
        ),
    )
    return page.render("people/pairs.html")


def _pair_columns() -> list[Column]:
    return [
        Column("viec", _("Đối chiếu"), _way, only_page=True),
        Column("muc", _("Khả năng"), lambda one: _badge(one.pair.score), wide=True),
        Column("mot", _("Hồ sơ thứ nhất"), lambda one: _who(one.first), only_page=True),
        Column("hai", _("Hồ sơ thứ hai"), lambda one: _who(one.second), only_page=True),
        Column("ma-mot", _("Mã thứ nhất"), lambda one: one.first.person.code, only_download=True),
        Column("ten", _("Họ và tên"), lambda one: one.first.person.name, only_download=True),
        Column("ma-hai", _("Mã thứ hai"), lambda one: one.second.person.code, only_download=True),
        Column("giong", _("Giống nhau"), _alike, wide=True),
        Column("khac", _("Khác nhau"), lambda one: _words(one.pair.differs), wide=True),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("people:edit")
def pair(request: Visit, kept: int, merged: int) -> HttpResponseBase:
    """Two records side by side; posted, the second is merged into the first."""
    people, said = _both(kept, merged), _choices_said(request)
    form = GroundForm(request.POST or None, prefix="gop")
    if request.method != "POST":
        _open_records(request, people)
    elif made := _merged_unless_refused(request, people, said, form):
        messages.success(request, _("Đã gộp %s.") % made)
        return redirect("people:merger", made.pk)
    context = _pair_context(request, people, said) | {"form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "people/pair.html", context, status=status)


def _choices_said(request: Visit) -> dict[str, str]:
    """Whose word was chosen to hold, by the conflict it decides."""
    chosen = ((key, str(value)) for key, value in request.POST.items() if key.startswith(CHOICE))
    return {key.removeprefix(CHOICE): value for key, value in chosen}


def _open_records(request: Visit, people: tuple[Person, Person]) -> None:
    """Leave the trace that both records were read."""
    for one in people:
        open_record(actor=request.user, person=one, purpose=N_("Đối chiếu hồ sơ trùng"))


def _merged_unless_refused(
    request: Visit, people: tuple[Person, Person], said: dict[str, str], form: GroundForm
) -> Merger | None:
    """The merger made; where it is refused the form tells why."""
    if not form.is_valid():
        return None
    kept, merged = people
    ground = form.cleaned_data["ground"]
    try:
        return verbs.merge(
            actor=request.user, kept=kept, merged=merged, choices=said, ground=ground
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _pair_context(
    request: Visit, people: tuple[Person, Person], said: dict[str, str]
) -> dict[str, Any]:
    found = duplicates.pair_of(people[0].pk, people[1].pk, request.on)
    sides = papers.side_by_side(*people)
    asked = request.method == "POST"
    questions = [
        (one, said.get(one.id, ""), asked and one.id not in said) for one in sides.questions
    ]
    return {
        "kept": people[0],
        "merged": people[1],
        "sides": sides,
        "questions": questions,
        "agrees": _words(found.agrees) if found else "",
        "apart": merging.told_apart(people[0].pk, people[1].pk),
        "apart_form": GroundForm(prefix="khac"),
    }


@require_POST
@guarded("people:edit")
def tell_apart(request: Visit, kept: int, merged: int) -> HttpResponseBase:
    """Keep that two records are two people."""
    first, second = _both(kept, merged)
    ground = request.POST.get("khac-ground", "")
    verbs.tell_apart(actor=request.user, first=first, second=second, ground=ground)
    words = _("Đã ghi: %(first)s và %(second)s là hai người.")
    messages.success(request, words % {"first": first, "second": second})
    return redirect("people:pairs")


@require_POST
@guarded("people:edit")
def take_back_apart(request: Visit, number: int) -> HttpResponseBase:
    """Take the decision back that two records are two people."""
    decision = get_object_or_404(ToldApart, pk=number)
    ground = request.POST.get("ground", "")
    verbs.take_back_apart(actor=request.user, decision=decision, ground=ground)
    messages.success(request, _("Đã bỏ quyết định; hai hồ sơ lại được đối chiếu."))
    return redirect("people:decided")


@require_safe
@guarded("people:edit")
def decided(request: Visit) -> HttpResponseBase:
    """What was decided of records that look alike: mergers, and pairs told apart."""
    page = ListPage(
        request,
        title=_("Các lần gộp hồ sơ"),
        rows=merging.all_mergers(),
        columns=[
            Column("ten", _("Người"), lambda one: Link(one.name, _merger_way(one), str(one))),
            Column("can-cu", _("Căn cứ"), lambda one: one.ground, wide=True),
            Column(
                "ai", _("Người gộp"), lambda one: Lines(one.done_by, day(localdate(one.done_at)))
            ),
            Column("tinh-trang", _("Tình trạng"), _state),
        ],
        empty=Empty(_("Chưa gộp hồ sơ nào.")),
    )
    context = {"apart": merging.pairs_told_apart()[:200], "form": GroundForm()}
    return page.render("people/decided.html", context)


@require_safe
@guarded("people:edit")
def merger(request: Visit, number: int) -> HttpResponse:
    """One merger: what was written into what, by whom, on which ground; the way back."""
    held = get_object_or_404(merging.all_mergers(), pk=number)
    kept = Person.objects.filter(pk=held.kept_id).first()
    context = {"merger": held, "kept": kept, "form": ReasonForm()}
    return render(request, "people/merger.html", context)


@require_POST
@guarded("people:edit")
def undo_merger(request: Visit, number: int) -> HttpResponseBase:
    """Bring both records back as they were."""
    held = get_object_or_404(Merger, pk=number)
    verbs.undo_merger(actor=request.user, merger=held, ground=request.POST.get("reason", ""))
    messages.success(request, _("Đã hoàn tác: hai hồ sơ trở lại như trước khi gộp."))
    return redirect("people:merger", number)


def _both(kept: int, merged: int) -> tuple[Person, Person]:
    """Two different people within sight, or nothing is there."""
    found = Person.objects.in_bulk([kept, merged])
    if len(found) < 2:
        raise Http404
    return found[kept], found[merged]


def _degrees() -> list[tuple[str, str]]:
    return [("cao", _("rất có thể")), ("vua", _("có thể")), ("thap", _("ít khả năng"))]


def _asked_for(degree: str) -> tuple[str, ...]:
    """The degrees that are listed: without a choice those that are worth looking at."""
    return {"": ("cao", "vua"), EVERY: ("cao", "vua", "thap")}.get(degree, (degree,))


def _degree(score: int) -> str:
    return "cao" if score >= LIKELY else "vua" if score >= POSSIBLE else "thap"


def _badge(score: int) -> Badge:
    degree = _degree(score)
    tones = {"cao": "bad", "vua": "warn", "thap": "mute"}
    return Badge(dict(_degrees())[degree], tones[degree])  # type: ignore[arg-type]


def _who(row: Side) -> Link:
    person = row.person
    born = known_day(person.birth_date, person.birth_precision) or "?"
    told = (person.code, born, SEXES.label(person.sex), row.unit_name)
    note = " · ".join(part for part in told if part)
    return Link(person.name, reverse("people:person", args=[person.code]), note)


def _way(row: Sided) -> Link:
    address = reverse("people:pair", args=[row.first.person.pk, row.second.person.pk])
    return Link(_("Đối chiếu"), address, _("khả năng %(n)s %%") % {"n": row.pair.score})


def _alike(row: Sided) -> Lines:
    """What agrees, and how many bear the name: the fewer, the more it says."""
    bearers = _("%(n)s hồ sơ mang họ tên này") % {"n": number(row.pair.namesakes)}
    return Lines(_words(row.pair.agrees), bearers)


def _words(said: list[str]) -> str:
    return ", ".join(_(one) for one in said)


def _merger_way(one: Merger) -> str:
    return reverse("people:merger", args=[one.pk])


def _state(one: Merger) -> Badge:
    return (
        Badge(_("đã hoàn tác"), "mute") if one.undone_at else Badge(_("đang có hiệu lực"), "info")
    )
