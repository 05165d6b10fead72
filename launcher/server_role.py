"""On the user's own server: the application's role beside the owner that the user names.

Run inside the environment (it needs psycopg): `python -m launcher.server_role`, with
OWNER_DATABASE_URL, the application's address in APP_DATABASE_URL and its password in
APP_PASSWORD.
"""

import os
import sys

import psycopg
from psycopg import sql

ROLE = "hientai_app"


def enters(address: str) -> bool:
    """Whether the role is there already and takes our password."""
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return False
    return True


def make(owner: str, password: str) -> str:
    """Make the role as the owner; answers what stands in the way, or nothing."""
    make_role = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER PASSWORD {}")
    try:
        with psycopg.connect(owner, autocommit=True) as server:
            server.execute(make_role.format(sql.Identifier(ROLE), sql.Literal(password)))
    except psycopg.errors.DuplicateObject:
        return f"Vai trò {ROLE} đã có trên máy chủ, với mật khẩu khác."
    except psycopg.Error as error:
        return str(error)
    return ""


def main() -> int:
    """Make sure that the application can enter; 1 and a line when it cannot."""
    if enters(os.environ["APP_DATABASE_URL"]):
        return 0
    obstacle = make(os.environ["OWNER_DATABASE_URL"], os.environ["APP_PASSWORD"])
    sys.stderr.write(obstacle)
    return 1 if obstacle else 0


if __name__ == "__main__":
    sys.exit(main())
