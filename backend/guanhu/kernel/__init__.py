"""Words every room shares. Pure: imports nothing of the project."""
