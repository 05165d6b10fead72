"""Who may do what: the one table of roles (A1), read by the guard of every page.

A role is held at a unit, for a period, and reaches over the unit's subtree. A permission is
`room:action`. What the database lets a role see and write follows from the same table (see the
functions accounts_*_roles there; a test holds the two together):

- people of the unit are seen by roles with people:view, and by no others;
- of these a role writes if it may do more than look (:view, :export, :trace, :own) and answer
  what others submit (:answer);
- a role with upkeep:own sees the own record.
"""

from dataclasses import dataclass

from hientai.shared.words import N_, _

ROLES_IN_ORDER = (
    ("administrator", N_("Quản trị hệ thống")),
    ("owner", N_("Chủ đề án")),
    ("lead_agency", N_("Cơ quan chủ trì")),
    ("finance", N_("Tài chính")),
    ("unit_officer", N_("Cán bộ phụ trách đơn vị")),
    ("institution", N_("Cơ sở đào tạo, bồi dưỡng")),
    ("lecturer", N_("Giảng viên")),
    ("steering", N_("Ban chỉ đạo")),
    ("auditor", N_("Cán bộ kiểm tra")),
    ("viewer", N_("Người xem")),
    ("learner", N_("Cá nhân")),
)
# The columns are the roles above, in their order.
TABLE = """
                 adm own lea fin uni ins lec ste aud vie ind
schemes:view      .   x   x   x   x   x   x   x   x   x   .
units:view        x   x   x   x   x   x   x   x   x   x   .
law:view          .   x   x   x   x   x   x   x   x   x   .
training:view     .   x   x   x   x   .   .   x   x   x   .
people:view       .   x   x   x   x   .   .   x   x   x   .
people:export     .   x   x   .   x   .   .   x   x   .   .
people:edit       .   x   .   .   x   .   .   .   .   .   .
intake:import     .   x   .   .   x   .   .   .   .   .   .
training:match    .   x   .   .   x   .   .   .   .   .   .
programmes:view   .   x   x   x   x   x   x   x   x   x   .
programmes:edit   .   x   .   .   .   x   .   .   .   .   .
programmes:approve .  x   .   .   .   .   .   .   .   .   .
classes:view      .   x   x   x   x   x   x   x   x   x   .
classes:open      .   x   .   .   .   x   .   .   .   .   .
classes:want      .   x   .   .   x   .   .   .   .   .   .
evaluation:view   .   x   x   x   .   x   x   x   x   .   .
evaluation:open   .   x   .   .   .   x   .   .   .   .   .
evaluation:answer .   x   .   .   x   .   .   .   .   .   .
evaluation:forms  .   x   .   .   .   .   .   .   .   .   .
timetables:view   .   x   x   x   x   x   x   x   x   x   x
timetables:edit   .   x   x   .   .   x   .   .   .   .   .
results:view      .   x   x   .   x   x   x   x   x   x   .
results:grade     .   x   x   .   .   x   x   .   .   .   .
results:keep      .   x   x   .   .   x   .   .   .   .   .
attendance:view   .   x   x   x   x   x   x   x   x   x   .
attendance:mark   .   x   x   .   .   x   x   .   .   .   .
delegations:view  .   x   x   x   x   x   .   x   x   x   .
delegations:edit  .   x   x   .   .   x   .   .   .   .   .
nominations:view  .   x   x   x   x   .   .   x   x   x   .
nominations:edit  .   x   .   .   x   .   .   .   .   .   .
places:view       .   x   x   x   x   x   x   x   x   x   .
places:divide     .   x   .   .   .   .   .   .   .   .   .
places:answer     .   x   .   .   x   .   .   .   .   .   .
decisions:view    .   x   x   x   x   .   .   x   x   x   .
decisions:draft   .   x   .   .   x   .   .   .   .   .   .
certificates:view .   x   x   .   x   x   .   x   x   x   .
certificates:issue .  x   .   .   .   x   .   .   .   .   .
certificates:keys .   x   .   .   .   x   .   .   .   .   .
certificates:record . x   .   .   x   .   .   .   .   .   .
documents:view    .   x   x   x   x   .   .   x   x   x   .
documents:draft   .   x   .   .   x   .   .   .   .   .   .
documents:sign    .   x   .   .   x   .   .   .   .   .   .
documents:number  .   x   .   .   x   .   .   .   .   .   .
documents:words   .   x   .   .   .   .   .   .   .   .   .
approvals:view    .   x   x   x   x   .   .   x   x   x   .
approvals:answer  .   x   x   .   x   .   .   .   .   .   .
approvals:routes  .   x   .   .   .   .   .   .   .   .   .
upkeep:decide     .   x   .   .   x   .   .   .   .   .   .
upkeep:fill       .   x   .   .   x   .   .   .   .   .   .
upkeep:trace      .   x   .   .   x   .   .   .   x   .   .
upkeep:own        .   .   .   .   .   .   x   .   .   .   x
evaluation:own    .   .   .   .   .   .   x   .   .   .   x
results:own       .   .   .   .   .   .   x   .   .   .   x
attendance:own    .   .   .   .   .   .   x   .   .   .   x
nominations:own   .   .   .   .   .   .   x   .   .   .   x
certificates:own  .   .   .   .   .   .   x   .   .   .   x
units:edit        .   x   .   .   .   .   .   .   .   .   .
schemes:load      .   x   .   .   .   .   .   .   .   .   .
law:correct       .   x   .   .   .   .   .   .   .   .   .
workdays:view     x   x   x   x   x   x   x   x   x   x   x
workdays:keep     x   x   .   .   .   .   .   .   .   .   .
accounts:manage   x   x   .   .   .   .   .   .   .   .   .
accounts:roles    x   x   .   .   .   .   .   .   .   .   .
notices:jobs      x   .   .   .   .   .   .   .   .   .   .
audit:view        x   .   .   .   .   .   .   .   x   .   .
"""
PERMISSIONS = {
    "schemes:view": N_("Xem đề án, mục tiêu, chỉ tiêu"),
    "units:view": N_("Xem đơn vị"),
    "law:view": N_("Xem quy định pháp luật"),
    "training:view": N_("Xem tiến độ, sàng lọc, lượt học"),
    "people:view": N_("Xem hồ sơ người trong phạm vi"),
    "people:export": N_("Tải danh sách người"),
    "people:edit": N_("Sửa hồ sơ, gộp, chuyển công tác"),
    "intake:import": N_("Nhập dữ liệu từ tệp"),
    "training:match": N_("Khớp lượt học với đề án"),
    "programmes:view": N_("Xem chương trình, giảng viên, cơ sở"),
    "programmes:edit": N_("Lập, sửa chương trình, tài liệu, giảng viên, cơ sở"),
    "programmes:approve": N_("Lập hội đồng thẩm định, phê duyệt chương trình"),
    "classes:view": N_("Xem lớp học"),
    "classes:open": N_("Mở lớp, rút lớp, lấy nhu cầu mở lớp"),
    "classes:want": N_("Ghi nhu cầu học của đơn vị"),
    "evaluation:view": N_("Xem kết quả đánh giá lớp"),
    "evaluation:open": N_("Mở, tổng hợp phiếu đánh giá, ghi việc khắc phục"),
    "evaluation:answer": N_("Nhận xét việc sử dụng người sau bồi dưỡng"),
    "evaluation:forms": N_("Đặt mẫu phiếu đánh giá"),
    "timetables:view": N_("Xem lịch học, người học trong phạm vi"),
    "timetables:edit": N_("Xếp, dời lịch học; ghi khách học"),
    "results:view": N_("Xem kết quả lớp học trong phạm vi"),
    "results:grade": N_("Chấm điểm phần mình dạy hoặc của lớp mình giữ"),
    "results:keep": N_("Lập phần đánh giá, công bố, phúc khảo, kết luận lớp"),
    "attendance:view": N_("Xem điểm danh trong phạm vi"),
    "attendance:mark": N_("Điểm danh, khóa sổ, quyết định nghỉ có phép"),
    "delegations:view": N_("Xem đoàn đi nước ngoài, hội thảo"),
    "delegations:edit": N_("Ghi đoàn đi nước ngoài, kinh phí, báo cáo; kết quả hội thảo"),
    "nominations:view": N_("Xem danh sách đề cử"),
    "nominations:edit": N_("Lập, trình danh sách đề cử, rút người"),
    "places:view": N_("Xem chỗ học, đợt giao chỗ"),
    "places:divide": N_("Chia, giao, thu lại chỗ cho đơn vị"),
    "places:answer": N_("Trả lời số chỗ được giao"),
    "decisions:view": N_("Xem quyết định cử đi"),
    "decisions:draft": N_("Lập quyết định cử đi, điều chỉnh"),
    "certificates:view": N_("Xem sổ cấp chứng chỉ"),
    "certificates:issue": N_("Cấp, thu hồi, cấp lại chứng chỉ, bản sao"),
    "certificates:keys": N_("Soạn mẫu chứng chỉ, thay khóa ký"),
    "certificates:record": N_("Ghi, kiểm tra văn bằng, chứng chỉ từ nơi khác"),
    "documents:view": N_("Xem sổ văn bản đi"),
    "documents:draft": N_("Lập, sửa, khóa dự thảo văn bản"),
    "documents:sign": N_("Ký văn bản, nhận bản đã ký"),
    "documents:number": N_("Cấp số, đăng ký, trả lại văn bản"),
    "documents:words": N_("Soạn mẫu văn bản, khai cơ quan ban hành"),
    "approvals:view": N_("Xem hồ sơ trình, trình tự phê duyệt"),
    "approvals:answer": N_("Phê duyệt, trả lại hồ sơ trình đến đơn vị mình"),
    "approvals:routes": N_("Ghi trình tự phê duyệt"),
    "upkeep:decide": N_("Quyết định đề nghị đính chính"),
    "upkeep:fill": N_("Bổ sung dữ liệu còn thiếu"),
    "upkeep:trace": N_("Xem ai đã xem, ai đã sửa hồ sơ"),
    "upkeep:own": N_("Xem hồ sơ của mình, đề nghị đính chính"),
    "evaluation:own": N_("Trả lời phiếu đánh giá lớp mình học"),
    "results:own": N_("Xem kết quả, nộp bài, đề nghị phúc khảo của mình"),
    "attendance:own": N_("Điểm danh bằng mã, xem điểm danh của mình, xin nghỉ"),
    "nominations:own": N_("Xem đề cử có tên mình"),
    "certificates:own": N_("Xem, tải chứng chỉ của mình"),
    "units:edit": N_("Sắp xếp tổ chức"),
    "schemes:load": N_("Nạp, sửa đổi đề án"),
    "law:correct": N_("Điều chỉnh tham số pháp luật"),
    "workdays:view": N_("Xem lịch làm việc"),
    "workdays:keep": N_("Ghi ngày nghỉ lễ, hoán đổi"),
    "accounts:manage": N_("Mời người dùng, quản lý đăng nhập"),
    "accounts:roles": N_("Giao vai trò, cử người làm thay"),
    "notices:jobs": N_("Xem, thử lại việc nền"),
    "audit:view": N_("Xem niêm phong nhật ký"),
}
# Given by who answers for the whole tree alone; an administrator of a part gives the others there.
FROM_THE_TOP = frozenset({"administrator", "owner", "steering", "auditor"})
LOOKING = (":view", ":export", ":trace", ":own", ":answer")
# What is written of classes stands behind walls of its own, and makes nobody a writer of people.
BESIDE_PEOPLE = frozenset(
    {"timetables:edit", "attendance:mark", "delegations:edit", "results:grade", "results:keep"}
)


