"""What a young person needs and can build on, domain by domain: a band, never a score."""
