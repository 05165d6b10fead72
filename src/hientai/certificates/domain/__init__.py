"""Decisions about certificates: what one says, how it is signed, read back and judged."""
