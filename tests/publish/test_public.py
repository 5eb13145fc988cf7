"""The public page: every language, no network, no script, right to left where it should be."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from planner.publish.audiences import build_views
from planner.publish.drawlog import DrawLog
from planner.publish.public import write_public_programme
from planner.publish.reports import write_report
from tests.publish import small
from tests.publish.test_audiences import view_of


class Outline(HTMLParser):
    """Tags that were opened and never closed, all attributes, and the text by language of its article."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(folder: Path, *languages: str) -> str:
    plan = replace(small.plan(), conference_languages=languages)
    given = small.scenario()
    given = replace(given, conference=replace(given.conference, languages=languages))
    views = build_views(given, plan, small.names(), small.KEY)
    write_public_programme(view_of("public", views=views), folder, DrawLog())
    return (folder / "programme.html").read_text(encoding="utf-8")


def report(folder: Path) -> str:
    write_report(view_of("secretariat"), folder, DrawLog())
    return (folder / "report.html").read_text(encoding="utf-8")


def test_programme_is_there_once_per_language(tmp_path: Path) -> None:
    source = page(tmp_path, "en", "fr", "ar")
    articles = re.findall(r'<article id="(\w+)" lang="(\w+)" dir="(\w+)">', source)
    assert articles == [("en", "en", "ltr"), ("fr", "fr", "ltr"), ("ar", "ar", "rtl")]
    assert [source.count(f">{title}<") for title in ("Opening", "Ouverture")] == [2, 1]  # no Arabic title: English
    assert "Langues parlées\u00a0: anglais" in source
    # A booth that one person alone needs would name them.
    assert "Interpretation into" not in source
    assert "Interprétation vers" not in source
    assert "اجتماع الشبكة C1" in source


def test_title_in_another_language_says_so(tmp_path: Path) -> None:
    source = page(tmp_path, "fr")
    assert '<h3><bdi lang="en">Land and water</bdi></h3>' in source
    assert "<h3>Ouverture</h3>" in source


def test_names_and_titles_are_escaped(tmp_path: Path) -> None:
    given = small.scenario()
    sessions = tuple(replace(session, titles={"en": "<script>alert(1)</script>"}) for session in given.sessions)
    views = build_views(replace(given, sessions=sessions), small.plan(), small.names(), small.KEY)
    write_public_programme(view_of("public", views=views), tmp_path, DrawLog())
    source = (tmp_path / "programme.html").read_text(encoding="utf-8")
    assert "<script" not in source
    assert "&lt;script&gt;" in source


def test_pages_are_well_formed_and_ask_nothing_of_the_network(tmp_path: Path) -> None:
    for source in (page(tmp_path, "en", "fr"), report(tmp_path)):
        outline = Outline(source)
        assert outline.open == []
        links = [value or "" for _, name, value in outline.attributes if name in ("href", "src")]
        assert links
        assert all(link.startswith(("#", "data:")) for link in links)
        assert "url(" not in source
        assert ("meta", "http-equiv", "Content-Security-Policy") in outline.attributes


def test_links_lead_somewhere(tmp_path: Path) -> None:
    for source in (page(tmp_path, "en", "fr"), report(tmp_path)):
        outline = Outline(source)
        ids = [value for _, name, value in outline.attributes if name == "id"]
        assert len(ids) == len(set(ids))
        targets = {value[1:] for _, name, value in outline.attributes if name == "href" and value and value[0] == "#"}
        assert targets <= set(ids)


def test_report_says_what_was_reached_who_comes_and_who_pays(tmp_path: Path) -> None:
    text = " ".join(re.sub(r"<[^>]*>", " ", report(tmp_path)).split())
    for words in (
        "Incomplete delegations delegations 0 0 0% proven",
        "Kingfisher br-cs-1 Guardians of the Headwaters",
        "fare CHF800.00 grant-a",
        "Not coming: br-cs-2",
        "Fund for Rivers grant-a",
        "Reprisals we fear",
        "UN ICSC",
    ):
        assert words in text
    assert "Benedita" not in text