@dataclass(frozen=True)
class Role:
    """A role and its permissions `room:action`; the unit of the assignment is its reach."""

    code: str
    label: str
    permissions: frozenset[str]

    @property
    def sees_people(self) -> bool:
        """Whether the people of its units are seen, below the pages too."""
        return "people:view" in self.permissions

    @property
    def writes(self) -> bool:
        """Whether something of the people and units it sees is written by it."""
        return self.sees_people and not all(
            looks_only(p) or p in BESIDE_PEOPLE for p in self.permissions
        )

    @property
    def is_personal(self) -> bool:
        """Whether it is about the own record: nobody can do that in another's stead."""
        return "upkeep:own" in self.permissions

    @property
    def from_the_top(self) -> bool:
        """Whether only who answers for the whole tree gives it."""
        return self.code in FROM_THE_TOP


def _roles() -> tuple[Role, ...]:
    lines = [line.split() for line in TABLE.strip().splitlines()[1:]]
    return tuple(
        Role(code, label, frozenset(line[0] for line in lines if line[1 + at] == "x"))
        for at, (code, label) in enumerate(ROLES_IN_ORDER)
    )


ROLES = _roles()
# Who has not signed in: the public pages, and no permission.
PUBLIC = Role("public", N_("Công chúng"), frozenset())


def permissions_of(role: str) -> frozenset[str]:
    """The permissions of a role; a role the system does not know has none."""
    return next((r.permissions for r in ROLES if r.code == role), frozenset())


def looks_only(permission: str) -> bool:
    """Whether a permission lets look, and write nothing."""
    return permission.endswith(LOOKING)


def label_of(role: str) -> str:
    """The role's Vietnamese name."""
    return next((_(r.label) for r in ROLES if r.code == role), role)


def role_of(code: str) -> Role:
    """The role of a code."""
    return next(r for r in ROLES if r.code == code)
