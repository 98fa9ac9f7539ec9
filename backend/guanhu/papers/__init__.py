"""Papers filled from the records of every room: preview and issue."""
