"""Verbs of the demo: write the files of a city or a province, load them, make their users."""

from hientai.demo.services.files import write_files, write_province
from hientai.demo.services.loading import load
from hientai.demo.services.province import load_province
from hientai.demo.services.users import PASSWORD, PROVINCE_SIGN_INS, SIGN_INS

__all__ = [
    "PASSWORD",
    "PROVINCE_SIGN_INS",
    "SIGN_INS",
    "load",
    "load_province",
    "write_files",
    "write_province",
]
