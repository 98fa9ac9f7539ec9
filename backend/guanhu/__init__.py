"""Guanhu: case management for conditional non-prosecution of minors."""
