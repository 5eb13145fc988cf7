"""An explanation in the Secretariat's words: rules and rivals by name, numbers with their units."""

import inspect
from dataclasses import asdict

from planner.model.rules import HARD_RULES
from planner.solve.explain.answer import Answer, Explanation, TermChange
from planner.units import Cents, shown_money

_SENTENCES = {rule.name: inspect.cleandoc(rule.apply.__doc__ or "").partition("\n")[0] for rule in HARD_RULES}
"""Rule to what it says, as in `docs/rules.md`."""


def told(explanation: Explanation, currency: str) -> str:
    """The whole explanation as text."""
    blocks = [[explanation.subject, *(f"  {fact}" for fact in explanation.facts)]]
    blocks += [
        [answer.question.text, *(f"  {line}" for line in answer_lines(answer, currency))]
        for answer in explanation.answers
    ]
    return "\n\n".join("\n".join(block) for block in blocks)


def data_of(explanation: Explanation, currency: str) -> dict[str, object]:
    """The whole explanation for scripts."""
    return {
        "subject": explanation.subject,
        "facts": list(explanation.facts),
        "answers": [_data_of(answer, currency) for answer in explanation.answers],
    }


def _data_of(answer: Answer, currency: str) -> dict[str, object]:
    question = answer.question
    return {
        "question": question.text,
        "kind": question.kind,
        "subject": question.subject,
        "detail": question.detail,
        "supposed": question.supposed,
        "outcome": answer.outcome,
        "terms": [asdict(term) for term in answer.terms],
        "rules": {rule: _SENTENCES[rule] for rule in answer.rules},
        "is_each_enough": answer.is_each_enough,
        "gone": answer.gone,
        "new": answer.new,
        "said": answer_lines(answer, currency),
    }


def answer_lines(answer: Answer, currency: str) -> list[str]:
    """The answer in one line, then every term that would differ, then who would make way."""
    lines = [_verdict(answer, currency)]
    lines += [_forbids(rule) for rule in answer.rules if len(answer.rules) > 1]
    lines += [_differs(term, currency) for term in answer.terms if term.supposed != term.planned]
    if answer.gone:
        lines.append(f"would make way: {', '.join(answer.gone)}")
    if answer.new:
        lines.append(f"would come besides: {', '.join(answer.new)}")
    return lines


def _verdict(answer: Answer, currency: str) -> str:
    supposed, deciding = answer.question.supposed, answer.deciding
    if answer.is_within_times:
        supposed += ", with times and rooms of other sessions as they are"
    if answer.outcome == "undecided":
        return f"Not answered within the limits: whether a plan exists if {supposed}."
    if answer.outcome == "forbidden":
        return f"There would be no plan if {supposed}; {_blame(answer)}"
    if answer.outcome == "stopped_later":
        later = {"delegation": "programme", "programme": "roster"}[answer.question.supposition.problem]
        return f"There would be no {later}, for as good a choice, if {supposed}; {_blame(answer)}"
    if deciding is None and answer.question.supposition.scenario is not None:
        return f"Nothing: no term would differ if {supposed}."
    if deciding is None:
        return f"No term would differ if {supposed}: equally good plans exist, and this is one of them."
    if answer.outcome == "better":
        return f"If {supposed}, {_differs(deciding, currency)}: less than in the plan."
    return f"If {supposed}, {_differs(deciding, currency)}; no term before it would differ."


def _blame(answer: Answer) -> str:
    if not answer.rules:
        return "which rules forbid it was not found within the limits."
    if len(answer.rules) == 1:
        return f"one rule forbids it, {_forbids(answer.rules[0])}"
    if answer.is_each_enough:
        return f"these {len(answer.rules)} rules together forbid it; without any one of them there would be one:"
    return f"each of these {len(answer.rules)} rules forbids it:"


def _forbids(rule: str) -> str:
    return f"{rule}: {_SENTENCES[rule]}"


def _differs(term: TermChange, currency: str) -> str:
    """`rotation debt would be 6 instead of 4 meetings (2 more)`."""
    name = term.term.removesuffix("_cents").replace("_", " ")
    difference = abs(term.supposed - term.planned)
    direction = "more" if term.supposed > term.planned else "less"
    if term.unit == "cents":
        supposed, planned, by = (
            shown_money(Cents(value), currency) for value in (term.supposed, term.planned, difference)
        )
        said = f"{name} would be {supposed} instead of {planned} ({by} {direction}"
    else:
        said = f"{name} would be {term.supposed} instead of {term.planned} {term.unit} ({difference} {direction}"
    return f"{said}{_doubt(term, currency)})"


def _doubt(term: TermChange, currency: str) -> str:
    """What is proven of a term that was not searched to the end."""
    if term.is_proven:
        return ""
    bound = shown_money(Cents(term.bound), currency) if term.unit == "cents" else str(term.bound)
    return f", at most; at least {bound} in all is proven"
