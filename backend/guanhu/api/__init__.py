"""The doors: HTTP and GraphQL. Translates and does nothing else."""
