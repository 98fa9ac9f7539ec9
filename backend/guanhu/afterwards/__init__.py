"""What follows a seal: queries, certificates, notices, unsealing, voluntary follow-up."""
