"""The programme problem by blocks: proposes timetables and supplies bounds; the flat model stays the definition.

A *block* is the set of sessions held at the same time. A timetable is a partition of all sessions into blocks, one for
each slot, and a person gets at most one session of every block: that is what makes a timetable good or bad, and what
the flat model's own relaxation cannot see (half a session in every slot costs it nothing).

What the relaxation leaves out, so that its bounds hold for every legal plan: smallest sizes, chairs, languages and
booths, separations, prerequisites, which room it is. What it keeps: slots a session may take, sessions that start
together, exclusive ones, the cap on parallel ones, repeats, seats, who is there and who is bound elsewhere. A session
of several slots counts an equal part in each.
"""
