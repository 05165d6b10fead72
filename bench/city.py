"""The bench database: made anew beside the installation's own, on the same server."""

import json
import os
import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

NAME = "hientai_bench"


def renamed(address: str, database: str) -> str:
    """The same address with another database."""
    return urlunsplit(urlsplit(address)._replace(path=f"/{database}"))


def addresses() -> dict[str, str]:
    """The environment of the bench's processes: both roles on the bench database."""
    return {
        **os.environ,
        "DATABASE_URL": renamed(os.environ["DATABASE_URL"], NAME),
        "OWNER_DATABASE_URL": renamed(os.environ["OWNER_DATABASE_URL"], NAME),
        "HIENTAI_TODAY": "2024-06-01",
    }


def make() -> str:
    """Drop what an earlier run left, make the database and its tables; the server's version."""
    with psycopg.connect(os.environ["OWNER_DATABASE_URL"], autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {NAME}")
        found = server.execute("SHOW server_version").fetchone()
    product("migrate", "--noinput", owner=True)
    return str(found[0]).split()[0] if found else ""


def product(*words: str, owner: bool = False) -> str:
    """Run a command of the product on the bench database; its words."""
    env = addresses() | ({"HIENTAI_ROLE": "owner"} if owner else {})
    done = subprocess.run(
        [sys.executable, "-m", "hientai", *words], env=env, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}: {done.stderr[-2000:]}")
    return done.stdout


def measured(module: str, *words: str, owner: bool = False) -> Any:
    """What a module of the bench measures in a fresh process, so that nothing else is counted."""
    command = [sys.executable, "-m", module, *words]
    env = addresses() | ({"HIENTAI_ROLE": "owner"} if owner else {})
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


def settle() -> None:
    """Bring statistics up to date, as an installation's autovacuum would have by then."""
    with psycopg.connect(addresses()["OWNER_DATABASE_URL"], autocommit=True) as server:
        server.execute("VACUUM ANALYZE")


def column(sql: str) -> list[str]:
    """The first column of what the owner's eyes see."""
    with psycopg.connect(addresses()["OWNER_DATABASE_URL"]) as server:
        return [str(row[0]) for row in server.execute(sql.encode())]
