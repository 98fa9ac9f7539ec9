"""A believable office of invented people, and the command that starts it."""
