"""What has a trace on a page of its own, which tables hang on it, and how these are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from hientai.shared import vocabulary as v
from hientai.shared.vocabulary import Vocabulary
from hientai.shared.words import N_

LONGEST = 400  # letters of a value that a line tells


@dataclass(frozen=True)
class Thing:
    """A kind of thing. `root` is its table as Django calls it, `unit` the way from it to who keeps
    it, `rooms` those whose tables hang on it; `page` and `by` name its page and what finds it,
    `shown` what of the page's subject it is, where it is not the subject itself."""

    code: str
    root: str
    unit: str
    rooms: frozenset[str]
    permission: str
    page: str
    by: str = "pk"
    shown: str = ""


def _thing(code: str, root: str, page: str, **more: str) -> Thing:
    room = root.partition(".")[0]
    rooms = frozenset({room, *more.pop("rooms", "").split()})
    given = {"unit": "unit_id", "permission": f"{room}:view", **more}
    return Thing(code=code, root=root, page=page, rooms=rooms, **given)


THINGS: Mapping[str, Thing] = {
    one.code: one
    for one in (
        _thing("de-cu", "nominations.NominationList", "nominations:list"),
        _thing("van-ban", "documents.Paper", "documents:paper", rooms="decisions"),
        _thing(
            "chuong-trinh",
            "programmes.Programme",
            "programmes:programme",
            by="code",
            shown="programme",
        ),
        _thing(
            "lop",
            "classes.TrainingClass",
            "classes:class",
            by="code",
            rooms="timetables",
        ),
        _thing("giang-vien", "programmes.Lecturer", "programmes:lecturer"),
        _thing(
            "co-so",
            "programmes.Institution",
            "programmes:institution",
            by="unit.code",
        ),
        _thing(
            "don-vi",
            "organisations.Unit",
            "organisations:unit",
            unit="pk",
            by="code",
            permission="units:view",
        ),
        _thing(
            "de-an",
            "schemes.Scheme",
            "schemes:scheme",
            unit="authority_id",
            by="slug",
            shown="scheme",
        ),
        _thing("giao-cho", "places.Division", "places:division", unit="scheme.authority_id"),
    )
}
TITLES: Mapping[str, str] = {
    "nominations_nominationlist": N_("Danh sách đề cử"),
    "nominations_batch": N_("Bước thêm, bớt"),
    "nominations_nomination": N_("Người được đề cử"),
    "approvals_submission": N_("Hồ sơ trình"),
    "approvals_signature": N_("Ý kiến phê duyệt"),
    "approvals_reminder": N_("Nhắc hạn"),
    "documents_paper": N_("Văn bản"),
    "documents_paperfile": N_("Tệp"),
    "decisions_sending": N_("Quyết định cử đi"),
    "decisions_letter": N_("Giấy tờ kèm theo"),
    "decisions_row": N_("Người trong văn bản"),
    "programmes_programme": N_("Chương trình"),
    "programmes_version": N_("Phiên bản"),
    "programmes_module": N_("Hợp phần"),
    "programmes_topic": N_("Chuyên đề"),
    "programmes_material": N_("Tài liệu"),
    "programmes_handover": N_("Bàn giao tài liệu"),
    "programmes_appraisal": N_("Thẩm định"),
    "programmes_councilmember": N_("Thành viên hội đồng"),
    "programmes_lecturer": N_("Giảng viên"),
    "programmes_qualification": N_("Chương trình được dạy"),
    "programmes_trainercourse": N_("Khóa tập huấn giảng viên"),
    "programmes_institution": N_("Cơ sở đào tạo, bồi dưỡng"),
    "programmes_room": N_("Phòng học"),
    "programmes_capability": N_("Chương trình được giao"),
    "programmes_contract": N_("Hợp đồng"),
    "classes_trainingclass": N_("Lớp học"),
    "classes_demand": N_("Nhu cầu mở lớp"),
    "classes_demandline": N_("Nhu cầu của đơn vị"),
    "timetables_session": N_("Buổi học"),
    "timetables_teaching": N_("Người dạy"),
    "timetables_learner": N_("Học viên"),
    "timetables_change": N_("Đổi lịch học"),
    "timetables_union": N_("Gộp lớp"),
    "organisations_unit": N_("Đơn vị"),
    "organisations_unitversion": N_("Tổ chức của đơn vị"),
    "organisations_unitattribute": N_("Thuộc tính của đơn vị"),
    "schemes_scheme": N_("Đề án"),
    "schemes_schemeversion": N_("Phiên bản"),
    "schemes_withdrawal": N_("Rút phiên bản"),
    "schemes_rankedtitle": N_("Chức danh tương đương"),
    "places_division": N_("Đợt giao chỗ"),
    "places_allotment": N_("Phần của đơn vị"),
    "places_allotmentstep": N_("Diễn biến giao chỗ"),
}
# Columns that a reader wants told though their tables give them no name of their own.
NAMED: Mapping[str, Mapping[str, str]] = {
    "documents_paper": {"words": N_("nội dung văn bản")},
    "organisations_unitversion": {"parent_id": N_("đơn vị cấp trên")},
    "organisations_unitattribute": {"name": N_("thuộc tính"), "value": N_("giá trị")},
    "documents_paperfile": {"name": N_("tên tệp"), "fingerprint": N_("dấu vân tay của tệp")},
}
CODES: Mapping[str, Mapping[str, Vocabulary]] = {
    "nominations_nominationlist": {"form": v.DELIVERY_FORMS},
    "programmes_programme": {"kind": v.PROGRAMME_KINDS, "region": v.REGIONS},
    "programmes_version": {"forms": v.DELIVERY_FORMS, "categories": v.CATEGORIES},
    "programmes_material": {"kind": v.MATERIAL_KINDS},
    "programmes_councilmember": {"role": v.COUNCIL_ROLES},
    "programmes_lecturer": {"kind": v.LECTURER_KINDS},
    "classes_trainingclass": {"form": v.DELIVERY_FORMS},
    "timetables_session": {"form": v.DELIVERY_FORMS},
    "organisations_unitversion": {"type": v.UNIT_TYPES, "kind": v.UNIT_KINDS, "bloc": v.BLOCS},
}
UNTOLD = frozenset(
    {"verdict", "reasons", "level", "overlaps", "score_parts", "left_out"}
    | {"purpose", "before", "after", "passed"}
)
"""What was judged or decided of a row, shown in full on its own page."""
ABOUT = ("name", "title", "number", "position")
"""By what a row is known that is about no person: the first of these that it has."""
