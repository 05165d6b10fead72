"""What the pages of results share: the class of an address, one page for small forms, badges."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import connection, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hientai.classes.models import TrainingClass
from hientai.classes.queries import class_of
from hientai.results.models import Part
from hientai.results.queries.book import Book, book_of, parts_of
from hientai.results.services.holding import may_grade
from hientai.shared.refused import Refused
from hientai.timetables.queries import learners_ever, writes
from hientai.webkit.day import Visit

VIEW, GRADE, KEEP, OWN = "results:view", "results:grade", "results:keep", "results:own"


@dataclass(frozen=True)
class Asked:
    """A page with one form: what it is called, where it leads back to, what its button says."""

    title: str
    held: TrainingClass
    submit: str
    note: str = ""


def held_at(request: Visit, code: str, *, to_keep: bool = False) -> TrainingClass:
    """The class of an address; 404 where there is none, or none the reader keeps."""
    held = class_of(code, request.on)
    if held is None or to_keep and not may_keep(request, held):
        raise Http404
    return held


def may_keep(request: Visit, held: TrainingClass) -> bool:
    """Whether the reader keeps the results of a class."""
    return held.withdrawn_at is None and request.user.may(KEEP) and writes(held.pk)


def gradable(request: Visit, held: TrainingClass) -> list[Part]:
    """The parts of a class that the reader grades."""
    if held.withdrawn_at is not None or not request.user.may(GRADE):
        return []
    return [one for one in parts_of(held.pk) if may_grade(one.pk)]


def graded_book(request: Visit, code: str) -> tuple[Book, list[Part]]:
    """The marks of the class of an address; 404 for who grades nothing in it."""
    held = held_at(request, code)
    parts = gradable(request, held)
    if not parts:
        raise Http404
    return book_of(held), parts


def form_page(
    request: Visit, form: forms.Form, asked: Asked, done: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """Show a form; once it is right carry it out and go where `done` says; refusals on top."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                return redirect(done(form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
    status = 422 if request.method == "POST" else 200
    sees_class = request.user.may(VIEW)
    context = {"form": form, "asked": asked, "held": asked.held, "sees_class": sees_class}
    return render(request, "results/form_page.html", context, status=status)


def said(request: Visit, words: str, address: str) -> str:
    """Tell on the next page what was done; the address of that page."""
    messages.success(request, words)
    return address


def names_in(held: TrainingClass) -> dict[int, str]:
    """The learners of a class the reader may see, by name."""
    return {one.id: one.name for one in learners_ever(held.pk)}


def own_person() -> int | None:
    """The person of the register that the reader is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_setting('person')::bigint")
        found: int | None = cursor.fetchone()[0]
        return found
