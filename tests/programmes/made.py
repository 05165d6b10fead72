"""How tests make a programme: written, appraised, approved, each step by the verb of an office."""

from datetime import date

from hientai.organisations.models import Unit
from hientai.programmes.domain.contents import read_lines
from hientai.programmes.domain.councils import read_members
from hientai.programmes.models import Programme, Version
from hientai.programmes.services import appraising, writing

ACT = "Quyết định 412/QĐ-SNV ngày 04/3/2024"
COUNCIL = """Nguyễn Thị Hạnh | Chủ tịch | Sở Nội vụ
Trần Văn Khôi | Phản biện | Trường Đại học Luật
Lê Thu Thảo | Thư ký | Sở Nội vụ
Phạm Đức Minh | Ủy viên | Sở Tài chính
Vũ Hồng Quân | Ủy viên | Trường Cán bộ"""
CONTENTS = """Hợp phần 1. Kiến thức chung | Tổng quan ngân sách nhà nước | 6 | 2
 | Lập dự toán thu, chi | 4 | 4
Hợp phần 2. Kỹ năng | Xử lý tình huống thanh tra | 2 | 6
 | Đi thực tế tại kho bạc | | | 8"""


def written(unit: Unit, code: str = "TC-01") -> Version:
    """A whole draft of 32 periods, which are four days of study."""
    programme = writing.create(
        actor=None,
        unit=unit,
        code=code,
        title="Quản lý tài chính công ở cơ sở",
        ground="Kế hoạch năm 2024",
        kind="job_position",
    )
    made = programme.versions.get()
    facts = {"audience": "Công chức tài chính", "categories": ["civil_servant"]}
    writing.write_facts(actor=None, version=made, facts={**facts, "forms": ["full_time"]})
    writing.write_lines(actor=None, version=made, lines=read_lines(CONTENTS))
    made.refresh_from_db()
    return made


def submitted(version: Version, on: date = date(2024, 2, 1), council: str = COUNCIL) -> Version:
    """A draft before its council."""
    appraising.submit(
        actor=None,
        version=version,
        ground="Quyết định 55/QĐ-SNV ngày 01/2/2024",
        on=on,
        members=read_members(council),
    )
    version.refresh_from_db()
    return version


def appraised(version: Version, against: int = 0) -> Version:
    """A version after the sitting, with so many votes against it."""
    submitted(version)
    members = list(version.appraisals.get(conclusion="").members.all())
    votes = {m.pk: "disagree" if at < against else "agree" for at, m in enumerate(members)}
    appraising.conclude(
        actor=None, version=version, on=date(2024, 2, 20), votes=votes, minutes="Hội đồng đồng ý."
    )
    version.refresh_from_db()
    return version


def approved(version: Version, since: date = date(2024, 3, 15)) -> Version:
    """A version in force from a day on."""
    appraised(version)
    appraising.approve(
        actor=None,
        version=version,
        act=ACT,
        on=date(2024, 3, 4),
        body="Sở Nội vụ",
        since=since,
    )
    version.refresh_from_db()
    return version


def other(home: Unit, code: str = "TC-02") -> Programme:
    """One more programme, an empty draft."""
    return writing.create(
        actor=None, unit=home, code=code, title="Kỹ năng tiếp công dân", ground="Kế hoạch 2024"
    )
