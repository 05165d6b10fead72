"""`./hientai test`: lint, types, the map of rooms, migrations, then every test."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence

from launcher import chromium, npm
from launcher.home import Home
from launcher.product import DEMO_DAY, Product, ready
from launcher.steps import Steps, say, seconds

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Kiểm tra mã nguồn (ruff)", ("ruff", "check", ".", "hientai")),
    ("Kiểm tra kiểu (mypy)", ("mypy", "src", "launcher")),
    ("Kiểm tra các tầng (import-linter)", ("lint-imports",)),
    (
        "Kiểm tra bảng khớp mã (makemigrations --check)",
        ("python", "-m", "hientai", "makemigrations", "--check", "--dry-run"),
    ),
)


def check(home: Home, words: Sequence[str]) -> int:
    """Everything from nothing; with words, only pytest with those words.  0 when all is well."""
    product, env = prepared(home)
    failed = (
        []
        if words
        else [title for title, command in CHECKS if not passes(product, env, title, command)]
    )
    if failed:
        say(f"Chưa đạt: {'; '.join(failed)}")
    say("Chạy thử nghiệm (pytest)")
    tests = tool(product, env, ("python", "-m", "pytest", *(words or shared_out())))
    if failed:
        say(f"Chưa đạt: {'; '.join(failed)}")
    return tests or (1 if failed else 0)


def shared_out() -> tuple[str, ...]:
    """The words by which the whole suite is done by two processes, where there are two cores."""
    two = ("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder")
    return two if (os.cpu_count() or 1) > 1 else ()


def prepared(home: Home) -> tuple[Product, dict[str, str]]:
    """Environment with the tools, database, browser files and browser; what the tools get."""
    steps = Steps(total=4)
    product = ready(home, steps, dev=True, tables=False)
    with home.alone(), steps.step("Trình duyệt để thử") as tell:
        browser = chromium.browser(home, tell)
        driver = npm.for_playwright(home, tell) | npm.provider_of_identities(home, tell)
        driver |= npm.verifier_of_credentials(home, tell)
    # Tests make their database as the owner, then look at it through the application's role.
    as_owner = {"HIENTAI_ROLE": "owner", "HIENTAI_CHROMIUM": str(browser)}
    env = {**product.env(owner=True), **as_owner, **driver}
    env["HIENTAI_TODAY"] = DEMO_DAY  # a test must not depend on the date
    env["HIENTAI_COLLECTED"] = ""  # the tests' own server finds the pages' files where they lie
    return product, env


def passes(product: Product, env: dict[str, str], title: str, command: Sequence[str]) -> bool:
    """Run one check before the user's eyes; whether it found nothing."""
    say(title)
    started = time.monotonic()
    code = tool(product, env, command)
    verdict = "đạt" if code == 0 else f"CHƯA ĐẠT (mã {code})"
    say(f"      {verdict} sau {seconds(time.monotonic() - started)}")
    return code == 0


def tool(product: Product, env: dict[str, str], command: Sequence[str]) -> int:
    """A program of the environment, run in the clone; its exit code."""
    sys.stdout.flush()
    program = product.home.venv / "bin" / command[0]
    return subprocess.run(
        [program, *command[1:]], env=env, cwd=product.home.repo, check=False
    ).returncode
