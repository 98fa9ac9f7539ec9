"""What may be done with a needs assessment."""
