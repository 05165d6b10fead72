"""What every verb here does: the walls in words, the paper drawn up, its rows kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.decisions.domain.kinds import ORIGIN
from hientai.decisions.domain.people import BY_RANK, Named
from hientai.decisions.domain.values import refuse_missing
from hientai.decisions.domain.wording import LEADER, TITLES, signed_by
from hientai.decisions.models import Row, Sending
from hientai.documents import services as documents
from hientai.documents.domain.paper import Annex
from hientai.documents.domain.words import Words, fields_used, words_from
from hientai.documents.models import IssuingBody, Paper
from hientai.documents.queries.papers import unit_of_code
from hientai.documents.queries.wordings import words_on
from hientai.documents.services.holding import author_of
from hientai.nominations.services.holding import BEING_SIGNED
from hientai.organisations.queries import successors_of
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

RELOAD = N_("Tải lại trang rồi chọn lại.")
WALLS = {
    "seat_is_used_by_one_paper": Refused(
        N_("Có người đã có trong một quyết định cử khác"), remedy=RELOAD
    ),
    "nomination_is_sent_once": Refused(
        N_("Có người đã có trong một quyết định cử khác"), remedy=RELOAD
    ),
    "nomination_is_in_one_open_paper": Refused(
        N_("Có người đang nằm trong một văn bản chưa đăng ký"),
        why=N_(
            "mỗi lần chỉ một văn bản về một người, để văn bản sau sửa kết quả của văn bản trước"
        ),
        remedy=N_("Đăng ký hoặc bỏ văn bản đó trước."),
    ),
    "row_is_amended_once": Refused(
        N_("Có người vừa được một quyết định khác điều chỉnh"), remedy=RELOAD
    ),
    "rows_of_a_locked_paper_stand": Refused(
        N_("Văn bản đã khóa để ký: danh sách người không đổi được"),
        remedy=N_("Trả lại văn bản, ghi lý do, rồi sửa."),
    ),
    "seat_belongs_to_its_nomination": Refused(N_("Chỗ học không thuộc đề cử này"), remedy=RELOAD),
    "amendment_follows_what_holds": Refused(
        N_("Nội dung này đã được quyết định khác điều chỉnh hoặc thu hồi"), remedy=RELOAD
    ),
    "locked_nomination_stands": BEING_SIGNED,
    "locked_seat_stands": BEING_SIGNED,
    "registration_enrols": Refused(
        N_("Văn bản chưa ghi nhận được người học"), remedy=N_("Trả lại văn bản, ghi lý do.")
    ),
}


@dataclass(frozen=True)
class Entered:
    """A paper from before the system: what it says of itself, and its scan."""

    stated: documents.Stated
    scan: documents.File


@dataclass(frozen=True)
class Said:
    """What whoever drafts says besides the rows: who signs and as what (`title`, by what leads such
    a unit where left empty), values that nobody else knows, the order of the annexed list; of an
    amending paper what was `entered` of one from before the system, or the draft `instead` of which
    it is drawn up anew, on the same paper."""

    signer: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    order: str = BY_RANK
    title: str = ""
    entered: Entered | None = None
    instead: Sending | None = None


NOTHING_MORE = Said()


@dataclass(frozen=True)
class Content:
    """What a paper of this room is made of, before it is drawn up; `units` are units concerned
    beside those of its people."""

    body: IssuingBody
    purpose: str
    values: Mapping[str, str]
    people: Sequence[Named]
    annexes: Sequence[Annex] = ()
    former: Paper | None = None
    units: frozenset[int] = frozenset()


def drawn_up(*, actor: User | None, content: Content, said: Said, on: date) -> Paper:
    """Draw the paper up as a draft; refused where a field of its words has no value."""
    used = fields_used(words_on(content.purpose, content.body, on).words)
    values = {**content.values, **{k: v for k, v in said.values.items() if v.strip()}}
    refuse_missing(used, values)
    paper = documents.draft(
        actor=actor,
        body=content.body,
        purpose=content.purpose,
        on=on,
        values=values,
        about=documents.About(
            said.signer,
            content.annexes,
            units_concerned({one.unit_id for one in content.people} | content.units, on),
        ),
        former=content.former,
        origin=ORIGIN,
    )
    own = words_from(paper.words)
    words = under_whose_name(own, content, said, on)
    return paper if words == own else documents.revise(actor=actor, paper=paper, words=words)


def entered(*, actor: User | None, content: Content, said: Entered, on: date) -> Paper:
    """Register a paper from before the system with its own number, day and scan.

    Refused where it is of the future, or older than the paper that it amends.
    """
    day, former = said.stated.issued_on, content.former
    if day > on:
        raise Refused(_("Ngày ban hành không thể ở tương lai"), remedy=_("Kiểm tra lại ngày."))
    if former is not None and former.issued_on is not None and day < former.issued_on:
        raise Refused(
            _("Quyết định điều chỉnh không thể có trước quyết định được điều chỉnh"),
            why=str(former),
            remedy=_("Kiểm tra lại ngày."),
        )
    return documents.enter_back_dated(
        actor=actor,
        body=content.body,
        stated=replace(said.stated, purpose=content.purpose),
        scan=said.scan,
        concerned=units_concerned({one.unit_id for one in content.people} | content.units, on),
        former=former,
        origin=ORIGIN,
    )


def under_whose_name(words: Words, content: Content, said: Said, on: date) -> Words:
    """The words with who decides and signs, where they are those for every body."""
    body = content.body
    version = words_on(content.purpose, body, on).version
    title = said.title
    if not title and (version is None or version.body_id is None) and not body.collective:
        unit = unit_of_code(body.unit.code, on)
        title = TITLES.get(unit.type, LEADER) if unit else LEADER
    return signed_by(words, body.name, body.collective, title)


def units_concerned(units: set[int], on: date) -> set[int]:
    """The units whose people a paper is about, and those that followed them by the day."""
    known = {unit for unit in units if unit}
    after = successors_of(sorted(known), on) if known else {}
    return known | {one for found in after.values() for one in found}


def kept(*, actor: User | None, sending: Sending, rows: Sequence[Row]) -> Sending:
    """Write a paper of this room with its rows, in their order, behind the walls."""
    sending.unit_id, sending.drafted_by = sending.paper.unit_id, author_of(actor)
    with told(WALLS):
        sending.save(force_insert=True)
        written(sending, rows)
    return sending


def written(sending: Sending, rows: Sequence[Row]) -> None:
    """Write new rows of a paper, in their order; of two, who comes instead names who leaves."""
    for at, row in enumerate(rows, start=1):
        row.sending, row.position = sending, at
    Row.objects.bulk_create([row for row in rows if row.instead_of is None])
    Row.objects.bulk_create([row for row in rows if row.instead_of is not None])
