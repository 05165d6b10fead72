"""The catalogue of translations: what the source says to a reader, and what English says for it.

Vietnamese texts are their own keys. They stand in Python (`_`, `N_` and gettext's own names), in
templates, in the vocabulary and in the titles of the law; `spoken` finds them all. The `.po` files
are kept with the source, the `.mo` files that gettext reads are made from them (`compiled`).
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polib
from django.utils.translation.template import templatize

from hientai.shared.yaml_files import parse_yaml
from hientai.site.usage import paragraphs

SOURCE = Path(__file__).resolve().parents[1]
FOLDER = SOURCE / "locale"

ONE = {"_", "N_", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
MEANT = {"pgettext", "pgettext_lazy"}
"""Of a word with several meanings: what is meant, then the word."""
MEANING = "\x04"
_TEXT = r"""u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_IN_TEMPLATE = re.compile(rf"(?<!\w)(n?gettext|pgettext|_)\({_TEXT}(?:,\s*{_TEXT})?")
_PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd]|%%|\{(\w*)\}")
# What a reader is shown of a YAML file, by the name of its key.
VOCABULARY = ("title", "label")
LAW = ("title", "short", "unit", "words", "proves", "note")

Spoken = dict[str, list[str]]
"""Message, or its plural forms joined by a NUL, after its meaning if it has one; and the files."""


def spoken(source: Path = SOURCE) -> Spoken:
    """Every message of the source tree, in the order of its files."""
    found: Spoken = {}
    for path in sorted(source.rglob("*")):
        where = path.relative_to(source).as_posix()
        for message in _messages(path, where):
            files = found.setdefault(message, [])
            if where not in files:
                files.append(where)
    return found


def _messages(path: Path, where: str) -> Iterable[str]:
    if path.suffix == ".py" and "/migrations/" not in where and where.partition("/")[0] != "demo":
        return in_python(path.read_text(encoding="utf-8"))
    if where == "demo/cli.py":  # the rest of the demo writes files, in Vietnamese only
        return in_python(path.read_text(encoding="utf-8"))
    if path.suffix == ".html":
        return in_template(path.read_text(encoding="utf-8"))
    if path.suffix == ".yaml" and where.startswith("shared/vocabulary/"):
        if "ethnicities" in where:
            return ()  # names, the same in every language
        return in_yaml(path.read_text(encoding="utf-8"), VOCABULARY)
    if path.suffix == ".yaml" and where.startswith("rules/decrees/"):
        return in_yaml(path.read_text(encoding="utf-8"), LAW)
    return ()


def in_python(text: str) -> Iterator[str]:
    """Messages of a Python file, in their order; then what its commands say of themselves."""
    tree = ast.parse(text)
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        words = [a.value for a in call.args[:2] if isinstance(a, ast.Constant)]
        if name in ONE and words[:1] and isinstance(words[0], str):
            yield words[0]
        elif name in MANY and len(words) == 2:
            yield "\0".join(map(str, words))
        elif name in MEANT and len(words) == 2:
            yield MEANING.join(map(str, words))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(map(_makes_command, node.decorator_list)):
            yield from paragraphs(ast.get_docstring(node) or "")


def _makes_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return getattr(called, "attr", "") in ("command", "group")


def in_template(text: str) -> Iterator[str]:
    """Messages of a template, in their order."""
    for name, one, more in _IN_TEMPLATE.findall(templatize(text)):
        joint = MEANING if name in MEANT else "\0"
        yield joint.join(ast.literal_eval(part) for part in (one, more) if part)


def in_yaml(text: str, keys: Iterable[str]) -> Iterator[str]:
    """Texts that stand under one of the keys; of a mapping its values."""
    return _under(parse_yaml(text), frozenset(keys))


def _under(node: Any, keys: frozenset[str]) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _under(part, keys)
    if not isinstance(node, Mapping):
        return
    for key, value in node.items():
        if key in keys and isinstance(value, str):
            yield value
        elif key in keys and isinstance(value, Mapping) and key == "words":
            yield from (str(word) for word in value.values())
        else:
            yield from _under(value, keys)


def read(language: str, folder: Path = FOLDER) -> polib.POFile:
    """The catalogue of a language as it is kept with the source."""
    return polib.pofile(str(_kept(language, folder)), wrapwidth=96)


def key_of(entry: polib.POEntry) -> str:
    """The key under which `spoken` gives the message of an entry."""
    key = "\0".join(part for part in (entry.msgid, entry.msgid_plural) if part)
    return f"{entry.msgctxt}{MEANING}{key}" if entry.msgctxt else key


def texts_of(entry: polib.POEntry) -> list[str]:
    """What the language says for an entry; several where it tells one from many."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def missing(language: str = "en", folder: Path = FOLDER) -> list[str]:
    """Messages of the source that the language has no words for."""
    known = {key_of(e) for e in read(language, folder) if all(texts_of(e))}
    return [message for message in spoken() if message not in known]


def misplaced(entry: polib.POEntry) -> bool:
    """Whether a translation lacks a placeholder of its message, or has another one."""
    meant = _places(entry.msgid_plural or entry.msgid)
    return any(text and _places(text) - meant != set() for text in texts_of(entry)) or any(
        text and meant - _places(text) != set() for text in texts_of(entry)[-1:]
    )


def _places(text: str) -> set[str]:
    return {found.group() for found in _PLACE.finditer(text)} - {"%%"}


def update(language: str = "en", folder: Path = FOLDER) -> list[str]:
    """Give every new message a place in the catalogue, drop those gone; those without words."""
    old = {key_of(entry): entry for entry in read(language, folder)}
    book = read(language, folder)
    book.clear()
    for message, files in spoken().items():
        entry = old.get(message) or _new(message)
        entry.occurrences = [(where, "") for where in files]
        book.append(entry)
    book.save(str(_kept(language, folder)))
    return missing(language, folder)


def _new(message: str) -> polib.POEntry:
    meaning, _eot, said = message.rpartition(MEANING)
    one, _nul, many = said.partition("\0")
    if not many:
        return polib.POEntry(msgctxt=meaning or None, msgid=one, msgstr="")
    return polib.POEntry(msgid=one, msgid_plural=many, msgstr_plural={0: "", 1: ""})


def compiled(folder: Path = FOLDER) -> list[Path]:
    """Make the `.mo` of every catalogue that is newer than its own; those made."""
    made = []
    for kept in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = kept.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= kept.stat().st_mtime:
            fresh = target.with_suffix(".new")
            polib.pofile(str(kept)).save_as_mofile(str(fresh))
            fresh.replace(target)
            made.append(target)
    return made


def _kept(language: str, folder: Path) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"
