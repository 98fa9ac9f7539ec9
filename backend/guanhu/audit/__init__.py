"""The trail: append-only, hash-chained per office, written in the transaction of what it tells."""
