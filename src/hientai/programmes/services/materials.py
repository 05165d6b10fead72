"""Files kept, materials of topics, sets handed over."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.organisations.models import Unit
from hientai.programmes.domain import files, states
from hientai.programmes.models import Document, Handover, Material, Topic, Version
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told


@dataclass(frozen=True)
class Upload:
    """A file as it came."""

    name: str
    content: bytes


@transaction.atomic
def keep(*, actor: Author | None, unit: Unit, upload: Upload) -> Document:
    """Keep a file for a unit; refused where it is of no kind that is taken, or too large."""
    kind = files.kind_of(upload.content)
    with told({}):
        return Document.objects.create(
            unit=unit,
            name=files.file_name(upload.name, kind),
            type=kind.type,
            size=len(upload.content),
            digest=hashlib.sha256(upload.content).hexdigest(),
            content=upload.content,
            kept_by=author_of(actor),
        )


@transaction.atomic
def add_material(
    *,
    actor: Author | None,
    version: Version,
    topic: Topic | None,
    kind: str,
    title: str,
    upload: Upload,
) -> Material:
    """Keep a material of a topic or of the whole programme; of one that is there, a new edition."""
    title = " ".join(title.split())
    _refuse_closed(version)
    sign(actor=actor, ground=N_("Tài liệu “%s”") % title)
    document = keep(actor=actor, unit=version.programme.unit, upload=upload)
    earlier = Material.objects.filter(version=version, topic=topic, title=title)
    named = {"version": version, "topic": topic, "kind": kind, "title": title}
    with told({}):
        return Material.objects.create(
            document=document, edition=_next_edition(earlier, document), **named
        )


def _next_edition(earlier: QuerySet[Material], document: Document) -> int:
    """The number of the edition that follows; refused where the file is the last one's again."""
    rows = earlier.select_related("document").defer("document__content")
    last = rows.order_by("-edition").first()
    if last and last.document.digest == document.digest:
        raise Refused(
            _("Tệp này giống hệt lần biên soạn %s") % last.edition,
            remedy=_("Chọn tệp mới, hoặc đặt tên tài liệu khác."),
        )
    return 1 + (last.edition if last else 0)


@transaction.atomic
def hand_over(
    *,
    actor: Author | None,
    version: Version,
    materials: Sequence[Material],
    on: date,
    receipt: str,
    to_unit: Unit | None = None,
    to_outside: str = "",
    upload: Upload | None = None,
) -> Handover:
    """Record that a set of materials of a version was given to somebody, with the receipt."""
    _refuse_set(version, materials)
    _refuse_receivers(to_unit, to_outside)
    sign(actor=actor, ground=receipt)
    paper = keep(actor=actor, unit=version.programme.unit, upload=upload) if upload else None
    with told({}):
        made = Handover(version=version, to_unit=to_unit, to_outside=to_outside.strip(), on=on)
        made.receipt, made.receipt_file = receipt, paper
        made.save()
        made.materials.set(materials)
    return made


def _refuse_set(version: Version, materials: Sequence[Material]) -> None:
    if not materials or any(one.version_id != version.pk for one in materials):
        raise Refused(_("Chưa chọn tài liệu bàn giao"), remedy=_("Chọn ít nhất một tài liệu."))


def _refuse_receivers(to_unit: Unit | None, to_outside: str) -> None:
    if bool(to_unit) == bool(to_outside.strip()):
        raise Refused(
            _("Ghi một nơi nhận"),
            remedy=_("Ghi mã đơn vị trong danh mục, hoặc tên nơi nhận ngoài danh mục."),
        )


def author_of(actor: Author | None) -> str:
    """The author's name: the user's, or the operator's that the transaction was opened with."""
    if actor is not None:
        return str(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(audit_setting('actor_label'), session_user)")
        return str(cursor.fetchone()[0])


def _refuse_closed(version: Version) -> None:
    if version.state in (states.REPLACED, states.WITHDRAWN):
        states.refuse_state(version.state, (*states.OPEN, states.APPROVED))
