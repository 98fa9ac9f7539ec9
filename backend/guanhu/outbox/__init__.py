"""What has to be told to somebody, written down in the transaction in which it became so."""
