"""Milestone reviews: windows in the period in which officer, worker, guardian and school look back.

Nothing here decides: a review ends with findings and at most a proposal (law.md S-06).
"""
