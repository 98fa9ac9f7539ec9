"""Another place assists with the inspection; jurisdiction does not move (S-11, S-12)."""
