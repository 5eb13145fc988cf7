"""How many interpreters a team needs."""

AIIC_TEAMS = {
    (1, 1): 2, (1, 2): 4,
    (2, 1): 2, (2, 2): 3, (2, 3): 5, (2, 4): 7,
    (3, 1): 2, (3, 2): 3, (3, 3): 5, (3, 4): 7, (3, 5): 9,
    (4, 1): 2, (4, 2): 4, (4, 3): 6, (4, 4): 8, (4, 5): 10,
    (5, 6): 12,
}  # fmt: skip
"""(floor languages, outgoing languages) to interpreters: AIIC Professional Standards, Article 6; INT-01."""


def smallest_team(floor: int, outgoing: int) -> int:
    """Interpreters for a meeting; each outgoing language beyond AIIC's table takes two more."""
    if outgoing == 0:
        return 0
    listed = max((count for row, count in AIIC_TEAMS if row == floor and count <= outgoing), default=0)
    return AIIC_TEAMS.get((floor, listed), 0) + 2 * (outgoing - listed)
