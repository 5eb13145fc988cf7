"""Plans international conferences and their logistics."""
