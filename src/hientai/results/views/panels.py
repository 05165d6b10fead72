"""What other pages show of results: a class its outcomes, a person the own ones; what waits."""

from django.template.loader import render_to_string

from hientai.classes.models import TrainingClass
from hientai.law.models import Correction
from hientai.law.queries import days_of
from hientai.people.models import Person
from hientai.results.domain.completion import COMPLETED, NOT_COMPLETED, STATES, UNKNOWN
from hientai.results.domain.kinds import WAITING
from hientai.results.models import Objection
from hientai.results.queries.book import parts_of
from hientai.results.queries.outcomes import concluded_between, current, standing
from hientai.results.queries.showing import mean_words, state_badge
from hientai.results.views.shared import gradable, may_keep
from hientai.rules.decrees.classes.rules import BANDS, DECREE
from hientai.shared.words import _
from hientai.webkit.day import Visit

MOST = 20
JUDGES = frozenset(
    f"{DECREE.code}.{name}"
    for name in (*BANDS, "parts_least", "attendance_least", "excused_counts")
)
"""The parameters by which the results of a class are judged."""


def class_panel(request: Visit, held: TrainingClass) -> str:
    """How the results of a class stand, and the ways to write, grade and conclude them."""
    found = [one.state for one in standing(held.pk).values()]
    parts = parts_of(held.pk).count()
    keeps = may_keep(request, held)
    if not found and not parts and not keeps:
        return ""
    order = (COMPLETED, NOT_COMPLETED, UNKNOWN)
    context = {
        "held": held,
        "parts": parts,
        "counts": [(_(STATES[one]), found.count(one)) for one in order] if found else [],
        "keeps": keeps,
        "grades": bool(parts and gradable(request, held)),
        "over": held.ends_on <= request.on,
    }
    return render_to_string("results/class_panel.html", context, request=request)


def person_panel(request: Visit, person: Person) -> str:
    """What a person's results came to, class by class, the latest first."""
    rows = current().filter(learner__person=person).select_related("learner__training_class")
    told = [(one, state_badge(one.state), mean_words(one.mean)) for one in rows]
    context = {"rows": told}
    return render_to_string("results/person_panel.html", context, request) if told else ""


def correction_panel(request: Visit, made: Correction) -> str:
    """On the page of a correction of numbers of classes: which concluded classes it is about."""
    if made.parameter not in JUDGES:
        return ""
    since, until = days_of(made)
    rows = concluded_between(since, until)
    context = {"rows": rows[:MOST], "count": rows.count(), "most": MOST}
    return render_to_string("results/correction_panel.html", context, request=request)


def attention(request: Visit, _subject: None) -> str:
    """Objections that wait for the reader, who did not give the mark."""
    waiting = Objection.objects.filter(state=WAITING).select_related("grade__part__training_class")
    mine = [one for one in waiting.order_by("pk")[:20] if one.grader != request.user.pk]
    kept = [one for one in mine if may_keep(request, one.grade.part.training_class)]
    context = {"rows": kept[:5]}
    return render_to_string("results/attention.html", context, request) if kept else ""
