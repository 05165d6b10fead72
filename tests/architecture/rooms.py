"""The map of rooms as the import contracts state it."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "hientai"


def contracts() -> list[dict]:
    """The import contracts of the project."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return project["tool"]["importlinter"]["contracts"]


def stack() -> list[str]:
    """The rooms, top of the stack first."""
    for contract in contracts():
        if contract["type"] == "layers" and contract["containers"] == ["hientai"]:
            return [room for room in contract["layers"] if not room.startswith("__")]
    raise AssertionError("no contract stacks the rooms")


def on_disk() -> list[str]:
    """The rooms that stand in the source tree."""
    return sorted(
        folder.name
        for folder in SOURCE.iterdir()
        if folder.is_dir() and (folder / "__init__.py").exists()
    )


def room_of(path: Path) -> str:
    """The room that a file of the source tree belongs to."""
    return path.relative_to(SOURCE).parts[0]
