"""Verbs of accounts: users, the roles they hold, how often signing in may be tried (`limits`)."""

from hientai.accounts.services.limits import (
    SignInLimits,
    client_address,
    locked_out,
    tried_name,
)
from hientai.accounts.services.roles import deputise, end_deputy, end_role, give_role
from hientai.accounts.services.users import (
    create_user,
    operate,
    operator_scope,
)

__all__ = [
    "SignInLimits",
    "client_address",
    "create_user",
    "deputise",
    "end_deputy",
    "end_role",
    "give_role",
    "locked_out",
    "operate",
    "operator_scope",
    "tried_name",
]
