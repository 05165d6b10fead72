"""What accounts decide without a database: what each role may do (`roles`)."""

from hientai.accounts.domain.roles import ROLES, label_of, permissions_of

__all__ = ["ROLES", "label_of", "permissions_of"]
