"""Police requests, victims' complaints, and the quashing of a wrong non-prosecution."""
