"""Files that a browser saves and never shows as a page of ours."""

from django.http import HttpResponse
from django.utils.text import slugify

from hientai.shared.vietnamese import fold


def saved(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file under a plain name."""
    stem, _dot, suffix = name.rpartition(".")
    plain = slugify(fold(stem)) or "bai-nop"
    headers = {
        "Content-Disposition": f'attachment; filename="{plain}.{suffix}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
