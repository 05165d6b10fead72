"""Verbs of training: record and match person-turns; the sheet «Đã học» of the workbook."""
