"""What may be done with notifications."""
