"""How numbers and days are written on a paper, and which words of a line stay together."""

import re
from datetime import date

from hientai.documents.domain.kinds import kind_of
from hientai.documents.domain.paper import Paper
from hientai.rules.decrees.nd30.format import Measures

KEPT_BLANK, KEPT_HYPHEN = "\u00a0", "\u2011"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
SUFFIXES = "abcdefghijklmnopqrstuvwxyzđ"  # a number put in between: 57a
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DEAR, RECIPIENTS = "Kính gửi:", "Nơi nhận:"
OPEN = KEPT_BLANK * 8  # the place for a number or day that is not known yet

_BEFORE_A_NUMBER = re.compile(
    r"\b(ngày|tháng|năm|số|Số|Điều|điều|khoản|điểm|mục|Mục|phần|Phần|Chương|chương|lục|quý|hạng|lớp"
    r"|giờ|từ|đến|trong|gồm|là)[ ](?=(?:\d|[IVXL]+\b|[a-zđ]\b))"
)
_AFTER_A_NUMBER = re.compile(
    r"(?<=\d)[ ](?=(?:%|đồng|người|lượt|tháng|ngày|năm|tuần|buổi|tiết|lớp|chỉ|giờ|triệu|tỷ)(?!\w))"
)
_IN_A_SYMBOL = re.compile(r"(?<=[\w/])-(?=[A-ZĐƯƠ]|\d)")
_OF_TWO = re.compile(
    r"\b(cán bộ|công chức|viên chức|đào tạo|bồi dưỡng|quản lý|thành phố|nhân dân|hà nội|tài chính"
    r"|kế hoạch|đầu tư|lãnh đạo|quyết định|danh sách|học viên|phát triển|trình độ|tham gia"
    r"|thu hồi|điều chỉnh|thực hiện|xây dựng|công trình|kỹ thuật|hạ tầng|chất lượng|đô thị"
    r"|nhà nước|dự án|nông nghiệp|chuyên viên|tổ chức)\b",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"\S*[A-ZĐƯƠ/\d]-[A-ZĐƯƠ\d]\S*")


def bound(text: str) -> str:
    """The text with places where a line must not break: "Điều 6", "30 người", "101/2017/NĐ-CP"."""
    kept = _BEFORE_A_NUMBER.sub(lambda m: m.group(1) + KEPT_BLANK, text)
    kept = _AFTER_A_NUMBER.sub(KEPT_BLANK, kept)
    return _SYMBOL.sub(lambda m: _IN_A_SYMBOL.sub(KEPT_HYPHEN, m.group()), kept)


def together(text: str) -> str:
    """A heading with its words of two syllables kept on one line: "viên chức", "đào tạo"."""
    return _OF_TWO.sub(lambda m: m.group().replace(" ", KEPT_BLANK), bound(text))


def plain(text: str) -> str:
    """The text as it is read, without the marks of `bound`."""
    return text.replace(KEPT_BLANK, " ").replace(KEPT_HYPHEN, "-")


def number_text(number: int, measures: Measures, suffix: str = "") -> str:
    """A number as printed: "07", "12", "12a"."""
    zero = "0" if number < measures["zero_below_number"] else ""
    return f"{zero}{number}{suffix}"


def number_line(paper: Paper) -> str:
    """The line "Số: 12/QĐ-UBND", the number left open where there is none."""
    return f"Số: {paper.number or OPEN}/{paper.symbol}"


def day_text(day: date, measures: Measures) -> str:
    """A day in words, with a zero before small days and the first months."""
    number, month = _two(day.day, measures, "day"), _two(day.month, measures, "month")
    return f"ngày {number} tháng {month} năm {day.year}"


def _two(value: int, measures: Measures, what: str) -> str:
    return f"0{value}" if value < measures[f"zero_below_{what}"] else str(value)


def place_and_day(paper: Paper, measures: Measures) -> str:
    """Place and day, with open places where the day is not set."""
    if paper.day is None:
        return f"{paper.issuer.place}, ngày{OPEN}tháng{OPEN}năm{OPEN}"
    return f"{paper.issuer.place}, {day_text(paper.day, measures)}"


def ground_lines(paper: Paper) -> list[str]:
    """The grounds, each with ";" at its end, the last with "."."""
    tidy = [ground.strip().rstrip(";.,") for ground in paper.grounds if ground.strip()]
    return [f"{ground}{'.' if at == len(tidy) else ';'}" for at, ground in enumerate(tidy, start=1)]


def recipient_lines(paper: Paper) -> list[str]:
    """The list of who gets the paper: "- …;", at the end what is kept: "- Lưu: VT, SNV."."""
    lines = [f"- {one.strip().lstrip('-').strip().rstrip(';.,')};" for one in paper.recipients]
    return [*lines, f"- Lưu: {paper.archive.rstrip('.')}."] if paper.archive else lines


def addressee_lines(paper: Paper) -> list[str]:
    """Whom it is addressed to: one stands on the line of "Kính gửi", several under it."""
    tidy = [one.strip().lstrip("-").strip().rstrip(";.,") for one in paper.addressees]
    if len(tidy) < 2:
        return tidy
    return [f"- {one}{'.' if at == len(tidy) else ';'}" for at, one in enumerate(tidy, start=1)]


def deciding_line(paper: Paper) -> str:
    """What stands over the articles of a decision; "" for other kinds."""
    return "QUYẾT ĐỊNH:" if kind_of(paper.kind).code == "decision" else ""


def annex_label(at: int, of: int) -> str:
    """The label of an annex, numbered in Roman figures where there are several."""
    return "Phụ lục" if of == 1 else f"Phụ lục {roman(at)}"


def annex_note(paper: Paper, measures: Measures) -> str:
    """The line that says which paper an annex goes with."""
    return f"(Kèm theo {citation(paper, measures)})"


def citation(paper: Paper, measures: Measures) -> str:
    """A paper as another one refers to it."""
    day = day_text(paper.day, measures) if paper.day else f"ngày{OPEN}tháng{OPEN}năm{OPEN}"
    kind = kind_of(paper.kind).name
    return f"{kind} số {paper.number or OPEN}/{paper.symbol} {day} của {paper.issuer.name}"


def roman(n: int) -> str:
    """A small number in Roman figures."""
    figures = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    made = ""
    for value, sign in figures:
        made, n = made + sign * (n // value), n % value
    return made
