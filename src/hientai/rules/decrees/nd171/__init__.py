"""Nghị định 171/2025/NĐ-CP: civil servants, those of communes too, from 01/07/2025."""
