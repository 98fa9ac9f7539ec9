"""The only room that knows drivers."""
