"""Learning modules: the catalogue, assignments and what was credited."""
