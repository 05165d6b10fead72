"""Verbs of the demo: write the files of a city, load them, make its users."""

from hientai.demo.services.files import write_files
from hientai.demo.services.loading import load
from hientai.demo.services.users import PASSWORD, SIGN_INS

__all__ = ["PASSWORD", "SIGN_INS", "load", "write_files"]
