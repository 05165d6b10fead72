"""Verbs of classes: open one, withdraw one that is empty."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.classes.domain import held_in
from hientai.classes.models import TrainingClass
from hientai.organisations.models import Unit
from hientai.programmes.domain.drafts import code_wanted
from hientai.programmes.models import Institution, Version
from hientai.programmes.queries.programmes import force_words, forms_words
from hientai.programmes.services.materials import author_of
from hientai.schemes.domain.item import Kind
from hientai.schemes.models import Scheme, SchemeItem
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, fold, number
from hientai.webkit.constraints import told

WALLS = {
    "classes_trainingclass_code_key": Refused(N_("Mã lớp này đã có"), remedy=N_("Đặt mã khác.")),
}


@dataclass(frozen=True)
class Terms:
    """What a class is; `scheme` and `item` name the quota or target that it serves, if any."""

    code: str
    title: str
    starts_on: date
    ends_on: date
    places: int
    form: str
    ground: str
    scheme: str = ""
    item: str = ""


@transaction.atomic
def open_class(
    *,
    actor: Author | None,
    version: Version,
    institution: Institution,
    unit: Unit,
    terms: Terms,
    on: date,
) -> TrainingClass:
    """Open a class on a day, from a version that is in force on its first day.

    Refused where it is not, where the class would end before it begins or have no places, where
    its form is none of the programme's, or where the scheme has no such quota or target.
    """
    held = Version.objects.select_related("programme").get(pk=version.pk)
    _refuse_terms(held, terms)
    sign(actor=actor, ground=terms.ground)
    with told(WALLS):
        return TrainingClass.objects.create(
            version=held,
            institution=institution,
            unit=unit,
            opened_on=on,
            opened_by=author_of(actor),
            **_named(held, terms),
        )


def _named(version: Version, terms: Terms) -> dict[str, Any]:
    """The columns of a class that its terms fill; without a title it has the programme's."""
    title = " ".join(terms.title.split()) or version.programme.title
    scheme = _scheme(terms)
    return {
        "code": code_wanted(terms.code),
        "title": title,
        "title_folded": fold(title),
        "scheme": scheme,
        "item_id": terms.item if scheme else "",
        "starts_on": terms.starts_on,
        "ends_on": terms.ends_on,
        "places": terms.places,
        "form": terms.form,
        "ground": terms.ground,
    }


@transaction.atomic
def withdraw(
    *, actor: Author | None, held_class: TrainingClass, ground: str, on: date
) -> TrainingClass:
    """Take a class back while nobody was put into it; it stays on record."""
    rows = TrainingClass.objects.select_for_update(of=("self",))
    held = rows.filter(pk=held_class.pk).first()
    if held is None:
        raise Refused(
            _("Việc này nằm ngoài phạm vi đơn vị của bạn"),
            remedy=_("Đề nghị đơn vị mở lớp thực hiện."),
        )
    if held.withdrawn_at is not None:
        raise Refused(_("Lớp này đã được rút"), remedy=_("Tải lại trang."))
    if people := held_in(held.pk):
        raise Refused(
            _("Lớp đã có %s người hoặc chỗ được giữ") % number(people),
            remedy=_("Chuyển họ sang lớp khác trước khi rút lớp."),
        )
    sign(actor=actor, ground=ground)
    held.withdrawn_at, held.withdrawn_by = timezone.now(), author_of(actor)
    held.withdrawn_ground, held.withdrawn_on = ground, on
    with told({}):
        held.save(
            update_fields=["withdrawn_on", "withdrawn_at", "withdrawn_by", "withdrawn_ground"]
        )
    return held


def _refuse_terms(version: Version, terms: Terms) -> None:
    if version.in_force is None or terms.starts_on not in version.in_force:
        raise Refused(
            _("Chương trình chưa được phê duyệt cho ngày khai giảng %s") % day(terms.starts_on),
            why=_("%(code)s, phiên bản %(n)s: %(state)s %(force)s")
            % {
                "code": version.programme.code,
                "n": version.number,
                "state": version.get_state_display(),
                "force": force_words(version),
            },
            remedy=_("Chọn phiên bản đang áp dụng ngày đó, hoặc phê duyệt chương trình trước."),
        )
    if terms.ends_on < terms.starts_on:
        raise Refused(_("Ngày cuối trước ngày đầu"), remedy=_("Kiểm tra lại hai ngày."))
    if terms.places < 1:
        raise Refused(_("Lớp phải có ít nhất một chỗ"), remedy=_("Ghi số chỗ của lớp."))
    if terms.form not in version.forms:
        raise Refused(
            _("Chương trình không có hình thức này"),
            why=_("các hình thức của chương trình: %s") % forms_words(version),
            remedy=_("Chọn một hình thức của chương trình."),
        )


def _scheme(terms: Terms) -> Scheme | None:
    """The scheme that a class serves; refused where it has no such quota or target."""
    if not terms.scheme:
        return None
    items = SchemeItem.objects.filter(
        version__scheme__slug=terms.scheme,
        item_id=terms.item,
        kind__in=[Kind.QUOTA, Kind.TARGET],
    )
    found = Scheme.objects.filter(slug=terms.scheme).first()
    if found is None or not items.exists():
        raise Refused(
            _("Đề án %(slug)s không có chỉ tiêu, mục tiêu “%(item)s”")
            % {"slug": terms.scheme, "item": terms.item},
            remedy=_("Chọn trong danh sách."),
        )
    return found
