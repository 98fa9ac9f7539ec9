"""What may be done with the log of jobs."""
