"""From the text of a pack's files to a pack, or to errors that name file, line, item, remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml
from pydantic import ValidationError

from hientai.schemes.domain.pack import FILES, OPTIONAL, Pack
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import nfc
from hientai.shared.words import N_, _
from hientai.shared.yaml_files import LOADER

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One error of a pack: where it stands, what is wrong, how to mend it."""

    file: str
    line: int
    item: str
    what: str
    remedy: str = ""

    @property
    def place(self) -> str:
        """File, line and item in words."""
        return (_("%(file)s, dòng %(line)s") % {"file": self.file, "line": self.line}) + (
            _(", mục %(item)s") % {"item": self.item} if self.item else ""
        )

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" + (f" → {self.remedy}" if self.remedy else "")


class PackRefused(Refused):
    """A pack that cannot be used; `problems` holds every error found, in file and line order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        if len(self.problems) == 1:
            only = self.problems[0]
            super().__init__(
                _("Gói đề án có lỗi: %(place)s: %(what)s")
                % {"place": only.place, "what": only.what},
                remedy=only.remedy,
            )
            return
        shown = "; ".join(str(problem) for problem in self.problems[:3])
        more = len(self.problems) - 3
        super().__init__(
            _("Gói đề án có %(count)s lỗi: %(shown)s")
            % {"count": len(self.problems), "shown": shown},
            remedy=_("sửa lần lượt từng lỗi; còn %(more)s lỗi chưa nêu ở đây") % {"more": more}
            if more > 0
            else "",
        )


@dataclass(frozen=True)
class Source:
    """A file as data, with the line of each of its parts."""

    file: str
    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of the nearest part that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def item(self, path: Path) -> str:
        """The id of the item a path lies in, "" where it has none."""
        named = ""
        here: Any = self.data
        for step in path:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                break
            if isinstance(here, dict) and isinstance(here.get("id"), str):
                named = here["id"]
        return named


@dataclass(frozen=True)
class Reading:
    """A pack together with the files it was read from, for errors found later."""

    pack: Pack
    sources: Mapping[str, Source]


def read_pack(files: Mapping[str, str]) -> Reading:
    """Read the files of a pack, given as name without ending → text.

    PackRefused with every error of form: a file missing, YAML that does not parse, a key twice,
    a key unknown or missing, a value of the wrong kind.
    """
    missing = [name for name in FILES if name not in files and name not in OPTIONAL]
    if missing:
        raise PackRefused([_absent(name) for name in missing])
    sources = _parsed(files)
    return Reading(_validated(sources), sources)


def _absent(name: str) -> Problem:
    remedy = _("thêm tệp %(name)s.yaml vào thư mục gói") % {"name": name}
    return Problem(f"{name}.yaml", 1, "", _("thiếu tệp này"), remedy)


def _parsed(files: Mapping[str, str]) -> dict[str, Source]:
    """Each file as data; PackRefused with the errors of all that cannot be read."""
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    for name in (name for name in FILES if name in files):
        try:
            sources[name] = parse(f"{name}.yaml", files[name])
        except PackRefused as refused:
            problems.extend(refused.problems)
    if problems:
        raise PackRefused(problems)
    return sources


def parse(file: str, text: str) -> Source:
    """YAML with the line of each part; PackRefused where it is no YAML or a key stands twice."""
    try:
        node = yaml.compose(nfc(text), Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise PackRefused(
            [
                Problem(
                    file,
                    mark.line + 1 if mark else 1,
                    "",
                    _("không đọc được theo quy tắc YAML"),
                    _("kiểm tra thụt đầu dòng, dấu hai chấm và dấu ngoặc kép ở dòng này"),
                )
            ]
        ) from error
    lines: dict[Path, int] = {}
    return Source(file, _built(file, node, (), lines) if node else None, lines)


def _built(file: str, node: yaml.Node, path: Path, lines: dict[Path, int]) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_built(file, part, (*path, i), lines) for i, part in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(file, node, path, lines)
    return _scalar(file, node)


def _scalar(file: str, node: yaml.Node) -> Any:
    """The plain value; PackRefused where it is written as one that cannot be (2022-13-45)."""
    try:
        return _SCALARS.construct_object(node, deep=True)
    except (ValueError, yaml.YAMLError) as error:
        what = _("%(value)s không đọc được thành một giá trị") % {"value": _short(node.value)}
        remedy = _("sửa ngày hoặc số cho đúng; nếu là chữ thì đặt trong dấu ngoặc kép")
        raise PackRefused([Problem(file, node.start_mark.line + 1, "", what, remedy)]) from error


def _mapping(file: str, node: yaml.MappingNode, path: Path, lines: dict[Path, int]) -> Any:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in built:
            remedy = _("giữ lại một dòng, xóa dòng kia")
            raise PackRefused(
                [Problem(file, line, "", _("mục “%(key)s” ghi hai lần") % {"key": key}, remedy)]
            )
        lines[(*path, key)] = line
        built[key] = _built(file, value_node, (*path, key), lines)
    return built


class _Scalars(yaml.SafeLoader):
    """Builds the plain values; holds no text of its own."""


_SCALARS = _Scalars("")


def _validated(sources: Mapping[str, Source]) -> Pack:
    try:
        return Pack.model_validate({name: source.data for name, source in sources.items()})
    except ValidationError as error:
        raise PackRefused(_problems(error, sources)) from error


def _problems(error: ValidationError, sources: Mapping[str, Source]) -> list[Problem]:
    found = []
    for detail in error.errors():
        name, *rest = detail["loc"]
        source = sources[str(name)]
        path = tuple(rest)
        what, remedy = _in_words(detail, path, _siblings(source, path))
        found.append(Problem(source.file, source.line(path), source.item(path), what, remedy))
    order = list(FILES)
    return sorted(found, key=lambda p: (order.index(p.file.removesuffix(".yaml")), p.line))


def _siblings(source: Source, path: Path) -> list[str]:
    model = FILES[source.file.removesuffix(".yaml")]
    return list(model.model_fields) if len(path) <= 2 else []


def _in_words(detail: Any, path: Path, siblings: list[str]) -> tuple[str, str]:
    """What is wrong and how to mend it, for one error of form."""
    key = str(path[-1]) if path else ""
    kind, value = detail["type"], detail["input"]
    if kind == "missing":
        return _("thiếu mục “%(key)s”") % {"key": key}, _("thêm dòng “%(key)s: …”") % {"key": key}
    if kind == "extra_forbidden":
        near = get_close_matches(key, siblings, n=1)
        remedy = (
            _("có lẽ là “%(near)s”") % {"near": near[0]}
            if near
            else _("xóa mục này hoặc xem tên mục trong mẫu")
        )
        return _("mục “%(key)s” không có trong mẫu") % {"key": key}, remedy
    if kind == "value_error":
        return str(detail["ctx"]["error"]), _("sửa lại mục này")
    if kind == "literal_error":
        allowed = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        return _("“%(key)s” không nhận giá trị “%(value)s”") % {"key": key, "value": value}, _(
            "chọn một trong: %(allowed)s"
        ) % {"allowed": allowed}
    return _("“%(key)s” có giá trị không hợp lệ: %(value)s") % {
        "key": key,
        "value": _short(value),
    }, _("cần %(detail)s") % {"detail": _wanted(detail)}


def _short(value: Any) -> str:
    text = str(value)
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"


def _wanted(detail: Any) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return _("chỉ chữ không dấu, số, dấu chấm và gạch nối")
    if kind in _BOUNDS:
        return f"{_(_BOUNDS[kind])} {next(iter(context.values()), '')}".strip()
    return next(
        (_(words) for prefix, words in _WANTED.items() if kind.startswith(prefix)), _("sửa lại")
    )


_BOUNDS = {
    "greater_than": N_("một số lớn hơn"),
    "greater_than_equal": N_("một số không nhỏ hơn"),
    "less_than_equal": N_("một số không lớn hơn"),
}
_WANTED = {
    "int": N_("một số nguyên, không có dấu chấm ngăn cách"),
    "float": N_("một số"),
    "date": N_("một ngày dạng 2022-05-19"),
    "bool": N_("true hoặc false"),
    "string_too_short": N_("một nội dung, không để trống"),
    "string": N_("một đoạn chữ; nếu là số hay ngày thì đặt trong dấu ngoặc kép"),
    "tuple": N_("một danh sách không rỗng, mỗi dòng bắt đầu bằng dấu gạch"),
    "too_short": N_("một danh sách không rỗng"),
    "dict": N_("một nhóm dòng “tên: giá trị”"),
    "model": N_("một nhóm dòng “tên: giá trị”"),
}
"""What is wanted, by the beginning of the kind of error."""
