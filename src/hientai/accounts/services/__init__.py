"""Verbs of accounts: users and roles (`users`), how often signing in may be tried (`limits`)."""

from hientai.accounts.services.limits import (
    SignInLimits,
    client_address,
    locked_out,
    tried_name,
)
from hientai.accounts.services.users import (
    create_user,
    give_role,
    operate,
    operator_scope,
)

__all__ = [
    "SignInLimits",
    "client_address",
    "create_user",
    "give_role",
    "locked_out",
    "operate",
    "operator_scope",
    "tried_name",
]
