"""Compulsory measures: how long each lasts, and who must not stay in custody (P-13, D-10)."""
