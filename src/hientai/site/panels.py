"""Every panel, the page it stands on and its place there, in the order of the rooms."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hientai.approvals.views import tasks as approval_tasks
from hientai.audit import views as audit_views
from hientai.classes import views as classes
from hientai.documents.views import panels as document_panels
from hientai.evaluation.views import panels as evaluation_panels
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.views import panels as nomination_panels
from hientai.people.views import moves
from hientai.people.views import panels as people_panels
from hientai.places.models import Seat
from hientai.places.views import panels as place_panels
from hientai.reforms.views import panels as reform_panels
from hientai.schemes.views import panels as scheme_panels
from hientai.screening.views import panels as screening_panels
from hientai.screening.views import workbooks
from hientai.site import home
from hientai.timetables.views import page as timetable_pages
from hientai.training.views import panels as training_panels
from hientai.trials.views import amending, law_changes
from hientai.trials.views import reforms as trial_reforms
from hientai.upkeep.views import panels as upkeep_panels
from hientai.upkeep.views import things
from hientai.webkit.panels import Page, Panel, Place

TRACED: tuple[tuple[Page, str, Place], ...] = (
    ("nominations", "de-cu", "main"),
    ("paper", "van-ban", "side"),
    ("programme", "chuong-trinh", "main"),
    ("class", "lop", "main"),
    ("lecturer", "giang-vien", "main"),
    ("institution", "co-so", "main"),
    ("unit", "don-vi", "side"),
    ("scheme", "de-an", "side"),
    ("division", "giao-cho", "main"),
)
"""Pages that show the way to the whole trace of what they are about, its kind, and where."""
PANELS = (
    Panel("de-an", _("Đề án"), "home", "training:view", home.schemes_panel, 10),
    Panel("muc-tieu-cham", _("Mục tiêu"), "attention", "training:view", home.attention_panel, 10),
    Panel(
        "luot-cho-khop",
        _("Lượt học"),
        "attention",
        "training:view",
        training_panels.attention_panel,
        20,
    ),
    Panel(
        "vai-tro-cho",
        _("Vai trò"),
        "attention",
        "accounts:manage",
        reform_panels.roles_notice,
        30,
    ),
    Panel(
        "muc-tieu",
        _("Tiến độ mục tiêu"),
        "scheme",
        "training:view",
        screening_panels.targets_panel,
        10,
        download=workbooks.targets_workbook,
    ),
    Panel(
        "can-chu-y",
        _("Cần chú ý"),
        "scheme",
        "training:view",
        home.scheme_attention,
        10,
        "side",
    ),
    Panel(
        "bang",
        _("Bảng số liệu của Đề án"),
        "scheme",
        "training:view",
        screening_panels.tables_panel,
        20,
        "side",
    ),
    Panel(
        "chi-tieu",
        _("Chỉ tiêu"),
        "scheme",
        "training:view",
        screening_panels.quotas_panel,
        20,
        download=workbooks.quotas_workbook,
    ),
    Panel(
        "doi-tuong",
        pgettext_lazy("mục", "Điều kiện"),
        "scheme",
        "schemes:view",
        scheme_panels.people_panel,
        30,
    ),
    Panel(
        "chuong-trinh",
        _("Chương trình"),
        "scheme",
        "schemes:view",
        scheme_panels.programmes_panel,
        40,
    ),
    Panel("lop", _("Lớp đang và sắp học"), "home", "timetables:edit", classes.under_way, 20),
    Panel("lop", _("Lớp học"), "programme", "classes:view", classes.of_programme, 10),
    Panel(
        "trinh-tu",
        _("Trình tự phê duyệt"),
        "scheme",
        "schemes:view",
        scheme_panels.routes_panel,
        55,
    ),
    Panel("nhiem-vu", _("Nhiệm vụ"), "scheme", "schemes:view", scheme_panels.tasks_panel, 50),
    Panel(
        "can-cu",
        pgettext_lazy("văn bản", "Căn cứ"),
        "scheme",
        "schemes:view",
        scheme_panels.basis_panel,
        60,
    ),
    Panel(
        "thu-truoc",
        _("Ai đổi kết quả"),
        "correction",
        "law:correct",
        law_changes.correction_panel,
        10,
    ),
    Panel(
        "thu-sua-doi",
        _("Đối tượng và số liệu"),
        "amendment",
        "training:view",
        amending.amendment_panel,
        10,
    ),
    Panel(
        "sap-xep",
        _("Sắp xếp tổ chức"),
        "units",
        "units:view",
        reform_panels.way_panel,
        10,
        "actions",
    ),
    Panel(
        "dot-sap-xep",
        _("Đợt sắp xếp"),
        "unit",
        "units:view",
        reform_panels.unit_panel,
        10,
        "side",
    ),
    Panel(
        "van-ban",
        _("Văn bản ban hành"),
        "unit",
        "documents:view",
        document_panels.unit_panel,
        15,
        "side",
    ),
    Panel(
        "cho-bo-tri",
        _("Người chờ bố trí"),
        "units",
        "people:view",
        reform_panels.waiting_panel,
        20,
    ),
    Panel(
        "cho-phe-duyet",
        pgettext_lazy("mục", "Phê duyệt"),
        "attention",
        "approvals:answer",
        approval_tasks.attention,
        5,
    ),
    Panel("cho", _("Chỗ"), "quota", "places:view", place_panels.quota_panel, 10),
    Panel("cho", _("Chỗ"), "class", "places:view", place_panels.class_panel, 10),
    Panel("lich", _("Lịch học"), "class", "timetables:view", timetable_pages.class_panel, 15),
    Panel(
        "cho",
        _("Chỗ học"),
        "person",
        "places:view",
        place_panels.person_panel,
        35,
        rows_of=(Seat,),
    ),
    Panel(
        "cho-duoc-giao",
        _("Chỗ được giao"),
        "attention",
        "places:answer",
        place_panels.attention,
        35,
    ),
    Panel("niem-phong", _("Nhật ký"), "attention", "audit:view", audit_views.attention, 40),
    Panel("chuyen", _("Chuyển công tác"), "attention", "people:edit", moves.attention, 25),
    Panel(
        "chuyen-cong-tac",
        _("Chuyển công tác"),
        "person",
        "people:edit",
        moves.of_person,
        50,
        "side",
    ),
    Panel(
        "anh-huong-de-an",
        _("Ảnh hưởng đến các đề án"),
        "reform",
        "training:view",
        trial_reforms.reform_panel,
        10,
    ),
    Panel("ho-so", _("Hồ sơ"), "person", "people:view", people_panels.record, 10),
    Panel(
        "di-dau", _("Có thể đi đâu"), "person", "training:view", screening_panels.whereto_panel, 20
    ),
    Panel(
        "da-hoc",
        _("Quá trình đào tạo, bồi dưỡng"),
        "person",
        "training:view",
        screening_panels.record_panel,
        30,
    ),
    Panel("vi-tri", _("Quá trình công tác"), "person", "people:view", people_panels.posts, 40),
    Panel("bang-cap", _("Bằng cấp"), "person", "people:view", people_panels.degrees, 50),
    Panel("xep-loai", _("Xếp loại"), "person", "people:view", people_panels.ratings, 10, "side"),
    Panel("ngach", _("Ngạch, hạng"), "person", "people:view", people_panels.grades, 20, "side"),
    Panel("quy-hoach", _("Quy hoạch"), "person", "people:view", people_panels.plans, 30, "side"),
    Panel("ky-luat", _("Kỷ luật"), "person", "people:view", people_panels.discipline, 40, "side"),
    Panel(
        "nhat-ky",
        _("Nhật ký hồ sơ"),
        "person",
        "upkeep:trace",
        upkeep_panels.trace_panel,
        50,
        "side",
    ),
    *(
        Panel("nhat-ky", _("Nhật ký"), page, "upkeep:trace", things.panel(kind), 90, place)
        for page, kind, place in TRACED
    ),
    Panel(
        "dinh-chinh",
        _("Đề nghị đính chính"),
        "attention",
        "upkeep:decide",
        upkeep_panels.attention_panel,
        30,
    ),
    Panel(
        "con-thieu",
        _("Dữ liệu còn thiếu"),
        "units",
        "upkeep:fill",
        upkeep_panels.way_panel,
        20,
        "actions",
    ),
    Panel(
        "con-thieu",
        _("Dữ liệu còn thiếu"),
        "unit",
        "upkeep:fill",
        upkeep_panels.unit_panel,
        20,
        "side",
    ),
    Panel("cua-toi", _("Hồ sơ của tôi"), "home", "upkeep:own", upkeep_panels.own_panel, 5),
    Panel("ho-so", _("Lý lịch"), "own", "upkeep:own", people_panels.record, 10),
    Panel("vi-tri", _("Quá trình công tác"), "own", "upkeep:own", people_panels.posts, 20),
    Panel("bang-cap", _("Bằng cấp"), "own", "upkeep:own", people_panels.degrees, 30),
    Panel("xep-loai", _("Xếp loại"), "own", "upkeep:own", people_panels.ratings, 10, "side"),
    Panel("ngach", _("Ngạch, hạng"), "own", "upkeep:own", people_panels.grades, 20, "side"),
    Panel("quy-hoach", _("Quy hoạch"), "own", "upkeep:own", people_panels.plans, 30, "side"),
    Panel("ky-luat", _("Kỷ luật"), "own", "upkeep:own", people_panels.discipline, 40, "side"),
    Panel(
        "de-cu",
        _("Danh sách đề cử"),
        "class",
        "nominations:view",
        nomination_panels.class_panel,
        20,
    ),
    Panel(
        "de-cu",
        _("Danh sách đề cử"),
        "quota",
        "nominations:view",
        nomination_panels.quota_panel,
        20,
        rows_of=(NominationList,),
        rows_by=lambda about: {
            "scheme_id": about.version.scheme_id,
            "item_id": about.quota.id,
        },
    ),
    Panel(
        "lap-de-cu",
        _("Đề cử"),
        "quota",
        "nominations:edit",
        nomination_panels.quota_way,
        20,
        "actions",
    ),
    Panel(
        "de-cu",
        _("Đề cử"),
        "person",
        "nominations:view",
        nomination_panels.person_panel,
        25,
        rows_of=(Nomination,),
    ),
    Panel(
        "de-cu",
        _("Đề cử"),
        "own",
        "nominations:own",
        nomination_panels.own_panel,
        5,
        rows_of=(Nomination,),
    ),
    Panel(
        "de-cu-tra-lai",
        _("Đề cử"),
        "attention",
        "nominations:edit",
        nomination_panels.attention,
        15,
    ),
    Panel("danh-gia", _("Đánh giá"), "class", "evaluation:view", evaluation_panels.class_panel, 40),
    Panel(
        "danh-gia",
        _("Kết quả đánh giá"),
        "lecturer",
        "evaluation:view",
        evaluation_panels.lecturer_panel,
        10,
    ),
    Panel(
        "khac-phuc",
        _("Việc khắc phục sau đánh giá"),
        "programme",
        "evaluation:view",
        evaluation_panels.programme_panel,
        20,
    ),
    Panel(
        "danh-gia", _("Đánh giá"), "attention", "evaluation:view", evaluation_panels.attention, 45
    ),
    Panel(
        "su-dung",
        _("Sử dụng sau bồi dưỡng"),
        "attention",
        "evaluation:answer",
        evaluation_panels.use_attention,
        46,
    ),
    Panel("danh-gia", _("Đánh giá"), "own", "evaluation:own", evaluation_panels.own_panel, 6),
    Panel(
        "phieu-cua-toi",
        _("Đánh giá"),
        "attention",
        "evaluation:own",
        evaluation_panels.own_attention,
        2,
    ),
)
