"""Reads of papers: the register, one paper, the words in use, the measures of a day."""
