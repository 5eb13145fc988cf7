"""The second line of privacy: published files are searched for what their readers may not know."""
