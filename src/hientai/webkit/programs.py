"""Which requests come from programs: what stands under the address of the API, but its page."""

from django.http import HttpRequest

ROOT = "/api/"


def is_by_program(request: HttpRequest) -> bool:
    """Whether the answer is for a program: it has no session, and is told of problems as JSON."""
    return request.path.startswith(ROOT) and request.path != ROOT
