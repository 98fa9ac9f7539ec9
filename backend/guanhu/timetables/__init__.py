"""School hours, and what a planned check-in runs into: it warns with its reason, and never refuses.

A room above the incidents: a date of the young person may be recorded in any room below.
"""
