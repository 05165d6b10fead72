"""Nghị định 101/2017/NĐ-CP, as amended by 89/2021: all groups, later those without a newer text."""
