"""Verbs of papers. Rooms above call them and keep the foreign key to the paper.

`draft` → `lock` → `upload_signed` or `sign_here` → `register`; `send_back`, `revise`, `drop` on the
way; `add_copy` afterwards; `enter_back_dated` for papers from before the system. `follow` says
what a room above does when one of its papers is locked, sent back, dropped or registered.
"""

from hientai.documents.papers.signatures import Key, KeyFile
from hientai.documents.services.bodies import issuing_body, keep_body
from hientai.documents.services.drafting import About, draft, drop, lock, revise, send_back
from hientai.documents.services.effects import Effects, follow
from hientai.documents.services.files import File
from hientai.documents.services.numbering import Stated, enter_back_dated, open_series, register
from hientai.documents.services.signing import add_copy, sign_here, upload_signed
from hientai.documents.services.wordings import draft_words, put_into_use, withdraw_words

__all__ = [
    "About",
    "Effects",
    "File",
    "Key",
    "KeyFile",
    "Stated",
    "add_copy",
    "draft",
    "draft_words",
    "drop",
    "enter_back_dated",
    "follow",
    "issuing_body",
    "keep_body",
    "lock",
    "open_series",
    "put_into_use",
    "register",
    "revise",
    "send_back",
    "sign_here",
    "upload_signed",
    "withdraw_words",
]
