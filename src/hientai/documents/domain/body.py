"""The body of a paper from the lines that a person types: "Điều 1. …", "1. …", "a) …", "- …"."""

import re

from hientai.documents.domain.paper import Level, Provision
from hientai.shared.refused import Refused
from hientai.shared.words import _

_LABELS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("article", re.compile(r"(Điều \d+[a-zđ]?\.)\s+")),
    ("part", re.compile(r"((?:Phần|Chương) [IVXL]+)\s*$")),
    ("heading", re.compile(r"([IVXL]+\.)\s+")),
    ("clause", re.compile(r"(\d+\.)\s+")),
    ("point", re.compile(r"([a-zđ]\))\s+")),
    ("dash", re.compile(r"([-–])\s+")),
)


def provisions_of(text: str) -> tuple[Provision, ...]:
    """The paragraphs of a body, one a line; articles have to count up from 1."""
    made: list[Provision] = []
    articles = 0
    for at, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        made.append(_provision(line.strip()))
        if made[-1].level == "article":
            articles += 1
            _refuse_jump(made[-1], articles, at)
    return tuple(made)


def _provision(line: str) -> Provision:
    for level, pattern in _LABELS:
        if found := pattern.match(line):
            return Provision(level, line[found.end() :].strip(), found.group(1))
    return Provision("text", line)


def _refuse_jump(article: Provision, expected: int, line: int) -> None:
    if article.label != f"Điều {expected}.":
        raise Refused(
            _("Dòng %(line)s của phần nội dung ghi “%(label)s”, đáng lẽ là “Điều %(expected)s.”")
            % {"line": line, "label": article.label, "expected": expected},
            remedy=_("Đánh số các điều liên tiếp từ 1."),
        )
