"""What accounts decide without a database: what each role may do (`roles`)."""

from hientai.accounts.domain.roles import (
    PUBLIC,
    ROLES,
    label_of,
    looks_only,
    permissions_of,
    role_of,
)

__all__ = ["PUBLIC", "ROLES", "label_of", "looks_only", "permissions_of", "role_of"]
