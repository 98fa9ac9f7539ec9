"""A file passes from one officer to another: offered, read, accepted or sent back (S59)."""
