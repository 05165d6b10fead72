"""Reads of screening: figures of quotas and targets, lists of people, answers, tables."""
