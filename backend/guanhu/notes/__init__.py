"""Field notes: contacts outside the rhythm, alone or with several, and entries taken back.

A room of its own one floor above the check-ins: a check-in is a window that is due, missed or
kept; a note is of nothing that was due, covers several case files at once, and shares the
check-ins' words. Taking back an entry is the same for both, so it stands here, above both.
"""
