"""Check-ins: when contact is due, what was found, and what was missed."""
