"""Reads of certificates: the register, lists, keys, templates, what anyone may verify."""
