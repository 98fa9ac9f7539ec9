"""The supervision plan: conditions, goals, agreement, the support team."""
