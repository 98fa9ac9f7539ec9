"""What happened in the period: incidents, responses, holds, and the revocation (R-01…R-13)."""
