"""What needs attention: one list for each member of staff, ordered by consequence."""
