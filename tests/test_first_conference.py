"""The page for newcomers does what it says: its commands are run as written, in one folder, one after the other."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

PAGE = (Path(__file__).parent.parent / "docs" / "first-conference.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```sh\n(.+)\n```", PAGE, re.MULTILINE)
SHOWN = re.findall(r"^```text\n(.+?)\n```", PAGE, re.MULTILINE | re.DOTALL)


def say(command: str, place: Path) -> tuple[int, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        ["bash", "-c", command],
        cwd=place,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout


def test_newcomers_see_what_the_page_shows(tmp_path: Path) -> None:
    new, run, check, again, overwrite, forms, merge = COMMANDS
    written, folder, problem, refused = SHOWN
    assert say(new, tmp_path) == (0, f"{written}\n")
    code, said = say(run, tmp_path)
    assert (code, said.splitlines()[-1]) == (0, folder)
    book = load_workbook(tmp_path / "mine" / "mine.xlsx")
    assert book["people"]["C2"].value == "state"
    book["people"]["C2"] = "stat"
    book.save(tmp_path / "mine" / "mine.xlsx")
    assert say(check, tmp_path) == (2, f"{problem}\n")
    book["people"]["C2"] = "state"
    book["rooms"]["C2"] = 41
    book.save(tmp_path / "mine" / "mine.xlsx")
    assert say(check, tmp_path) == (0, "mine/mine.xlsx: no problems\n")
    code, said = say(again, tmp_path)
    assert (code, said.splitlines()[-1]) == (2, refused)
    code, said = say(overwrite, tmp_path)
    assert (code, said.splitlines()[-1]) == (0, folder)
    assert say(forms, tmp_path)[0] == 0
    assert say(merge, tmp_path) == (0, "mine/mine.xlsx: nothing new in 3 form(s)\n")


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)]+)\)", PAGE))
def test_links_lead_somewhere(link: str) -> None:
    assert (Path(__file__).parent.parent / "docs" / link).exists()
