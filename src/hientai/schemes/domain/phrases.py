"""The statements a group can make of a person: the column each reads, and how it is told."""

from hientai.shared.words import N_

COLUMNS = {
    "title": ("title", N_("chức danh")),
    "equivalent_title": ("title", N_("chức danh")),
    "planned_title": ("planned_titles", N_("quy hoạch")),
    "unit_type": ("unit_type", N_("loại đơn vị")),
    "unit_kind": ("unit_kind", N_("loại hình đơn vị")),
    "unit_code": ("unit_code", N_("đơn vị")),
    "organ_type": ("organ_type", N_("loại cơ quan")),
    "organ_kind": ("organ_kind", N_("loại hình cơ quan")),
    "organ_code": ("organ_code", N_("cơ quan")),
    "planned_urban": ("planned_urban", N_("kế hoạch chuyển huyện thành quận")),
    "bloc": ("bloc", N_("khối")),
    "level": ("level", N_("cấp hành chính")),
    "field": ("fields", N_("lĩnh vực công tác")),
    "planned_field": ("planned_fields", N_("lĩnh vực quy hoạch")),
    "category": ("category", N_("đối tượng")),
    "sex": ("sex", N_("giới tính")),
    "degree_level": ("degree_level", N_("trình độ đào tạo")),
    "degree_at_least": ("degree_rank", N_("trình độ đào tạo")),
    "rating_1": ("rating_1", N_("xếp loại năm trước")),
    "rating_2": ("rating_2", N_("xếp loại năm trước nữa")),
    "managed_by_committee": ("managed_by_committee", N_("diện Ban Thường vụ quản lý")),
}
"""For each leaf: the column of the Standing frame and its name in Vietnamese."""

PHRASES = {
    "title": N_("giữ chức danh {}"),
    "equivalent_title": N_("giữ chức danh {} hoặc chức danh tương đương"),
    "planned_title": N_("được quy hoạch chức danh {}"),
    "unit_type": N_("công tác tại {}"),
    "unit_kind": N_("công tác tại {}"),
    "unit_code": N_("công tác tại {}"),
    "organ_type": N_("thuộc {}"),
    "organ_kind": N_("thuộc {}"),
    "organ_code": N_("thuộc {}"),
    "bloc": N_("thuộc {}"),
    "level": N_("ở {}"),
    "field": N_("làm công tác {}"),
    "planned_field": N_("được quy hoạch ở lĩnh vực {}"),
    "category": N_("là {}"),
    "sex": N_("giới tính {}"),
    "degree_level": N_("có trình độ {}"),
}
COMMON_WORDS = {"category", "bloc", "level", "sex", "degree_level"}
"""Catalogues whose labels are common words, small inside a sentence."""
LISTS = {"planned_title", "field", "planned_field"}
NOTHING = {
    "planned_title": N_("không có quy hoạch"),
    "planned_field": N_("không có"),
    "field": N_("không có"),
}
