"""The tables of accounts: users and their roles, sessions, tokens, and what proves who one is."""

from hientai.accounts.models.factors import Demand, Factor, Identity, Ticket
from hientai.accounts.models.sessions import Session
from hientai.accounts.models.tokens import Token
from hientai.accounts.models.users import Deputy, RoleAssignment, User

__all__ = [
    "Demand",
    "Deputy",
    "Factor",
    "Identity",
    "RoleAssignment",
    "Session",
    "Ticket",
    "Token",
    "User",
]
