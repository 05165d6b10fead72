"""Loads the demo through the same verbs that an office uses, step by step, each with its time."""

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.services import operator_scope
from hientai.demo.domain.city import SEED
from hientai.demo.domain.figures import OPENING_DAY, PEOPLE, REGISTER_DAY
from hientai.demo.domain.files import HISTORY_FILE, REGISTER_FILE, UNITS_FILE, UPDATE_FILE
from hientai.demo.domain.province import REGISTER_FILE as PROVINCE_FILE
from hientai.demo.domain.sending import PARTY_BODY
from hientai.demo.domain.units import CITY
from hientai.demo.services.files import write_files
from hientai.demo.services.learners import open_planned
from hientai.demo.services.learning import load_learning
from hientai.demo.services.programmes import load_programmes
from hientai.demo.services.sending import load_sendings
from hientai.demo.services.users import SIGN_INS, keep_sign_ins, make_users
from hientai.intake.models import ImportBatch
from hientai.intake.services import commit, preview
from hientai.organisations.models import Unit
from hientai.organisations.services import create_unit, import_units
from hientai.people.models import Person
from hientai.schemes.services import load_pack
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number

SCHEME = "hanoi-1698"
Tell = Callable[[str], Any]
Steps = Sequence[tuple[str, Callable[[], str]]]


def load(*, tell: Tell, people: int = PEOPLE, seed: int = SEED) -> bool:
    """Load a city into this installation; False where it stands there already.

    Every step may be repeated: what is there already is not written twice. Refused where the
    database holds people that this very demo did not bring: they are not to be mixed.
    """
    folder = Path(settings.HIENTAI_HOME) / "demo"
    stamp = folder / "loaded.json"
    told = json.dumps({"people": people, "seed": seed})
    if stamp.exists() and stamp.read_text() == told and _has_people(people):
        return False
    refuse_strangers(_digests(folder, told))
    carry_out(_steps(folder, people, seed), tell)
    stamp.write_text(told)
    return True


def carry_out(steps: Steps, tell: Tell) -> None:
    """Do the steps one after another and tell each with its time."""
    for name, step in steps:
        begun = time.monotonic()
        done = step()
        spent = f"{time.monotonic() - begun:.1f}".replace(".", ",")
        told_step = {"step": name, "done": done, "spent": spent}
        tell(_("%(step)s: %(done)s (%(spent)s giây)") % told_step)


def _has_people(people: int) -> bool:
    with operator_scope():
        return Person.objects.count() >= people


def _digests(folder: Path, told: str) -> set[str]:
    """The fingerprints of the files that an earlier load of the same city left, if there are."""
    stamp = folder / "files.json"
    if not stamp.exists() or stamp.read_text() != told:
        return set()
    ours = [folder / name for name in (REGISTER_FILE, UPDATE_FILE, HISTORY_FILE)]
    province = folder / PROVINCE_FILE  # may stand beside the city, brought by the demo as well
    return {digest(path) for path in (*ours, province) if path.exists()}


