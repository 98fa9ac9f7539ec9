"""Minors and their guardians. Identity lives in the vault."""
