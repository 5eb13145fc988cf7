"""Why the plan is as it is: each choice is answered by supposing it otherwise and solving again.

The model that decided answers, never a story made up afterwards. A *question* supposes one thing to be otherwise; the
*answer* is the first term, in the order of priority, that would come out worse, or the rules that forbid it.
"""