def digest(path: Path) -> str:
    """The fingerprint of a file, as its batch keeps it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refuse_strangers(ours: set[str]) -> None:
    """Refused where the database holds people from other files than these."""
    with operator_scope():
        people = Person.objects.count()
        committed = ImportBatch.objects.filter(state=ImportBatch.State.COMMITTED)
        loaded = committed.filter(digest__in=ours).exists()
        mixed = committed.exclude(digest__in=ours).exists()
    if people and (mixed or not loaded):
        raise Refused(
            _("Cơ sở dữ liệu này đã có %s người không phải của dữ liệu mẫu này") % number(people),
            why=_("dữ liệu mẫu không được trộn với hồ sơ thật, hay với một dữ liệu mẫu khác"),
            remedy=_(
                "Dùng một cơ sở dữ liệu trống: HIENTAI_HOME=/thư-mục-khác ./hientai demo,"
                " hoặc DATABASE_URL khác. Chỉ khi không cần dữ liệu cũ nữa: ./hientai reset"
            ),
        )


def _steps(folder: Path, people: int, seed: int) -> Steps:
    return [
        (_("Tạo tệp dữ liệu mẫu"), lambda: _files(folder, people, seed)),
        (_("Nạp đơn vị"), lambda: _units(folder / UNITS_FILE)),
        (_("Nạp Đề án"), lambda: load_scheme(SCHEME)),
        (_("Nạp hồ sơ ngày 19/5/2022"), lambda: load_book(folder / REGISTER_FILE, REGISTER_DAY)),
        (_("Nạp thay đổi đến 1/6/2024"), lambda: load_book(folder / UPDATE_FILE, OPENING_DAY)),
        (_("Nạp quá trình đào tạo"), lambda: load_book(folder / HISTORY_FILE, OPENING_DAY)),
        (_("Lập chương trình, giảng viên, cơ sở mẫu"), load_programmes),
        (_("Tạo tài khoản mẫu"), lambda: _users(folder)),
        (_("Mở lớp mẫu"), open_planned),
        (_("Lập đề cử, giao chỗ, quyết định mẫu"), load_sendings),
        (_("Mở lớp, điểm danh, chấm điểm, đánh giá, cấp chứng chỉ mẫu"), load_learning),
    ]


def _files(folder: Path, people: int, seed: int) -> str:
    """The files, kept from a load that was cut off: what was committed from them is known again."""
    stamp = folder / "files.json"
    told = json.dumps({"people": people, "seed": seed})
    if stamp.exists() and stamp.read_text() == told:
        return _("đã có")
    written = write_files(folder=folder, people=people, seed=seed)
    stamp.write_text(told)
    return _("%s tệp") % len(written)


def _units(path: Path) -> str:
    """The units of the document, and beside them the Party's body that its routes name."""
    loaded = load_units(path)
    with operator_scope(_("dữ liệu mẫu")):
        if not Unit.objects.filter(code=PARTY_BODY).exists():
            create_unit(
                actor=None,
                code=PARTY_BODY,
                name="Ban Tổ chức Thành ủy Hà Nội",
                unit_type="party_body",
                bloc="party",
                on=REGISTER_DAY,
                ground=N_("dữ liệu mẫu"),
                parent=Unit.objects.get(code=CITY),
            )
    return loaded


def load_units(path: Path) -> str:
    """A list of units, through the ordinary import."""
    with operator_scope(_("dữ liệu mẫu")):
        done = import_units(actor=None, path=path)
    return _("%s đơn vị mới") % number(done.new)


def load_scheme(slug: str) -> str:
    """A pack of the shipped ones."""
    with operator_scope(_("dữ liệu mẫu")):
        loaded = load_pack(slug, accepted_by=_("dữ liệu mẫu"))
    return _("%(slug)s, phiên bản %(number)s") % {"slug": loaded.slug, "number": loaded.number}


def load_book(path: Path, on: date, unit: str = CITY) -> str:
    """One workbook through preview and commit; every row is taken, or none."""
    if _committed(path):
        return _("đã nạp")
    batch = preview(actor=None, path=path, unit=unit, on=on)
    commit(actor=None, batch=batch, ground=N_("dữ liệu mẫu"))
    total = batch.counts["total"]
    told = {"new": number(total["new"]), "changed": number(total["changed"])}
    return _("%(new)s dòng mới, %(changed)s dòng thay đổi") % told


def _committed(path: Path) -> bool:
    with operator_scope():
        committed = ImportBatch.objects.filter(state=ImportBatch.State.COMMITTED)
        return committed.filter(digest=digest(path)).exists()


def _users(folder: Path) -> str:
    with operator_scope(_("dữ liệu mẫu")):
        make_users(SIGN_INS)
    keep_sign_ins(folder / "dang-nhap.txt", SIGN_INS)
    return str(folder / "dang-nhap.txt")
