"""The commands: the only printing, the only catching of errors, the exit codes.

0 done; 1 no plan; 2 input rejected; 3 verification or leak check failed. The pipeline is imported inside
the commands, so that `--help` does not wait for the solver.
"""

import json
import math
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.live import Live
from rich.table import Table

from planner.errors import InputRejected, NoPlan, NotPublished, PlannerError
from planner.findings import Leak, Problem, Violation

if TYPE_CHECKING:
    from planner.pipeline import Finished, Progress

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
screen = Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else 120)
"""Progress and errors; results go to standard output."""
paper = Console(highlight=False, soft_wrap=True)

ScenarioFolder = Annotated[Path, typer.Argument(metavar="SCENARIO", help="Folder with scenario.toml and its tables.")]
PlanFile = Annotated[Path, typer.Argument(metavar="PLAN", help="plan.json, or the folder it lies in.")]
Out = Annotated[Path, typer.Option("--out", help="Folder for results.")]
Seconds = Annotated[
    float, typer.Option("--time-limit", min=0.0, help="Seconds after which the best plan so far is taken.")
]
Workers = Annotated[int, typer.Option(min=1, help="Threads; more than one gives up repeatability.")]
Seed = Annotated[int, typer.Option(min=0, help="Same input, seed and version: same plan.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace a plan that was never released.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for scripts.")]
OUTPUTS = Path("outputs")
FIRST_DAY = datetime(2027, 6, 8)  # noqa: DTZ001 - a day, not a moment


@app.callback()
def about() -> None:
    """Plans international conferences: who comes, who pays, when, where and in which languages."""


