"""Nghị định 259/2026/NĐ-CP: public employees from 01/07/2026."""
