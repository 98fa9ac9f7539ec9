"""Telling people: messages of the outbox become notifications, e-mails and text messages."""
