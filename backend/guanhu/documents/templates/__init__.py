"""The templates, one version each; a version never changes once papers were made with it."""
