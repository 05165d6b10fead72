"""Nghị định 135/2020/NĐ-CP: the age of retirement in ordinary conditions."""
