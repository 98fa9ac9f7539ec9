"""The verifier on chains too long to make through the API."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guanhu.audit.chain import Finding, Flaw, Verifier, beginning, hash_of
from guanhu.audit.facts import Head, Link


def test_ten_thousand_entries_moved_together_are_told_apart_quickly() -> None:
    office, who = UUID(int=1), UUID(int=2)
    previous = beginning(office)
    chain = []
    for seq in range(1, 10_001):
        entry = {
            "office_id": office, "at": datetime(2026, 3, 2, tzinfo=UTC), "account_id": who,
            "role": "officer", "action": "cases.opened", "record_kind": "case_file",
            "record_id": who, "case_id": None, "details": "{}",
        }  # fmt: skip
        link = Link(**entry, seq=seq, previous_hash=previous, hash=b"")
        previous = hash_of(link)
        chain.append(Link(**entry, seq=seq, previous_hash=link.previous_hash, hash=previous))
    closed_up = chain[:4] + [
        Link(**{name: getattr(link, name) for name in link.__slots__ if name != "seq"},
             seq=link.seq - 1)
        for link in chain[5:]
    ]  # fmt: skip
    verifier = Verifier(office)
    verifier.read(closed_up)

    found = verifier.finish(
        Head(office, 9_999, closed_up[-1].hash), Ed25519PrivateKey.generate().public_key()
    )

    assert found[0] == Finding(Flaw.MISSING, 5, 5)
    assert found[1:] == [Finding(Flaw.MOVED, seq, seq, seq + 1) for seq in range(5, 10_000)]
