"""What every drawn file is made of: fonts, lines, pages, tables; no publisher, no audience."""
