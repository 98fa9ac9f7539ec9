"""The case file and its life."""
