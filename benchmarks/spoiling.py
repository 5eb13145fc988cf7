"""Ways in which files of a scenario go wrong: cells, rows, columns, bytes, encodings, parts of a workbook."""

import csv
import io
from collections.abc import Callable
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

Spoil = Callable[[bytes, Random], bytes]
HOSTILE = [
    *("", " ", "no", "yes", "NA", "None", "nan", "0", "-1", "1e9", "999999999999", "1..2", "2..1", "1.5", "1,5", "½"),
    *("2027-02-30", "0001-01-01", "9999-12-31", "20/04/2027", "05/04/2027", "2027-04-20 25:00", "24:00", "46644"),
    *("=1+1", "#REF!", "en;fr", ";;", "../x", "a/b", "CON", "x" * 65, "x" * 600, "\N{NO-BREAK SPACE}", "a\nb", "a\tb"),
    *(
        "\N{RIGHT-TO-LEFT OVERRIDE}x",
        "“x”",
        '"',
        "'",
        ",",
        "e\N{COMBINING ACUTE ACCENT}",
        "\N{ARABIC-INDIC DIGIT THREE}",
    ),
    *(
        "un:GRULAC",
        "xx:yy",
        "EUR",
        "ZZZ",
        "th-land",
        "br-cs-1",
        "self",
        "person",
        "category=state",
        "a=b|c",
        "\N{MATHEMATICAL BOLD CAPITAL A}" * 40,
    ),
]


def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def _csv(rows: list[list[str]], delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def cells(data: bytes, random: Random) -> bytes:
    rows = _rows(data)
    for _ in range(random.randint(1, 4)):
        row = random.choice(rows)
        row[random.randrange(len(row))] = random.choice([*HOSTILE, random.choice(random.choice(rows))])
    return _csv(rows)


def rows(data: bytes, random: Random) -> bytes:
    found = _rows(data)
    place = random.randrange(len(found))
    change = random.choice(["delete", "double", "swap", "short", "long", "all"])
    if change == "delete":
        del found[place]
    elif change == "double":
        found.insert(place, found[place])
    elif change == "swap":
        found[0], found[place] = found[place], found[0]
    elif change == "short":
        del found[place][random.randrange(len(found[place])) :]
    elif change == "long":
        found[place] += random.choices(HOSTILE, k=3)
    else:
        del found[1:]
    return _csv(found)


def columns(data: bytes, random: Random) -> bytes:
    found = [list(row) for row in _rows(data)]
    place, other = random.randrange(len(found[0])), random.randrange(len(found[0]))
    change = random.choice(["delete", "double", "swap", "rename", "empty"])
    for number, row in enumerate(found):
        if change == "delete":
            del row[place]
        elif change == "double":
            row.append(row[place])
        elif change == "swap" and number:
            row[place], row[other] = row[other], row[place]
        elif change == "rename" and not number:
            row[place] = random.choice([*HOSTILE, row[place].upper(), f"{row[place]} ", row[place][:-1]])
        elif change == "empty" and number:
            row[place] = ""
    return _csv(found)


def bytes_(data: bytes, random: Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(random.randint(1, 8)):
        place = random.randrange(len(spoilt) or 1)
        change = random.random()
        if change < 0.6 and spoilt:
            spoilt[place % len(spoilt)] = random.randrange(256)
        elif change < 0.8:
            spoilt[place:place] = random.randbytes(random.randint(1, 4))
        else:
            del spoilt[place : place + random.randint(1, 40)]
    return bytes(spoilt[: random.randrange(len(spoilt) + 1)] if random.random() < 0.1 else spoilt)


def encodings(data: bytes, random: Random) -> bytes:
    text = data.decode("utf-8")
    encoding = random.choice(
        ["cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp437", "mac_roman", "utf-32"]
    )
    if random.random() < 0.5:
        text = text.replace("\n", random.choice(["\r\n", "\r", "\n\n"]))
    if random.random() < 0.3:
        text = text.replace(",", random.choice([";", "\t", "|"]))
    return text.encode(encoding, errors="replace")


def lines(data: bytes, random: Random) -> bytes:
    """For settings: a line dropped, doubled, moved, or with another value."""
    found = data.decode("utf-8").splitlines()
    place = random.randrange(len(found))
    change = random.choice(["delete", "double", "move", "value", "value", "value"])
    if change == "delete":
        del found[place]
    elif change == "double":
        found.insert(place, found[place])
    elif change == "move":
        found.insert(random.randrange(len(found)), found.pop(place))
    else:
        values = [
            "-1",
            "1e400",
            "nan",
            "inf",
            "[]",
            "{}",
            "[1]",
            '""',
            '"x"',
            "true",
            "0001-01-01",
            "9" * 30,
            "9999-12-31",
        ]
        found[place] = f"{found[place].split('=')[0]} = {random.choice(values)}"
    return "\n".join(found).encode("utf-8")


def parts(data: bytes, random: Random) -> bytes:
    """For workbooks: one part of the archive spoilt or dropped, the archive itself whole."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        names = source.namelist()
        chosen, drop = random.choice(names), random.random() < 0.2
        for name in names:
            if name != chosen:
                archive.writestr(name, source.read(name))
            elif not drop:
                archive.writestr(name, bytes_(source.read(name), random))
    return target.getvalue()


def shared_strings(data: bytes, random: Random) -> bytes:
    """For workbooks: some texts of cells replaced by others."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/sharedStrings.xml":
                texts = content.split(b"</t>")
                for _ in range(random.randint(1, 4)):
                    place = random.randrange(len(texts) - 1)
                    start = texts[place].rfind(b">") + 1
                    hostile = random.choice(HOSTILE).encode("utf-8").replace(b"<", b"&lt;").replace(b"&", b"&amp;")
                    texts[place] = texts[place][:start] + hostile
                content = b"</t>".join(texts)
            archive.writestr(name, content)
    return target.getvalue()


TABLE: tuple[Spoil, ...] = (cells, cells, cells, rows, columns, bytes_, encodings)
SETTINGS: tuple[Spoil, ...] = (lines, lines, bytes_, encodings)
WORKBOOK: tuple[Spoil, ...] = (shared_strings, shared_strings, parts, bytes_)
