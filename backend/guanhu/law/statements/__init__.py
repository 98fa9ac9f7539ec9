"""What each rule says, in our own words, Chinese first."""
