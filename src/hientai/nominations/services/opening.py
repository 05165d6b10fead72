"""A list of nominations: opened for a quota or a class, changed while drawn up, given up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.classes.models import TrainingClass
from hientai.documents.domain.steps import reason_of
from hientai.documents.services.holding import author_of
from hientai.nominations.domain.states import refuse_list_move, refuse_unless_draft
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries.judging import quota_of
from hientai.nominations.services.holding import GROUND, locked_list, move_rows
from hientai.organisations.models import Unit
from hientai.schemes.models import Scheme
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.vocabulary import DELIVERY_FORMS, FUNDS, PLACES
from hientai.shared.words import N_
from hientai.webkit.constraints import told


@dataclass(frozen=True)
class Terms:
    """What the people of a list would study. `scheme` and `item` name the quota; of a class they
    and the rest may be left empty: the class says them."""

    scheme: str = ""
    item: str = ""
    training_class: TrainingClass | None = None
    title: str = ""
    programme: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    fund: str = ""
    form: str = "full_time"
    exclusive: bool = True
    note: str = ""


@transaction.atomic
def open_list(*, actor: User | None, unit: Unit, terms: Terms, on: date) -> NominationList:
    """Open a list of a unit for a quota, or for a class that serves one.

    Refused for an unknown quota, a class that was withdrawn or is over, and days that cannot be.
    """
    columns = _columns(terms, on)
    sign(actor=actor, ground=GROUND % N_("lập danh sách"))
    with told({}):
        return NominationList.objects.create(
            unit=unit, opened_on=on, opened_by=author_of(actor), **columns
        )


@transaction.atomic
def change_list(
    *, actor: User | None, nomination_list: NominationList, terms: Terms, on: date
) -> NominationList:
    """Change what a list is for while it is drawn up; its rows are to be judged again.

    The quota stays while people are on it, for they were judged for that one.
    """
    held = locked_list(nomination_list)
    refuse_unless_draft(held.state)
    columns = _columns(terms, on)
    same = (columns["scheme"].pk, columns["item_id"]) == (held.scheme_id, held.item_id)
    if not same and Nomination.objects.filter(list=held, state="draft").exists():
        raise Refused(
            _("Danh sách đã có người, không đổi chỉ tiêu được"),
            remedy=_("Lập danh sách khác cho chỉ tiêu kia."),
        )
    sign(actor=actor, ground=GROUND % N_("sửa danh sách"))
    for name, value in columns.items():
        setattr(held, name, value)
    with told({}):
        held.save(update_fields=[*columns])
    return held


@transaction.atomic
def withdraw_list(
    *, actor: User | None, nomination_list: NominationList, reason: str, on: date
) -> NominationList:
    """Give a list up that is still drawn up; it and its rows stay in sight as such."""
    tidy = reason_of(reason)
    held = locked_list(nomination_list)
    refuse_list_move(held.state, "withdrawn")
    sign(actor=actor, ground=tidy)
    rows = Nomination.objects.select_for_update().filter(list=held, state="draft")
    move_rows(actor=actor, rows=rows, became="withdrawn", on=on, reason=tidy)
    held.state, held.settled_on, held.note = "withdrawn", on, tidy
    held.save(update_fields=["state", "settled_on", "note"])
    return held


def _columns(terms: Terms, on: date) -> dict[str, Any]:
    """The columns of a list that its terms fill; what is left empty is as the class has it."""
    one = terms.training_class
    if one is not None:
        _refuse_class(one, on)
    slug = terms.scheme or (one.scheme.slug if one and one.scheme else "")
    item = terms.item or (one.item_id if one else "")
    scheme, quota = _quota(slug, item, on)
    programme = terms.programme or (one.title if one else quota.title)
    starts, ends = _days(terms, one)
    _refuse_codes(terms)
    return {
        "scheme": scheme,
        "item_id": quota.id,
        "training_class": one,
        "title": " ".join(terms.title.split()) or _("Đề cử: %s") % programme,
        "programme": " ".join(programme.split()),
        "starts_on": starts,
        "ends_on": ends,
        "place": terms.place,
        "fund": terms.fund,
        "form": one.form if one else terms.form,
        "exclusive": terms.exclusive,
        "note": terms.note,
    }


def _quota(slug: str, item: str, on: date) -> tuple[Scheme, Any]:
    scheme = Scheme.objects.filter(slug=slug).first()
    if scheme is None or not item:
        raise Refused(
            _("Chưa chọn chỉ tiêu của một đề án"),
            remedy=_("Chọn chỉ tiêu, hoặc chọn lớp phục vụ một chỉ tiêu."),
        )
    return scheme, quota_of(slug, item, on)


def _days(terms: Terms, one: TrainingClass | None) -> tuple[date, date]:
    starts = terms.starts_on or (one.starts_on if one else None)
    ends = terms.ends_on or (one.ends_on if one else None)
    if starts is None or ends is None:
        raise Refused(
            _("Chưa ghi thời gian học"),
            why=_("không có thời gian thì không biết có trùng lớp khác hay không"),
            remedy=_("Ghi ngày đầu và ngày cuối của khóa học."),
        )
    if ends < starts:
        raise Refused(
            _("Khóa học kết thúc trước khi bắt đầu"),
            why=_("bắt đầu %(a)s, kết thúc %(b)s") % {"a": day(starts), "b": day(ends)},
            remedy=_("Kiểm tra lại hai ngày."),
        )
    return starts, ends


def _refuse_class(one: TrainingClass, on: date) -> None:
    if one.withdrawn_at is not None or one.ends_on < on:
        raise Refused(_("Lớp “%s” đã rút hoặc đã kết thúc") % one.title, remedy=_("Chọn lớp khác."))


def _refuse_codes(terms: Terms) -> None:
    known = (
        (DELIVERY_FORMS, terms.form),
        (PLACES, terms.place or None),
        (FUNDS, terms.fund or None),
    )
    for catalogue, code in known:
        if code is not None and code not in catalogue:
            raise Refused(
                _("Không có giá trị “%s”") % code,
                remedy=_("Chọn một trong: %s") % ", ".join(catalogue.labels.values()),
            )
