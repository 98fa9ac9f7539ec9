"""Plays scenario files against a fresh database through the product's own HTTP API."""
