"""Accounts, sessions and offices: who a person who signs in is."""