@app.command()
def run(
    scenario: ScenarioFolder,
    out: Out = OUTPUTS,
    time_limit: Seconds = math.inf,
    workers: Workers = 1,
    seed: Seed = 1,
    overwrite: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """Check, solve, verify and publish: the main job."""
    from planner import pipeline

    limits = pipeline.Limits(seconds=time_limit, workers=workers, seed=seed)
    with _Watched() as watched:
        finished = pipeline.run(scenario, out, limits, watched.show, overwrite)
    _tell(finished, as_json)


@app.command()
def check(scenario: ScenarioFolder, as_json: AsJson = False) -> None:
    """Every problem in the input: file, row, column, what was found, what is allowed."""
    from planner import pipeline

    problems = pipeline.check_scenario(scenario)
    if problems:
        raise InputRejected(problems)
    if as_json:
        _print_json({"outcome": "accepted"})
    else:
        paper.print(f"{scenario}: no problems")


@app.command()
def solve(
    scenario: ScenarioFolder,
    out: Out = OUTPUTS,
    time_limit: Seconds = math.inf,
    workers: Workers = 1,
    seed: Seed = 1,
    overwrite: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """Check and solve: writes plan.json and publishes nothing."""
    from planner import pipeline

    limits = pipeline.Limits(seconds=time_limit, workers=workers, seed=seed)
    with _Watched() as watched:
        finished = pipeline.solve(scenario, out, limits, watched.show, overwrite)
    _tell(finished, as_json)


@app.command()
def verify(plan: PlanFile, as_json: AsJson = False) -> None:
    """Derive every rule and term again from plan.json, without the solver."""
    from planner import pipeline

    report = pipeline.verify(plan)
    if report.violations:
        raise NotPublished(report.violations)
    if as_json:
        _print_json({"outcome": "verified", "terms": dict(report.terms)})
    else:
        paper.print(f"{plan}: every rule holds, every term counted again")


@app.command()
def publish(
    plan: PlanFile,
    audience: Annotated[
        str | None, typer.Option("--for", metavar="AUDIENCE", help="Only this audience's files.")
    ] = None,
    scenario: Annotated[Path | None, typer.Option(help="The scenario's folder, where it has moved.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write every audience's files again from a plan."""
    from planner import pipeline

    _tell(pipeline.publish(plan, scenario, audience), as_json)


@app.command()
def explain(
    place: Annotated[Path, typer.Argument(metavar="SCENARIO|PLAN", help="A scenario is solved first, if need be.")],
    person: Annotated[str | None, typer.Option(metavar="ID", help="Why they come, who pays, which sessions.")] = None,
    session: Annotated[str | None, typer.Option(metavar="ID", help="Why this slot, room, languages.")] = None,
    grant: Annotated[str | None, typer.Option(metavar="ID", help="What binds it, what more would change.")] = None,
    for_person: Annotated[
        bool, typer.Option("--for-person", help="Only what this person may know, in words for them.")
    ] = False,
    out: Out = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Why the plan is as it is: each choice supposed otherwise, solved again, and what it would cost."""
    from planner import pipeline

    asked = pipeline.Asked(person=person, session=session, grant=grant, for_person=for_person)
    with _Watched() as watched:
        explained = pipeline.explain(place, asked, pipeline.Limits(), out, watched.show)
    if as_json:
        _print_json(explained.data)
    else:
        paper.print(explained.text, markup=False)


@app.command()
def new(
    place: Annotated[Path, typer.Argument(metavar="FOLDER|FILE.xlsx", help="Folder or workbook to make.")],
    xlsx: Annotated[bool, typer.Option("--xlsx", help="One workbook instead of a folder of tables.")] = False,
    scenario: Annotated[
        Path | None, typer.Option("--from", metavar="SCENARIO", help="Write this scenario instead of the starter.")
    ] = None,
    delegation: Annotated[
        str | None, typer.Option("--for-delegation", metavar="CODE", help="With --from: forms for its nominations.")
    ] = None,
    category: Annotated[
        str | None, typer.Option(metavar="CATEGORY", help="Only this category's form; else one file for each.")
    ] = None,
) -> None:
    """Make a small scenario to start from, the other form of an existing one, or a delegation's forms."""
    from planner import pipeline

    if delegation is None:
        written = pipeline.new_scenario(place, scenario, as_workbook=xlsx)
        paper.print(f"{written}: written; try `planner run {written}`")
        return
    if scenario is None:
        raise typer.BadParameter("a form is made from a scenario: name it with --from SCENARIO")
    for form in pipeline.new_forms(place, scenario, delegation, category):
        paper.print(f"{form}: written")


@app.command()
def merge(
    scenario: ScenarioFolder,
    forms: Annotated[list[Path], typer.Argument(metavar="RETURNED...", help="Forms that came back.")],
    as_json: AsJson = False,
) -> None:
    """Take returned forms into a scenario: all of them, or none where anything is in doubt."""
    from planner import pipeline

    merged = asdict(pipeline.merge_forms(scenario, forms))
    if as_json:
        _print_json({"outcome": "merged", **merged})
        return
    changes = ", ".join(f"{count} {what.replace('_', ' ')}" for what, count in merged.items() if count)
    paper.print(f"{scenario}: {changes or 'nothing new'} in {len(forms)} form(s)")


@app.command()
def generate(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder to make.")],
    states: Annotated[int, typer.Option(min=3, max=193, help="How many States take part.")],
    seed: Seed = 1,
    name: Annotated[str | None, typer.Option(help="Id of the conference; the folder's name by default.")] = None,
    host: Annotated[str, typer.Option(metavar="CITY", help="City code of the host.")] = "GVA",
    starts: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day.")] = FIRST_DAY,
    days: Annotated[int | None, typer.Option(min=2, max=4, help="Length; by default what the size suggests.")] = None,
    remote_percent: Annotated[int, typer.Option(min=0, max=100, help="People who may take part remotely.")] = 10,
) -> None:
    """Make a fictitious scenario of any size: real States, distances and visas, invented people and money."""
    from planner import pipeline

    if host not in pipeline.hosts():
        raise typer.BadParameter(f"{host}; known are {', '.join(pipeline.hosts())}", param_hint="--host")
    wanted = pipeline.Wanted(
        states=states,
        seed=seed,
        name=name or folder.name,
        host=host,
        starts=starts.date(),
        remote_percent=remote_percent,
        stated_days=days,
    )
    pipeline.generate(folder, wanted)
    paper.print(f"{folder}: written; try `planner check {folder}`")


def main() -> None:
    """Run a command; turn what the planner raises into a message and an exit code."""
    try:
        app()
    except PlannerError as error:
        _complain(error)
        sys.exit(error.exit_code)


def _complain(error: PlannerError) -> None:
    if "--json" in sys.argv:
        reasons = {"reasons": error.reasons} if isinstance(error, NoPlan) else {}
        _print_json({"outcome": type(error).__name__, "message": str(error), "findings": _findings(error), **reasons})
        return
    if isinstance(error, InputRejected):
        screen.print(f"[bold]{len(error.problems)} problem(s) in the input:[/bold]")
    elif isinstance(error, NotPublished):
        screen.print(f"[bold]{len(error.findings)} finding(s); nothing was published:[/bold]")
    screen.print(str(error), markup=False, soft_wrap=True)


def _findings(error: PlannerError) -> list[dict[str, object]]:
    found: Iterable[Problem | Violation | Leak] = ()
    if isinstance(error, InputRejected):
        found = error.problems
    elif isinstance(error, NotPublished):
        found = error.findings
    return [asdict(finding) for finding in found]


def _tell(finished: "Finished", as_json: bool) -> None:
    if as_json:
        terms = [asdict(term) for term in finished.plan.terms]
        _print_json({"outcome": "solved", "folder": str(finished.folder), "terms": terms})
        return
    if not finished.plan.is_proven:
        paper.print("Some terms are not proven best; see their bounds in the report.")
    paper.print(str(finished.folder))


def _print_json(said: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


class _Watched:
    """A table that follows the solver: problem, term, best, bound, gap, time. Without a terminal it is printed once."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Progress] = {}
        self._live = Live(console=screen, get_renderable=self._table, refresh_per_second=4)

    def __enter__(self) -> "_Watched":
        if screen.is_terminal:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if screen.is_terminal:
            self._live.stop()
        elif self._rows:
            screen.print(self._table())

    def show(self, progress: "Progress") -> None:
        self._rows[progress.problem, progress.term] = progress

    def _table(self) -> Table:
        table = Table(box=None, header_style="bold")
        table.add_column("term", no_wrap=True, overflow="ellipsis")
        for heading, width in (("best", 9), ("bound", 9), ("gap", 7), ("sec", 5)):
            table.add_column(heading, no_wrap=True, justify="right", min_width=width)
        problem = ""
        for row in self._rows.values():
            if row.problem != problem:
                problem = row.problem
                table.add_row(f"[bold]{problem}[/bold]")
            gap = "proven" if row.is_done and row.value == row.bound else f"{row.gap:.2%}"
            table.add_row(f"  {_named(row)}", _shown(row.value, row), _shown(row.bound, row), gap, f"{row.seconds:.1f}")
        return table


def _named(row: "Progress") -> str:
    return row.term.replace("_cents", "").replace("_", " ")


def _shown(value: int, row: "Progress") -> str:
    return f"{value / 100:,.2f}" if row.unit == "cents" else f"{value:,}"
