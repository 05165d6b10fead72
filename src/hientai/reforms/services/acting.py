"""An act from its file to its undoing: handed in as a draft, carried out whole, taken back."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.accounts.services.reaching import whole
from hientai.audit.services import sign
from hientai.organisations.domain.reform import Plan, Step, Wrong, plan
from hientai.organisations.queries import versions_by_code
from hientai.organisations.services.reform import Written, take_back_reform, write_reform
from hientai.reforms import queries
from hientai.reforms.domain.authority import authorities, highest
from hientai.reforms.domain.following import Fate
from hientai.reforms.domain.sheet import Place, read, read_places, wrong_places
from hientai.reforms.models import Reform
from hientai.reforms.services import following
from hientai.shared.refused import Refused
from hientai.shared.tables import read_apart
from hientai.shared.vietnamese import number
from hientai.webkit.constraints import told
from hientai.webkit.day import today

SHOWN = 20
Tell = Callable[[int, str], object]


def nobody(_percent: int, _step: str) -> None:
    """Tell nobody how far it has come."""


class WrongFile(Refused):
    """A file with cells that cannot be accepted; nothing of it is kept."""

    def __init__(self, cells: Sequence[Wrong]) -> None:
        self.cells = tuple(cells)
        more = _("; và %s ô khác") % (len(cells) - SHOWN) if len(cells) > SHOWN else ""
        super().__init__(
            _("Tệp có %s ô sai; chưa có gì được ghi") % number(len(cells)),
            why="; ".join(str(cell) for cell in cells[:SHOWN]) + more,
            remedy=_("Sửa các ô này rồi nộp lại cả tệp."),
        )


@dataclass(frozen=True)
class Checked:
    """A file that can be carried out: its lines, who goes where, what it does, whose it is."""

    steps: Sequence[Step]
    places: Sequence[Place]
    plan: Plan
    authorities: Sequence[str]


@transaction.atomic
def check(*, path: Path, on: date) -> Checked:
    """Read and judge a file over the register as it is; refused with every wrong cell, and with
    every one that names a unit the reader does not write."""
    steps, places, wrong = read(read_apart(path))
    if wrong:
        raise WrongFile(wrong)
    judged, written = plan(steps, versions_by_code(), on), queries.codes_written()
    found, beyond = authorities(steps, judged.before, written)
    if wrong := [*judged.wrong, *beyond, *_wrong_places(judged, places, written)]:
        raise WrongFile(wrong)
    return Checked(steps, places, judged, found)


def _wrong_places(
    judged: Plan, places: Sequence[Place], written: Collection[str] | None
) -> list[Wrong]:
    if not places:
        return []
    people = queries.people_of_endings(queries.endings_of_plan(judged))
    after = judged.after
    own = {code for code in after if highest(code, after, written)}
    return wrong_places(places, people, own)


@transaction.atomic
def hand_in(
    *, actor: User | None, path: Path, name: str, on: date, ground: str, source: str = ""
) -> Reform:
    """Keep a file that can be carried out as a draft, for its preview."""
    _refuse_blank(name, ground)
    sign(actor=actor, ground=ground)
    found = check(path=path, on=on)
    with told({}):
        return Reform.objects.create(
            name=" ".join(name.split()),
            on=on,
            ground=ground.strip(),
            source=source.strip(),
            steps=[asdict(step) for step in found.steps],
            places=[asdict(place) for place in found.places],
            authorities=queries.ids_of(found.authorities),
            written_at=timezone.now(),
            written_by=author_of(actor),
        )


@transaction.atomic
def carry_out(*, actor: User | None, reform: Reform, tell: Tell = nobody) -> int:
    """Do what a draft says, units, posts and roles in one transaction; how many posts moved.

    `tell` hears how far it has come, in percent and words. Who may write the act writes, through
    it, what it names, and takes along what stands there, whoever sees it.
    """
    held = _locked(reform, Reform.State.DRAFT)
    _refuse_beyond(held)
    with whole(actor, held.ground, today()):
        done, moved = _carried_out(held, actor, tell)
    _note_done(held, done, author_of(actor))
    return moved


def _refuse_beyond(held: Reform) -> None:
    """The tree may have changed since the act was handed in."""
    if (written := queries.codes_written()) is not None:
        _found, beyond = authorities(queries.steps_of(held), queries.plan_of(held).before, written)
        if beyond:
            raise WrongFile(beyond)


def _carried_out(held: Reform, actor: User | None, tell: Tell) -> tuple[Written, int]:
    places, steps = queries.places_of(held), queries.steps_of(held)
    before = queries.endings_of(held)
    tell(10, _("Ghi các đơn vị"))
    done = write_reform(actor=actor, steps=steps, on=held.on, ground=held.ground)
    endings = queries.endings_of_plan(done.plan, places)
    if wrong := wrong_places(places, _posts_of(places, before), done.plan.after):
        raise WrongFile(wrong)
    tell(50, _("Chuyển vị trí công tác"))
    moved = following.carry_posts(held, endings, places, done.ids)
    tell(90, _("Chuyển vai trò"))
    following.carry_roles(held, endings, done.ids, author_of(actor))
    return done, moved


def _note_done(held: Reform, done: Written, author: str) -> None:
    """Keep with the act what it did, by whom, and its events."""
    held.ended, held.changed = done.of([*done.plan.ended]), done.of(done.plan.changed)
    held.founded = done.of([*done.plan.founded])
    held.state, held.done_at, held.done_by = Reform.State.DONE, timezone.now(), author
    held.save(update_fields=["ended", "changed", "founded", "state", "done_at", "done_by"])
    held.events.set(done.events)


def _posts_of(places: Sequence[Place], endings: queries.Endings) -> dict[str, str]:
    return queries.people_of_endings(endings) if places else {}


@transaction.atomic
def assign(*, actor: User | None, reform: Reform, path: Path) -> int:
    """Let people who wait after an act go where a file says, on its day; how many posts moved.

    They go back with the act when it is undone.
    """
    held = _locked(reform, Reform.State.DONE)
    sign(actor=actor, ground=held.ground)
    places, wrong = read_places(read_apart(path))
    endings = replace(queries.endings_of(held), people=[place.person for place in places])
    alive = queries.ids_alive({place.unit for place in places}, held.on)
    own = queries.ids_under(held.authorities, held.on)
    alive = {code: pk for code, pk in alive.items() if own is None or pk in own}
    if not wrong:
        wrong = wrong_places(places, queries.people_of_endings(endings), alive)
    if wrong:
        raise WrongFile(wrong)
    with whole(actor, held.ground, today()):
        return following.carry_posts(held, endings, places, alive, [Fate.PLACED])


@transaction.atomic
def undo(*, actor: User | None, reform: Reform, ground: str, tell: Tell = nobody) -> int:
    """Take an act back while nothing later stands on it; how many posts went back."""
    if not ground.strip():
        raise Refused(_("Chưa ghi lý do hoàn tác"), remedy=_("Ghi ngắn gọn vì sao hoàn tác."))
    held = _locked(reform, Reform.State.DONE)
    with whole(actor, ground, today()):
        moved = _taken_back(held, actor, ground, tell)
    _note_undone(held, author_of(actor), ground.strip())
    return moved


def _taken_back(held: Reform, actor: User | None, ground: str, tell: Tell) -> int:
    events = list(held.events.values_list("pk", flat=True))
    tell(10, _("Trả lại vai trò và vị trí công tác"))
    following.return_roles(held)
    moved = following.return_posts(held)
    held.events.clear()
    tell(60, _("Trả lại các đơn vị"))
    take_back_reform(
        actor=actor,
        events=events,
        ended=held.ended,
        changed=held.changed,
        founded=held.founded,
        on=held.on,
        ground=ground,
    )
    return moved


def _note_undone(held: Reform, author: str, ground: str) -> None:
    held.state, held.undone_at = Reform.State.UNDONE, timezone.now()
    held.undone_by, held.undone_ground = author, ground
    held.save(update_fields=["state", "undone_at", "undone_by", "undone_ground"])


@transaction.atomic
def discard(*, actor: User | None, reform: Reform) -> None:
    """Throw a draft away; nothing rests on it."""
    held = _locked(reform, Reform.State.DRAFT)
    sign(actor=actor, ground=N_("bỏ bản nháp «%s»") % held.name)
    held.delete()


def _locked(reform: Reform, state: Reform.State) -> Reform:
    held = locked(reform)
    if held.state != state:
        raise Refused(
            _("Đợt sắp xếp này %s") % held.get_state_display(),
            remedy=_("Mở lại trang để xem tình trạng hiện nay."),
        )
    return held


def locked(reform: Reform) -> Reform:
    """The act, held; refused to who does not write for every authority of it."""
    # How far the act has come is written beside it meanwhile, over another connection.
    held = Reform.objects.select_for_update(no_key=True).filter(pk=reform.pk).first()
    if held is None:
        raise Refused(
            _("Đợt sắp xếp này nằm ngoài phạm vi bạn phụ trách"),
            remedy=_("Đề nghị chủ đề án của nơi đó thực hiện."),
        )
    return held


def author_of(actor: User | None) -> str:
    """The author's name: the user's, or the operator's that the transaction was opened with."""
    if actor is not None:
        return str(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(audit_setting('actor_label'), session_user)")
        return str(cursor.fetchone()[0])


def _refuse_blank(name: str, ground: str) -> None:
    if not name.strip() or not ground.strip():
        raise Refused(
            _("Chưa ghi tên hoặc căn cứ của đợt sắp xếp"),
            remedy=_("Ghi tên và số, ngày của nghị quyết hoặc quyết định."),
        )
