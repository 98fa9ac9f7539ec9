"""The outcome review: what the record says, how each condition went, and what follows."""
