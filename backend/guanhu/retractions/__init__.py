"""Entries taken back: a field note or a check-in's record that is wrong, or in the wrong file.

A room above the incidents, as what was found on a record has to be looked at before it goes. The
entry leaves the file in the transaction that writes its retraction; what it said is kept for its
writer and the supervisor, behind a wall of its own.
"""
