"""What other pages show of decisions: a paper its people; a person, class or list its papers."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string

from hientai.classes.models import TrainingClass
from hientai.decisions.domain.kinds import DONE, done_words
from hientai.decisions.models import Row, Sending
from hientai.decisions.queries import sendings as reads
from hientai.decisions.queries.scope import writes
from hientai.decisions.services.letters import submitters_of
from hientai.decisions.views.sending import DRAFT, papers_of
from hientai.documents.models import Paper
from hientai.documents.queries.showing import called, state_of
from hientai.nominations.models import NominationList
from hientai.people.models import Person
from hientai.webkit.day import Visit


def paper_panel(request: Visit, paper: Paper) -> str:
    """The people of a paper, each with where it stands."""
    held = reads.of_paper(paper)
    if held is None:
        letter = reads.letter_of(paper)
        context: dict[str, Any] = {"letter": letter}
        return render_to_string("decisions/of_letter.html", context, request) if letter else ""
    context = {"sending": held, "rows": reads.rows_of(held)}
    return render_to_string("decisions/of_paper.html", context, request=request)


def person_panel(request: Visit, person: Person) -> str:
    """What papers said of a person, the latest first."""
    return _of_person(request, reads.of_person(person.pk), "decisions/of_person.html")


def own_panel(request: Visit, person: Person) -> str:
    """The same to the person: papers that were registered."""
    done = [row for row in reads.of_person(person.pk) if row.state == DONE]
    return _of_person(request, done, "decisions/of_me.html")


def _of_person(request: Visit, found: Iterable[Row], template: str) -> str:
    rows = [
        (
            row,
            called(row.sending.paper),
            state_of(row.sending.paper),
            done_words(row.what),
            reads.days_of(row.after),
        )
        for row in found
    ]
    return render_to_string(template, {"rows": rows}, request=request) if rows else ""


def class_panel(request: Visit, held: TrainingClass) -> str:
    """The papers about people of a class."""
    return _papers(request, reads.of_class(held.pk))


def list_panel(request: Visit, held: NominationList) -> str:
    """The papers about people of a list: what decides about them, what submits or calls them."""
    if held.submission_id is None:
        return ""
    context = {"letters": papers_of(reads.letters_of_list(held))}
    letters = render_to_string("decisions/letters.html", context, request=request)
    decided = _papers(request, reads.of_list(held)) if held.state == "approved" else ""
    return decided + (letters if context["letters"] else "")


def list_actions(request: Visit, held: NominationList) -> str:
    """A decision drafted from an approved list in which people still wait for one; before that
    the paper that submits them."""
    if held.state not in ("submitted", "approved") or not request.user.may(DRAFT):
        return ""
    waiting = len(reads.undecided([held.pk])) if held.state == "approved" else 0
    submits = (waiting or held.state == "submitted") and any(map(writes, submitters_of(held)))
    context = {"held": held, "waiting": waiting, "submits": submits}
    return render_to_string("decisions/draft_button.html", context, request=request)


def _papers(request: Visit, sendings: Iterable[Sending]) -> str:
    rows = papers_of(sendings)
    context = {"rows": rows}
    return render_to_string("decisions/papers.html", context, request=request) if rows else ""
