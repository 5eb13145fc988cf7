"""Other people's planners on the same problems, each in a virtual environment of its own, made by name with pip."""
