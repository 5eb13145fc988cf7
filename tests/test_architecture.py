"""The shape of the project: who may import whom, how large a module may grow, what a file may not be called."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLANNER = ROOT / "planner"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PLANNER.rglob("*.py"))
}
FILES = [path for folder in (PLANNER, ROOT / "tests") for path in sorted(folder.rglob("*.py"))]
MOST_LINES = 400
BANNED_WORDS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "tools"}

EVERYWHERE = {"planner.units", "planner.errors", "planner.findings"}
MAY_IMPORT = {
    "planner.units": set[str](),
    "planner.findings": set[str](),
    "planner.errors": {"planner.findings"},
    "planner.scenario": EVERYWHERE,
    "planner.plan": {*EVERYWHERE, "planner.scenario"},
    "planner.generate": {*EVERYWHERE, "planner.scenario"},
    "planner.model": {*EVERYWHERE, "planner.scenario", "planner.plan"},
    "planner.solve": {*EVERYWHERE, "planner.scenario", "planner.plan", "planner.model"},
    "planner.verify": {*EVERYWHERE, "planner.scenario", "planner.plan"},
    # Audiences are told of a verified plan, with its costs and times as the verifier derives them.
    "planner.publish.audiences": {*EVERYWHERE, "planner.scenario", "planner.plan", "planner.publish", "planner.verify"},
    "planner.publish": EVERYWHERE | {"planner.publish.audiences"},
    "planner.cli": {"planner.pipeline", "planner.findings", "planner.errors"},
    "planner.__main__": {"planner.cli"},
}
"""Part of the project to what it may import besides itself; `pipeline` and what it is made of may import anything."""


def part_of(module: str) -> str | None:
    """The row of `MAY_IMPORT` for a module, the longest that fits."""
    fitting = [part for part in MAY_IMPORT if module == part or module.startswith(f"{part}.")]
    return max(fitting, key=len, default=None)


def imports(path: Path) -> Iterator[str]:
    """Modules named by any import statement, wherever it stands; `from a import b` names `a.b` where that is one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else str(node.module) for name in names)


def forbidden_imports(module: str, path: Path) -> list[str]:
    part = part_of(module)
    if part is None:
        return []
    allowed = {part, *MAY_IMPORT[part]}
    own = (imported for imported in imports(path) if imported == "planner" or imported.startswith("planner."))
    return [imported for imported in own if _owner(imported) not in allowed]


def _owner(imported: str) -> str:
    return part_of(imported) or imported


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_what_its_part_may(module: str) -> None:
    assert forbidden_imports(module, MODULES[module]) == []


@pytest.mark.parametrize("module", MODULES)
def test_only_model_and_solve_import_the_solver(module: str) -> None:
    if part_of(module) not in ("planner.model", "planner.solve"):
        assert [name for name in imports(MODULES[module]) if name.split(".")[0] == "ortools"] == []


def test_forbidden_import_is_found(tmp_path: Path) -> None:
    source = tmp_path / "badges.py"
    source.write_text("def draw():\n    from planner.scenario.scenario import Scenario\n")
    assert forbidden_imports("planner.publish.badges", source) == ["planner.scenario.scenario"]
    assert forbidden_imports("planner.publish.audiences.people", source) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_named_for_what_it_holds(path: Path) -> None:
    assert not BANNED_WORDS & set(path.stem.lower().split("_"))
