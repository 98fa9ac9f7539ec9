"""Holiday notices an administrator enters beside the official calendar, and the files they move."""
