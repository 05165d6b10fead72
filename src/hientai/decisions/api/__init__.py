"""The API of decisions: papers that send people or change what one said, whom each is about."""

from hientai.decisions.api import amending, drafting, letters, reading
from hientai.decisions.api.door import router

__all__ = ["amending", "drafting", "letters", "reading", "router"]
