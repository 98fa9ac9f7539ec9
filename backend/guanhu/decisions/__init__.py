"""Opinions heard, proposals, decisions, their service and announcement, and the period."""
