"""Papers of a case: what they say, how they look, and the files that never change."""
