"""A scenario in one spreadsheet: a sheet per table and per section of the settings, read and written."""
