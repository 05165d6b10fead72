"""Loads the demo province beside the city, with its scheme, its act of 1/1/2025 and its users."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.demo.domain.province import DAY, MERGING_FILE, REGISTER_FILE, UNITS_FILE
from hientai.demo.domain.province_2025 import ACT_FILE, PLACES_FILE
from hientai.demo.domain.province_2025 import UNITS_FILE as DANANG_FILE
from hientai.demo.domain.province_units import PROVINCE
from hientai.demo.services import loading
from hientai.demo.services.files import write_province
from hientai.demo.services.users import PROVINCE_SIGN_INS, keep_sign_ins, make_users
from hientai.people.models import Person
from hientai.reforms.models import Reform
from hientai.reforms.services import carry_out, hand_in
from hientai.shared.vietnamese import number

SCHEME = "quangnam-7328"
FILES = (UNITS_FILE, DANANG_FILE, REGISTER_FILE, MERGING_FILE, ACT_FILE, PLACES_FILE)
LEADERS = 2_262
MERGED_ON = date(2025, 1, 1)


def load_province(*, tell: loading.Tell) -> bool:
    """Load the province into this installation; False where it stands there already.

    Refused where the database holds people that the demo did not bring.
    """
    folder = Path(settings.HIENTAI_HOME) / "demo"
    stamp = folder / "province.json"
    if stamp.exists() and _has_leaders():
        return False
    loading.refuse_strangers({loading.digest(path) for path in folder.glob("*.xlsx")})
    loading.carry_out(_steps(folder), tell)
    stamp.write_text("{}")
    return True


def _has_leaders() -> bool:
    with operator_scope():
        return Person.objects.filter(code__startswith=PROVINCE).count() >= LEADERS


def _steps(folder: Path) -> loading.Steps:
    return [
        (_("Tạo tệp mẫu của tỉnh Quảng Nam"), lambda: _files(folder)),
        (_("Nạp đơn vị"), lambda: loading.load_units(folder / UNITS_FILE)),
        (_("Nạp đơn vị của Đà Nẵng"), lambda: loading.load_units(folder / DANANG_FILE)),
        (_("Nạp Đề án"), lambda: loading.load_scheme(SCHEME)),
        (
            _("Nạp hồ sơ ngày 31/01/2024"),
            lambda: loading.load_book(folder / REGISTER_FILE, DAY, PROVINCE),
        ),
        (_("Sáp nhập Nông Sơn vào Quế Sơn từ 01/01/2025"), lambda: _merge(folder / MERGING_FILE)),
        (_("Tạo tài khoản mẫu"), lambda: _users(folder)),
    ]


def _files(folder: Path) -> str:
    """The files, kept from a load that was cut off: what was committed from them is known again."""
    if all((folder / name).exists() for name in FILES):
        return _("đã có")
    return _("%s tệp") % len(write_province(folder=folder))


def _merge(path: Path) -> str:
    """The act that ends one locality, written ahead of its day as a resolution is."""
    name, ground = _("Sáp nhập huyện Nông Sơn vào huyện Quế Sơn"), _("dữ liệu mẫu")
    with operator_scope(ground), transaction.atomic():
        if Reform.objects.filter(name=name, state=Reform.State.DONE).exists():
            return _("đã nạp")
        made = hand_in(actor=None, path=path, name=name, on=MERGED_ON, ground=ground)
        moved = carry_out(actor=None, reform=made)
    return _("%s người chuyển sang đơn vị mới") % number(moved)


def _users(folder: Path) -> str:
    path = folder / "dang-nhap-quang-nam.txt"
    with operator_scope(_("dữ liệu mẫu")):
        make_users(PROVINCE_SIGN_INS)
    keep_sign_ins(path, PROVINCE_SIGN_INS)
    return str(path)
