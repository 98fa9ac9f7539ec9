"""Timers that call use cases, as the named system actor of one office at a time."""
