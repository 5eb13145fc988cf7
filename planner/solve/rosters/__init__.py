"""A large roster by kinds: proposes rosters and supplies bounds for the flat model, which stays the definition.

Interpreters with the same languages, fee, days, exclusions and pins are interchangeable: a *kind*. A kind divides into
*pools* by the category whose closed sessions its members may work in, as nobody may work in those of two. Holdings at
the same time with the same languages and privacy are alike too: a *need*. What cannot be seen in the flat model, whose
relaxation lets a two-hundredth of everybody work everywhere, is then a small linear programme: how many of each pool
work on which day and in which sitting, and how many of each kind sit in each booth.

What the relaxation leaves out, so that its bounds hold for every legal roster: the rest between sittings, that people,
holdings and relays are whole, and who of a pool it is. What it keeps, summed over a pool or a need: one place at a
time, sittings per day and per week, days, closed sessions, pins, sizes of teams and booths, two voices, sign teams,
understanding the floor or taking relay. Each of its rows is a sum of rows that the flat model implies.

Proposed is a roster from the same relaxation with its days made whole one after the other; people are then dealt out,
with rest and their week, and seated sitting by sitting. It counts only once the flat model has accepted it. Where
nothing is proposed (the rest is kept between whole sittings, not between the slots worked in them) or the proposal is
not accepted (it breaks a rule that is not known here), the flat model is searched as for small rosters.
"""
