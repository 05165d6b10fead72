"""`./hientai test`: lint, types, the map of rooms, migrations, then every test.

The checks are begun together and told in their order: the types alone take as long as the others
with the tables of the tests, which no test then waits for.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from launcher import chromium, npm
from launcher.cluster import Cluster
from launcher.home import Home
from launcher.product import DEMO_DAY, Product, ready
from launcher.steps import Steps, say, seconds

TEMPLATE = ("python", "-m", "tests.template")
TABLES = "Dựng bảng để thử từ đầu (migrate)"
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Kiểm tra mã nguồn (ruff)", ("ruff", "check", ".", "hientai")),
    ("Kiểm tra kiểu (mypy)", ("mypy", "src", "launcher")),
    ("Kiểm tra các tầng (import-linter)", ("lint-imports",)),
    (
        "Kiểm tra bảng khớp mã (makemigrations --check)",
        ("python", "-m", "hientai", "makemigrations", "--check", "--dry-run"),
    ),
    (TABLES, TEMPLATE),
)


def check(home: Home, words: Sequence[str]) -> int:
    """Everything from nothing; with words, only pytest with those words.  0 when all is well."""
    try:
        product, env = prepared(home)
        return checked(product, env, words)
    finally:
        Cluster(home, of_tests=True).stop()


def checked(product: Product, env: dict[str, str], words: Sequence[str]) -> int:
    """The checks and the tests, or the tests that are asked for; 0 when all is well."""
    if words:
        return tested(product, env, words)
    failed = wanting(product, env)
    if failed:
        say(f"Chưa đạt: {'; '.join(failed)}")
    copied = {} if TABLES in failed else {"HIENTAI_TEST_TEMPLATE": "test_hientai_template"}
    tests = tested(product, env | copied, shared_out())
    tool(product, env, (*TEMPLATE, "--drop"))
    if failed:
        say(f"Chưa đạt: {'; '.join(failed)}")
    return tests or (1 if failed else 0)


def wanting(product: Product, env: dict[str, str]) -> list[str]:
    """The titles of the checks that found something; they are done as many at once as there are
    cores, and told before the user's eyes one after the other."""
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as hands:
        begun = [hands.submit(judged, product, env, command) for _title, command in CHECKS]
        for (title, _command), one in zip(CHECKS, begun, strict=True):
            say(title)
            code, said, spent = one.result()
            sys.stdout.write(said)
            sys.stdout.flush()
            say(f"      {'đạt' if code == 0 else f'CHƯA ĐẠT (mã {code})'} sau {seconds(spent)}")
            failed += [title] if code else []
    return failed


def judged(product: Product, env: dict[str, str], command: Sequence[str]) -> tuple[int, str, float]:
    """One check: its exit code, what it said, how long it took."""
    started = time.monotonic()
    ended = subprocess.run(
        [product.home.venv / "bin" / command[0], *command[1:]],
        env=env,
        cwd=product.home.repo,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return ended.returncode, ended.stdout, time.monotonic() - started


def tested(product: Product, env: dict[str, str], words: Sequence[str]) -> int:
    """pytest with these words, before the user's eyes; its exit code."""
    say("Chạy thử nghiệm (pytest)")
    return tool(product, env, ("python", "-m", "pytest", *words))


def shared_out() -> tuple[str, ...]:
    """The words by which the whole suite is done by two processes, where there are two cores, and
    what took longest is told."""
    two = ("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder")
    slowest = ("--durations", "25", "--durations-min", "1")
    return (*slowest, *two) if (os.cpu_count() or 1) > 1 else slowest


def prepared(home: Home) -> tuple[Product, dict[str, str]]:
    """Environment with the tools, database, browser files and browser; what the tools get."""
    steps = Steps(total=4)
    product = ready(home, steps, dev=True, for_tests=True)
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


def tool(product: Product, env: dict[str, str], command: Sequence[str]) -> int:
    """A program of the environment, run in the clone; its exit code."""
    sys.stdout.flush()
    program = product.home.venv / "bin" / command[0]
    return subprocess.run(
        [program, *command[1:]], env=env, cwd=product.home.repo, check=False
    ).returncode
