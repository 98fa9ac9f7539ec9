"""The statutes as code: pure, dated, and able to say why."""
