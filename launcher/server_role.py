"""On the user's own server: the application's role beside the owner that the user names.

Run inside the environment (it needs psycopg): `python -m launcher.server_role`, with
OWNER_DATABASE_URL and the role's password in APP_PASSWORD.
"""

import os
import sys

import psycopg
from psycopg import sql

ROLE = "hientai_app"


def main() -> int:
    """Make the role; 3 when the server has one of that name, whose password we do not know."""
    with psycopg.connect(os.environ["OWNER_DATABASE_URL"], autocommit=True) as server:
        there = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone()
        if there:
            return 3
        server.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD {}").format(
                sql.Identifier(ROLE), sql.Literal(os.environ["APP_PASSWORD"])
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
