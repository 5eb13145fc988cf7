"""Fictitious scenarios of any size: real States, distances, visas and lists; invented people, institutions and money.

`scenario.py` is the whole on one screen; each area of a scenario has a module; what is public fact lies in `facts/`.
"""
