"""May this case be diverted? Criteria, each with a finding, a reason and its source."""
