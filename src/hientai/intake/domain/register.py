"""The sheet «Người»: one row a person, the current state on the declared day."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from hientai.intake.domain import cells
from hientai.intake.domain.cells import Column, coded, dated
from hientai.intake.domain.table import matcher, spelling
from hientai.shared import vocabulary as words
from hientai.shared.words import N_, _

TITLE = "Người"
CODE = Column(
    "code",
    N_("Mã CBCCVC"),
    cells.code,
    required=True,
    clearable=False,
    example="CB000123",
    aliases=("Mã cán bộ", "Mã số", "Mã", "Mã nhân sự", "Mã cán bộ công chức viên chức", "Mã CB"),
)
COLUMNS: tuple[Column, ...] = (
    CODE,
    Column(
        "name",
        N_("Họ và tên"),
        cells.name,
        required=True,
        clearable=False,
        example="Nguyễn Văn An",
        aliases=("Họ tên", "Họ và tên khai sinh", "Tên"),
    ),
    dated(
        "birth_date",
        N_("Ngày sinh"),
        example="01/06/1980",
        aliases=("Ngày tháng năm sinh", "Năm sinh", "Ngày, tháng, năm sinh", "Sinh ngày"),
    ),
    coded("sex", N_("Giới tính"), words.SEXES, aliases=("Nam/Nữ", "Phái"), example="Nam"),
    Column(
        "ethnicity",
        N_("Dân tộc"),
        lambda v: words.ETHNICITIES.code_of(v) or cells.text(v),
        says=words.ETHNICITIES.label,
        choices=words.ETHNICITIES.written,
        example="Kinh",
    ),
    Column(
        "unit_code",
        N_("Mã đơn vị"),
        cells.code,
        clearable=False,
        of_new=True,
        example="SNV",
        aliases=("Mã cơ quan", "Mã cơ quan, đơn vị"),
    ),
    Column(
        "unit_name",
        N_("Đơn vị"),
        cells.text,
        clearable=False,
        example="Sở Nội vụ",
        aliases=("Tên đơn vị", "Cơ quan", "Cơ quan, đơn vị", "Đơn vị công tác"),
    ),
    coded(
        "category",
        N_("Loại"),
        words.CATEGORIES,
        clearable=False,
        of_new=True,
        example="Công chức",
        aliases=("Đối tượng", "Loại CBCCVC", "Loại cán bộ"),
    ),
    coded(
        "title",
        N_("Chức vụ"),
        words.TITLES,
        example="Trưởng phòng",
        aliases=("Chức vụ lãnh đạo", "Chức danh", "Chức vụ, chức danh"),
    ),
    coded(
        "equivalent_title",
        N_("Chức vụ tương đương"),
        words.TITLES,
        aliases=("Tương đương chức vụ",),
    ),
    Column(
        "position",
        N_("Vị trí việc làm"),
        cells.text,
        aliases=("VTVL",),
        example="Chuyên viên tổ chức",
    ),
    Column(
        "division",
        N_("Phòng/bộ phận"),
        cells.text,
        aliases=("Phòng", "Bộ phận", "Phòng ban"),
        example="Phòng Tổ chức",
    ),
    Column(
        "fields",
        N_("Lĩnh vực"),
        cells.several_of(words.FIELDS),
        says=cells.says_several(words.FIELDS),
        parts=words.FIELDS.written,
        aliases=("Lĩnh vực công tác", "Lĩnh vực phụ trách"),
        example="Tổ chức cán bộ",
    ),
    dated(
        "since",
        N_("Từ ngày"),
        clearable=False,
        example="01/03/2020",
        aliases=("Ngày bổ nhiệm", "Giữ chức vụ từ ngày", "Từ"),
    ),
    coded(
        "grade",
        N_("Ngạch"),
        words.GRADES,
        aliases=("Ngạch công chức",),
        example="Chuyên viên chính",
    ),
    coded(
        "title_class",
        N_("Hạng CDNN"),
        words.TITLE_CLASSES,
        aliases=("Hạng chức danh nghề nghiệp", "Hạng"),
    ),
    coded(
        "level",
        N_("Trình độ"),
        words.DEGREE_LEVELS,
        clearable=False,
        example="Đại học",
        aliases=("Trình độ chuyên môn", "Trình độ đào tạo", "Bằng cấp cao nhất"),
    ),
    Column(
        "subject",
        N_("Chuyên ngành"),
        cells.text,
        aliases=("Ngành", "Chuyên ngành đào tạo"),
        example="Luật",
    ),
    dated(
        "awarded_on",
        N_("Ngày cấp bằng"),
        aliases=("Năm tốt nghiệp", "Năm cấp bằng"),
        example="2002",
    ),
    dated(
        "service_start",
        N_("Ngày bắt đầu công tác"),
        example="01/09/2002",
        aliases=("Ngày vào ngành", "Ngày tuyển dụng", "Bắt đầu công tác"),
    ),
    dated("probation_end", N_("Ngày hết tập sự"), aliases=("Hết tập sự",), example="01/09/2003"),
    Column(
        "political_theory",
        N_("Lý luận chính trị"),
        cells.text,
        aliases=("LLCT", "Trình độ LLCT"),
        example="Trung cấp",
    ),
    Column(
        "languages",
        N_("Ngoại ngữ"),
        cells.text,
        aliases=("Trình độ ngoại ngữ",),
        example="Tiếng Anh B1",
    ),
    Column("it_skill", N_("Tin học"), cells.text, aliases=("Trình độ tin học",), example="Cơ bản"),
    Column(
        "managed_by_committee",
        N_("Diện BTV quản lý"),
        cells.yes_no,
        pl.Boolean,
        says=cells.says_yes,
        aliases=("Diện Ban Thường vụ quản lý", "Diện BTVTU quản lý"),
        choices=("Có", "Không"),
        example="Không",
    ),
    dated("own_retirement_date", N_("Ngày nghỉ hưu"), aliases=("Ngày nghỉ hưu dự kiến",)),
)
PERSON = (
    "name",
    "birth_date",
    "sex",
    "ethnicity",
    "service_start",
    "probation_end",
    "political_theory",
    "languages",
    "it_skill",
    "managed_by_committee",
    "own_retirement_date",
)
IDENTITY = ("unit_code", "title", "position", "category")
POST = (*IDENTITY, "equivalent_title", "division", "fields", "since")
GRADE = ("grade", "title_class")
DEGREE = ("level", "subject", "awarded_on")
PRECISE = ("birth_date", "awarded_on")  # the register keeps how exactly these are known
_RATING = re.compile(
    r"(?:(?:ket qua )?(?:xep loai|danh gia)(?: xep loai)?(?: nam)?|rating) ?((?:19|20)\d\d)"
)
_match = matcher(COLUMNS)


class Meaning(StrEnum):
    """What a cell that differs from the record says of the record."""

    STATE = "state"  # how things are on the declared day, as a file tells it: each field has a rule
    WRONG = "wrong"  # it was recorded wrongly: its row is corrected within its own period
    CHANGED = "changed"  # it was right until the declared day and changed on it


@dataclass(frozen=True)
class Setting:
    """What a file is judged against: the day, the units, the codes of people not to be seen.

    `units`: code, unit_id, unit_name (folded), declared (below the declared unit), own (within
    the actor's reach).
    """

    on: date
    units: pl.DataFrame
    elsewhere: Collection[str] = ()
    meaning: Meaning = Meaning.STATE


def match(heading: str) -> Column | None:
    """The column a heading means; "Xếp loại 2023" is the rating of that year."""
    found = _RATING.fullmatch(spelling(heading))
    return rating(int(found.group(1))) if found else _match(heading)


def rating(year: int) -> Column:
    """The column of one year's rating."""
    return coded(f"rating_{year}", _("Xếp loại %(year)s") % {"year": year}, words.RATINGS)


def rating_years(keys: Sequence[str]) -> list[int]:
    """The years whose ratings stand among the columns of a file."""
    return sorted(int(key.removeprefix("rating_")) for key in keys if key.startswith("rating_"))
