"""Learning that is not done online: sessions in person, courses elsewhere, and what was credited.

A session with several young people is one place in each of their files, under each one's own key,
as a field note is one part in each. No row names another file: who else sat there is a trace of
another child.
"""
