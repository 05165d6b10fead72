"""The tables of accounts: users and the roles they hold (`users`)."""

from hientai.accounts.models.users import RoleAssignment, User

__all__ = ["RoleAssignment", "User"]
