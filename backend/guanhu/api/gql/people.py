"""Commands about the people of a case."""

from __future__ import annotations

from guanhu.cases.use_cases.keep_people import (
    add_guardian,
    block_guardian,
    correct_minor,
    end_guardianship,
    unblock_guardian,
)

MUTATIONS = (
    (correct_minor, "Correct a minor's identity."),
    (add_guardian, "Add a guardian."),
    (end_guardianship, "End a guardianship."),
    (block_guardian, "Cut a guardian's access at once."),
    (unblock_guardian, "Give a blocked guardian access again."),
)
