"""The demo's users: one of each role, the officers at a department and at a district."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import QuerySet

from hientai.accounts.models import RoleAssignment, User
from hientai.accounts.services import create_user, deputise, give_role
from hientai.organisations.models import Unit
from hientai.people.models import Post
from hientai.upkeep.services import tie

PASSWORD = "hien-tai-2024"  # of a made-up city only; an installation of one's own has no demo users
SINCE = date(2022, 5, 19)
GROUND = "Quyết định của dữ liệu mẫu, 19/05/2022"
AUTHORISED = "Giấy ủy quyền của dữ liệu mẫu, 30/05/2024"


EVERY_ROOT = ""  # a role at the top of each tree: an act over two provinces needs it
IN_CLASS = "-"  # no unit: tied to a person once the class has its learners
PERSONAL = "learner"  # tied to a person of the unit: the first deputy head of a division by code


@dataclass(frozen=True)
class SignIn:
    """A user of the demo and the role that shows something of its own."""

    username: str
    name: str
    role: str
    unit: str


SIGN_INS: Sequence[SignIn] = (
    SignIn("sonoivu", "Sở Nội vụ (chủ đề án)", "owner", "HN"),
    SignIn("so.taichinh", "Cán bộ tổ chức Sở Tài chính", "unit_officer", "STC"),
    SignIn("giamdoc.stc", "Giám đốc Sở Tài chính (phê duyệt, ký)", "unit_officer", "STC"),
    SignIn("quan.badinh", "Phòng Nội vụ quận Ba Đình", "unit_officer", "Q-BADINH"),
    SignIn("canbo.snv", "Phòng Công chức, viên chức Sở Nội vụ", "unit_officer", "SNV"),
    SignIn("vanphong.ub", "Văn phòng UBND Thành phố (phê duyệt)", "unit_officer", "HN"),
    SignIn("btc.thanhuy", "Ban Tổ chức Thành ủy", "unit_officer", "BTCTU"),
    SignIn("truong.boiduong", "Trường Bồi dưỡng cán bộ", "institution", "TBDCB"),
    SignIn("lanhdao", "Lãnh đạo Thành phố", "viewer", "HN"),
    SignIn("ca.nhan", "Một công chức Sở Tài chính (cá nhân)", PERSONAL, "STC"),
    SignIn("hoc.vien", "Một học viên của lớp đang học (cá nhân)", PERSONAL, IN_CLASS),
    SignIn("giang.vien", "Một giảng viên thỉnh giảng", "lecturer", "TBDCB"),
    SignIn("quantri.hn", "Quản trị hệ thống Hà Nội", "administrator", "HN"),
    SignIn("kiemtra", "Cán bộ kiểm tra Thành phố", "auditor", "HN"),
    SignIn("ban.chidao", "Ban Chỉ đạo Đề án 1698", "steering", "HN"),
    SignIn("tai.chinh", "Phòng Tài chính – Ngân sách", "finance", "HN"),
    SignIn("so.yte", "Văn phòng Sở Y tế", "viewer", "SYT"),
)
STANDS_IN, FOR = "so.yte", "so.taichinh"  # from the day before the demo's to the end of the year
PROVINCE_SIGN_INS: Sequence[SignIn] = (
    SignIn("sonoivu.qna", "Sở Nội vụ Quảng Nam (chủ đề án)", "owner", "QNA"),
    SignIn("huyen.queson", "Phòng Nội vụ huyện Quế Sơn", "unit_officer", "QNA-QUESON"),
    SignIn("quantri", "Quản trị hệ thống (mọi tỉnh, thành phố)", "owner", EVERY_ROOT),
)


def _tie(user: User, unit: Unit) -> None:
    """Let the user be one person of the unit, always the same one."""
    held = Post.objects.filter(unit=unit, kind="main", title="division_deputy")
    post = held.filter(period__contains=SINCE).order_by("person__code").first()
    if post is not None:
        tie(user=user, person=post.person, since=SINCE)


def make_users(sign_ins: Sequence[SignIn]) -> None:
    """Make users of the demo with their roles; those that exist stay as they are."""
    for one in sign_ins:
        email = f"{one.username}@hientai.example"
        user = create_user(username=one.username, name=one.name, password=PASSWORD, email=email)
        for unit in _units_of(one):
            if one.role == PERSONAL:
                _tie(user, unit)
            else:
                give_role(user=user, role=one.role, unit=unit, since=SINCE, ground=GROUND)
    _name_deputy()


def _name_deputy() -> None:
    """Let one user stand in for another, so that the demo shows how that looks."""
    user = User.objects.filter(username=STANDS_IN).first()
    held = RoleAssignment.objects.filter(user__username=FOR, role="unit_officer").first()
    if user and held and not held.deputies.exists():
        first, last = date(2024, 5, 31), date(2024, 12, 31)
        deputise(held=held, user=user, since=first, until=last, ground=AUTHORISED)


def _units_of(one: SignIn) -> QuerySet[Unit]:
    if one.unit == EVERY_ROOT:
        return Unit.objects.filter(versions__parent=None, versions__period__contains=SINCE)
    return Unit.objects.filter(code=one.unit)


def keep_sign_ins(path: Path, sign_ins: Sequence[SignIn]) -> None:
    """Keep the sign-ins in a file that its owner alone reads."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    lines = [f"{one.username}\t{PASSWORD}\t{one.name}" for one in sign_ins]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
