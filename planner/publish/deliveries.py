"""`delivery.csv`: whose each folder and each QR code is, and how to hand it over; for the Secretariat alone."""

import csv
from pathlib import Path

from planner.publish.drawlog import DrawLog, Pen
from planner.publish.view import AudienceView, Card
from planner.publish.wording import wording

FILE = "delivery.csv"
COLUMNS = ("id", "name", "what", "folder", "qr", "delivery", "email", "language", "note")

_WORDED = ("what", "note")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_deliveries(view: AudienceView, folder: Path, log: DrawLog) -> None:
    """One row for each recipient. The mark at the start tells spreadsheets that the text is UTF-8."""
    pen = log.pen(view.folder, FILE)
    with (folder / FILE).open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(pen.label(column) for column in COLUMNS)
        for card in view.cards.get("delivery", ()):
            rows.writerow(_cell(card, column, view, pen) for column in COLUMNS)


def _cell(card: Card, column: str, view: AudienceView, pen: Pen) -> str:
    if column not in card:
        return ""
    text = str(card[column].value)
    if column in _WORDED:
        text = wording("deliveries", view.language)[f"{column}_{text}"]
    return pen.fact(card[column], _as_text(text))


def _as_text(text: str) -> str:
    """A name that a spreadsheet would take for a formula is marked as text (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
