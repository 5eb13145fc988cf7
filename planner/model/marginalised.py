"""Published weights of the reasons why a voice would otherwise be missing."""

from planner.scenario.people import COST_LINES, Person
from planner.scenario.scenario import Scenario


def marginalised_weight(scenario: Scenario, person: Person, attended_before: bool) -> int:
    """Sum of the published weights of the reasons that apply to the person."""
    policy = scenario.policy.selection
    if person.delegation is None:
        return 0
    delegation = scenario.delegation[person.delegation]
    applies = {
        "cannot_self_fund": set(person.self_funding) != set(COST_LINES),
        "first_time": not attended_before,
        "ldc_or_sids": delegation.ldc or delegation.sids,
        "no_permanent_mission": not delegation.permanent_mission,
        "language": bool(set(person.active_languages) & set(policy.underrepresented_languages)),
        "gender": person.gender in policy.underrepresented_genders,
    }
    return sum(weight for reason, weight in policy.marginalised_weights.items() if applies[reason])
