"""Files that people bring to a case: pictures, letters, tables, kept under the case's key."""
