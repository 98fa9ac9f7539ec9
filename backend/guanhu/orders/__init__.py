"""Orders to guardians, their duties, and recommendations to units."""
