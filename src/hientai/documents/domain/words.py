"""Templates of words: texts with named fields such as {số người}, filled from a room's data.

Whoever keeps a template types as the paper reads; a field that nobody knows is refused with the
box, line and place where it stands. A line whose fields are all empty is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields

from hientai.documents.domain.body import provisions_of
from hientai.documents.domain.purposes import Purpose, purpose_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import nfc
from hientai.shared.words import N_, _

LONGEST = 20_000
_FIELD = re.compile(r"\{([^{}\n]*)\}|[{}]")


@dataclass(frozen=True)
class Words:
    """The texts of a template; those of several lines hold one item a line."""

    abstract: str
    authority: str = ""
    grounds: str = ""
    addressees: str = ""
    body: str = ""
    recipients: str = ""
    archive: str = ""
    signer: str = ""
    annex_title: str = ""


BOXES = {
    "abstract": N_("Trích yếu"),
    "authority": N_("Thẩm quyền ban hành"),
    "grounds": N_("Căn cứ, mỗi dòng một căn cứ"),
    "addressees": N_("Kính gửi, mỗi dòng một nơi"),
    "body": N_("Nội dung, mỗi dòng một đoạn"),
    "recipients": N_("Nơi nhận, mỗi dòng một nơi"),
    "archive": N_("Lưu"),
    "signer": N_("Quyền hạn và chức vụ người ký, mỗi dòng một hàng"),
    "annex_title": N_("Tên phụ lục"),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong at one place of a template; line and column count from 1."""

    box: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        return _("%(box)s, dòng %(line)s, vị trí %(column)s: %(text)s") % {
            "box": _(BOXES[self.box]),
            "line": self.line,
            "column": self.column,
            "text": self.text,
        }


def words_from(data: Mapping[str, object]) -> Words:
    """Words from a form or a file: one Unicode form, no blanks at the ends of lines."""
    known = {one.name for one in fields(Words)}
    return Words(**{k: _tidy(str(v)) for k, v in data.items() if k in known})


def as_data(words: Words) -> dict[str, str]:
    """The words as JSON keeps them."""
    return asdict(words)


def _tidy(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in nfc(text).strip().splitlines())


def faults(words: Words, purpose: Purpose) -> list[Fault]:
    """Every place of a template that cannot be filled."""
    return [
        Fault(box, at, found.start() + 1, told)
        for box, text in asdict(words).items()
        for at, line in enumerate(text.splitlines(), start=1)
        for found in _FIELD.finditer(line)
        if (told := _wrong(found, purpose))
    ]


def _wrong(found: re.Match[str], purpose: Purpose) -> str:
    name = found.group(1)
    if name is None:
        return _("dấu ngoặc { } không đi đôi")
    if name not in purpose.fields:
        return _("không có trường {%(name)s}") % {"name": name}
    return ""


def refuse_faults(words: Words, purpose: str) -> None:
    """Refuse a template with an unknown field, without abstract, or with articles miscounted."""
    wrong = faults(words, purpose_of(purpose))
    if wrong:
        raise Refused(
            _("Mẫu văn bản có chỗ không điền được"),
            why="; ".join(map(str, wrong)),
            remedy=_("Dùng các trường liệt kê bên cạnh ô soạn thảo."),
        )
    if not words.abstract or not words.body or not words.signer:
        raise Refused(_("Mẫu phải có trích yếu, nội dung và chức vụ người ký"))
    if max(map(len, asdict(words).values())) > LONGEST:
        raise Refused(_("Một ô của mẫu dài quá %s ký tự") % LONGEST)
    provisions_of(words.body)


def fields_used(words: Words) -> set[str]:
    """The names of the fields that stand in a template."""
    return set(_names("\n".join(asdict(words).values())))


def filled(words: Words, values: Mapping[str, str]) -> Words:
    """The words with their fields filled; Refused where a value is not given."""
    missing = sorted(fields_used(words) - set(values))
    if missing:
        raise Refused(
            _("Chưa có giá trị cho trường: %s") % ", ".join(f"{{{name}}}" for name in missing),
            remedy=_("Điền giá trị, hoặc bỏ trường khỏi mẫu."),
        )
    return Words(**{box: _fill(text, values) for box, text in asdict(words).items()})


def _fill(text: str, values: Mapping[str, str]) -> str:
    made = []
    for line in text.splitlines():
        told = _FIELD.sub(lambda found: values[found.group(1)].strip(), line)
        if _left_empty(line, values):
            continue
        made.append(told)
    return "\n".join(made)


def _left_empty(line: str, values: Mapping[str, str]) -> bool:
    names = list(_names(line))
    return bool(names) and all(not values[name].strip() for name in names)


def _names(text: str) -> Iterator[str]:
    return (found.group(1) for found in _FIELD.finditer(text) if found.group(1))
