"""What protects a minor before a decision: investigation, an adult at hand, hearing, plea."""
