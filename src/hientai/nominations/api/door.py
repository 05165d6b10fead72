"""Where the operations of this room are put, file by file."""

from ninja import Router

router = Router(tags=["nominations"])
