"""Sealing: a case file becomes an archive that only the seal key opens."""
