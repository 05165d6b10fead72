"""Timetables, pure: the hours of a day, laying topics out, what shifts when a day falls out."""
