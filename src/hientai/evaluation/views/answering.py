"""Pages on which learners answer: the ballot, open to whoever holds a token; the own forms.

The ballot knows no user and writes nothing of who asks for it: its token comes in the body of a
request, never in an address.
"""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hientai.evaluation.domain.ballots import REMARK_LETTERS, REMARKS
from hientai.evaluation.domain.counting import is_void
from hientai.evaluation.domain.criteria import OBJECTS
from hientai.evaluation.queries.forms import own_forms
from hientai.evaluation.queries.learners import own_person
from hientai.evaluation.queries.papers import Paper
from hientai.evaluation.services.answering import admitted, answer, token_of_learner, warnings
from hientai.evaluation.views.shared import OWN
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit, today
from hientai.webkit.guard import PUBLIC, guarded

SEND = "gui"
KNOWN = "da-biet"


@dataclass(frozen=True)
class Entered:
    """What somebody filled in, before it is sent: it stands on the page alone."""

    word: str
    scores: tuple[int | None, ...] = ()
    remarks: tuple[str, ...] = ("",) * REMARKS
    warned: tuple[str, ...] = ()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PUBLIC)
def ballot(request: HttpRequest) -> HttpResponse:
    """Ask for a token, then put the form, then take the one answer."""
    word = request.POST.get("ma", "")[:60]
    if not word:
        return render(request, "evaluation/token.html", {"word": ""})
    try:
        entry = admitted(word, today())
        if request.POST.get("viec") != SEND:
            return _put(request, entry.paper, Entered(word))
        return _taken(request, entry.paper, _entered(request.POST, entry.paper, word))
    except Refused as refused:
        context = {"word": word, "refused": refused}
        return render(request, "evaluation/token.html", context, status=409)


def _taken(request: HttpRequest, paper: Paper, given: Entered) -> HttpResponse:
    """Keep the answer; what may be regretted is said first."""
    warned = _warnings(paper, given)
    if warned and KNOWN not in request.POST:
        return _put(request, paper, replace(given, warned=tuple(warned)), status=422)
    answer(word=given.word, scores=given.scores, remarks=given.remarks, on=today())
    return redirect("evaluation:thanks")


def _warnings(paper: Paper, given: Entered) -> list[str]:
    found = []
    blank = sum(score is None for score in given.scores)
    if is_void(given.scores, paper.blank):
        words = ngettext(
            "Còn %(n)s mục chưa cho điểm; phiếu bỏ trống quá %(most)s%% không được tính.",
            "Còn %(n)s mục chưa cho điểm; phiếu bỏ trống quá %(most)s%% không được tính.",
            blank,
        )
        found.append(words % {"n": blank, "most": paper.blank})
    named = warnings(paper, given.remarks)
    if named:
        words = _("Ý kiến ghi thêm có thể cho biết người viết: %s.")
        found.append(words % ", ".join(named))
    return found


def _entered(post: QueryDict, paper: Paper, word: str) -> Entered:
    scores = [_score(post.get(f"d{line.position}", ""), paper.most) for line in paper.lines]
    remarks = [post.get(f"y{at}", "")[:REMARK_LETTERS] for at in range(REMARKS)]
    return Entered(word, tuple(scores), tuple(remarks))


def _score(text: str, most: int) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= most else None


def _put(request: HttpRequest, paper: Paper, given: Entered, status: int = 200) -> HttpResponse:
    given_at = dict(enumerate(given.scores))
    blocks = [
        (
            block,
            _(OBJECTS[block.object]),
            [(line, given_at.get(line.position)) for line in block.lines],
        )
        for block in paper.blocks
    ]
    asked = (_("Điều bạn hài lòng nhất"), _("Điều cần làm tốt hơn"))
    context = {
        "paper": paper,
        "given": given,
        "blocks": blocks,
        "scale": range(1, paper.most + 1),
        "remarks": list(zip(asked, given.remarks, strict=True)),
        "letters": REMARK_LETTERS,
    }
    return render(request, "evaluation/ballot.html", context, status=status)


@require_safe
@guarded(PUBLIC)
def thanks(request: HttpRequest) -> HttpResponse:
    """The answer was kept."""
    return render(request, "evaluation/thanks.html")


@never_cache
@require_safe
@guarded(OWN)
def mine(request: Visit) -> HttpResponse:
    """The forms that a learner may answer today, each with the own token; nothing is written."""
    person = own_person()
    forms = own_forms(today()) if person is not None else []
    rows = [(form, token_of_learner(form, person)) for form in forms if person is not None]
    return render(request, "evaluation/mine.html", {"rows": rows})
