"""What other pages show of decisions: a paper its people; a person, class or list its papers."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string

from hientai.classes.models import TrainingClass
from hientai.decisions.domain.kinds import done_words
from hientai.decisions.models import Sending
from hientai.decisions.queries import sendings as reads
from hientai.decisions.views.sending import DRAFT
from hientai.documents.models import Paper
from hientai.documents.queries.showing import called, state_of
from hientai.nominations.models import NominationList
from hientai.people.models import Person
from hientai.webkit.day import Visit


def paper_panel(request: Visit, paper: Paper) -> str:
    """The people of a paper, each with where it stands."""
    held = reads.of_paper(paper)
    if held is None:
        return ""
    context = {"sending": held, "rows": reads.rows_of(held)}
    return render_to_string("decisions/of_paper.html", context, request=request)


def person_panel(request: Visit, person: Person) -> str:
    """What papers said of a person, the latest first."""
    rows = [
        (
            row,
            called(row.sending.paper),
            state_of(row.sending.paper),
            done_words(row.what),
            reads.days_of(row.after),
        )
        for row in reads.of_person(person.pk)
    ]
    context = {"rows": rows}
    return render_to_string("decisions/of_person.html", context, request=request) if rows else ""


def class_panel(request: Visit, held: TrainingClass) -> str:
    """The papers about people of a class."""
    return _papers(request, reads.of_class(held.pk))


def list_panel(request: Visit, held: NominationList) -> str:
    """The papers about people of a list."""
    return _papers(request, reads.of_list(held)) if held.state == "approved" else ""


def list_actions(request: Visit, held: NominationList) -> str:
    """A decision drafted from an approved list in which people still wait for one."""
    if held.state != "approved" or not request.user.may(DRAFT):
        return ""
    waiting = len(reads.undecided([held.pk]))
    context = {"held": held, "waiting": waiting}
    return render_to_string("decisions/draft_button.html", context, request=request)


def _papers(request: Visit, sendings: Iterable[Sending]) -> str:
    rows: list[tuple[Any, ...]] = [
        (one, called(one.paper), state_of(one.paper)) for one in sendings
    ]
    context = {"rows": rows}
    return render_to_string("decisions/papers.html", context, request=request) if rows else ""
