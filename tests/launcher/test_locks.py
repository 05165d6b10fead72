"""The locks pin everything by hash and name no host; the launcher needs Python alone (A3, A5)."""

import ast
import json
import re
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
LOCKS = sorted((REPO / "requirements").glob("*.txt"))
NODE_LOCKS = [
    REPO / "package-lock.json",
    *(
        REPO / "requirements" / one / "package-lock.json"
        for one in ("postgres", "oidc-provider", "verifier")
    ),
]


def pins(lock: Path) -> list[str]:
    """The requirements of a lock, each with its continuation lines."""
    text = re.sub(r"\\\n", " ", lock.read_text())
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_python_library_is_pinned_with_hashes_and_no_host(lock: Path) -> None:
    assert pins(lock)
    for pin in pins(lock):
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==", pin), pin
        assert "--hash=sha256:" in pin, pin
    assert "://" not in lock.read_text()


def test_the_tests_run_on_the_very_versions_that_serve() -> None:
    serving, testing = (
        {pin.split(" ")[0] for pin in pins(REPO / "requirements" / name)}
        for name in ("base.txt", "dev.txt")
    )
    assert serving <= testing


@pytest.mark.parametrize("lock", NODE_LOCKS, ids=lambda path: path.parent.name)
def test_every_npm_package_is_pinned_by_integrity_and_names_no_address(lock: Path) -> None:
    packages = json.loads(lock.read_text())["packages"]
    for name, package in packages.items():
        assert not name or package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_the_launcher_imports_nothing_that_python_does_not_bring() -> None:
    brought = {*sys.stdlib_module_names, "launcher"}
    for path in [REPO / "hientai", *(REPO / "launcher").glob("*.py")]:
        if path.name == "server_role.py":  # runs inside the environment
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert {name.split(".")[0] for name in names} <= brought, path.name
