# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""`osteon phantom` gives what an independent implementation gives, lists patients on standard output alone, and draws."""

import csv
import datetime
import io
import json
import random
import sys

import pytest

from charts import checked
from program import PHANTOM, ROOT, faults

sys.path.insert(0, str(ROOT / "Reference"))

import phantom as reference  # noqa: E402
import phantom_simulation  # noqa: E402

SERIES = 150
WITHIN = 1e-12
STEADY = ["0.997", "1.003", "0.997", "1.003", *["1.000"] * 6]
SECRET = "MRN-0042-77"


def table(columns, rows):
    """A table with a header."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    return text.getvalue()


def days(values, first="2026-05-01"):
    """Scans a day apart as rows of a date and a value."""
    start = datetime.date.fromisoformat(first)
    return [(str(start + datetime.timedelta(days=index)), value) for index, value in enumerate(values)]


@pytest.fixture
def judged(osteon, tmp_path):
    """Judges rows of phantom scans, and scans of patients where there are some; the schema holds the document."""

    def run(columns, rows, *options, patients=None):
        (tmp_path / "phantom.csv").write_text(table(columns, rows), encoding="utf-8")
        if patients is not None:
            (tmp_path / "patients.csv").write_text(table(*patients), encoding="utf-8")
            options = (*options, "--scans", str(tmp_path / "patients.csv"))
        answer = osteon.run("phantom", "--format", "json", str(tmp_path / "phantom.csv"), *options)
        assert (answer.status, answer.error) == (0, "")
        document = json.loads(answer.out)
        assert faults(PHANTOM, document) == []
        return document

    return run


def distance(value, expected):
    """How far two numbers lie apart, in the unit of the larger one or of 1."""
    return abs(value - expected) / max(1, abs(expected))


def places(spans):
    """Spans as the reference writes them."""
    return [{"start": span["from"], "end": span["to"]} for span in spans]


def compare(found, question, expected):
    """Holds one series against the reference; returns how far its numbers lie apart at most."""
    scans, baseline = found["scans"], found["baseline"]
    assert [scan["date"] for scan in scans] == [day for day, _ in question["scans"]]
    assert [scan["bmd"] for scan in scans] == [float(density) for _, density in question["scans"]]
    count = expected["baseline"]["count"]
    assert baseline["scans"] == count and [scan["baseline"] for scan in scans] == [k < count for k in range(len(scans))]
    limits = (baseline["lowerLimit"], baseline["upperLimit"])
    assert limits == (expected["baseline"]["lowest_mg"] / 1000, expected["baseline"]["highest_mg"] / 1000)
    assert ["".join(scan["rules"]) for scan in scans] == expected["rules"]
    assert [(gap["from"], gap["to"], gap["days"]) for gap in found["gaps"]] == [
        (gap["from"], gap["to"], gap["days"]) for gap in expected["gaps"]
    ]
    widest = distance(baseline["mean"], expected["baseline"]["mean"])
    assert (baseline["standardDeviation"] or 0) - (expected["baseline"]["sd"] or 0) == pytest.approx(0, abs=WITHIN)
    if expected["plain_cusum"] is None:
        assert all(scan["cusum"] is None for scan in scans)
    else:
        widest = max([widest, *map(distance, [scan["cusum"] for scan in scans], expected["plain_cusum"])])
    return max([widest, *tabular(scans[count:], expected["tabular_cusum"])])


def tabular(scans, steps):
    """How far the tabular sums lie apart."""
    if not steps:
        assert all(scan["tabularUp"] is None for scan in scans)
        return
    for scan, step in zip(scans, steps, strict=True):
        assert scan["signal"] == step["signals"]
        yield distance(scan["tabularUp"], step["up"])
        yield distance(scan["tabularDown"], step["down"])


def within(day, spans):
    """Whether a day lies in one of the spans."""
    return any(span["start"] <= day and (span["end"] is None or day <= span["end"]) for span in spans)


def test_a_hundred_and_fifty_random_series_give_what_the_reference_gives(judged, count):
    widest, scans, listed = 0.0, 0, 0
    for seed in range(SERIES):
        question = phantom_simulation.random_question(seed)
        expected = reference.case(seed)["answer"]
        rows = list(question["scans"])
        patients = (["date", "id"], [(day, f"p{index}") for index, day in enumerate(question["patients"])])
        document = judged(
            ["date", "bmd"], rows, "--baseline", str(question["baseline_wanted"]), patients=patients
        )
        (found,) = document["phantoms"]
        widest = max(widest, compare(found, question, expected))
        out, doubtful = expected["out_of_control"], expected["doubtful"]
        assert (places(found["outOfControl"]), places(found["doubtful"])) == (out, doubtful)
        reasons = {one["line"]: one["reasons"] for one in document["patientScans"]["listed"]}
        for line, day in enumerate(question["patients"], start=2):
            named = (
                ("no-phantom-scan", day in expected["patients_uncovered"]),
                ("out-of-control", within(day, out)),
                ("doubtful", within(day, doubtful)),
            )
            assert reasons.get(line, []) == [name for name, holds in named if holds]
        scans += len(rows)
        listed += len(reasons)
    assert widest < WITHIN and listed > 100
    count(f"{scans} phantom scans of {SERIES} series, {widest:.1e} apart at most; {listed} scans of patients listed")


def test_the_order_of_rows_and_other_series_change_nothing(judged):
    def told(document, name):
        (one,) = [one for one in document["phantoms"] if one["scanner"] == name]
        for scan in one["scans"] + one["gaps"] + one["outOfControl"] + one["doubtful"]:
            del scan["line"]
        for finding in one["findings"]:
            del finding["message"], finding["facts"]
        return one

    columns = ["technologist", "date", "remark", "phantom", "bmd", "scanner"]
    draw = random.Random(5)
    values = [f"{1.177 + draw.gauss(0, 0.006):.3f}" for _ in range(60)]
    own = [("T", day, "kept, as it is", "p", value, "A") for day, value in days(values)]
    alone = told(judged(columns, own), "A")
    mixed = own + [("", day, "", "p", "0.9", "B") for day, _ in days(values)]
    draw.shuffle(mixed)
    assert told(judged(columns, mixed), "A") == alone


def test_a_baseline_until_a_day_is_that_of_as_many_scans(judged):
    rows = days([*STEADY, "1.001", "1.002", "1.020"])
    until = judged(["date", "bmd"], rows, "--baseline-until", "2026-05-11")["phantoms"][0]
    assert until["baseline"] == judged(["date", "bmd"], rows, "--baseline", "11")["phantoms"][0]["baseline"]


def test_a_baseline_until_a_day_before_all_scans_is_refused(osteon):
    rows = table(["date", "bmd"], days(STEADY))
    answer = osteon.run("phantom", "--baseline-until", "2026-04-30", given=rows.encode())
    assert (answer.status, answer.out) == (1, b"")
    assert answer.error == (
        "osteon: A baseline must hold a scan, but some scanner and phantom have none up to the day of"
        " '--baseline-until'. Choose a later day, or give '--baseline'.\n"
    )


def test_fewer_scans_than_asked_for_are_all_the_baseline(judged):
    (found,) = judged(["date", "bmd"], days(STEADY))["phantoms"]
    assert found["baseline"]["scans"] == 10 and "QC-02.fewer" in {finding["rule"] for finding in found["findings"]}


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "A table must begin with the names of its columns, but is empty. The help of the command names the columns."),
        (
            "day,bmd\n2026-05-01,1\n",
            "line 1: The table must have a column 'date', but has none. Its columns may be date, bmd, scanner, phantom,"
            " technologist.",
        ),
        (
            "date,bmd\n2026-05-01,1177\n",
            "line 2: The column 'bmd' must hold from 0.1 to 3 g/cm², but holds 1177. It looks like mg/cm²: divide it by"
            " 1000.",
        ),
        (
            f"date,bmd,phantom\n2026-05-01,1,x\n{SECRET},1,{SECRET}\n",
            "line 3: The column 'date' must hold a day of the calendar, but does not. Write days like 2026-05-01.",
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_one_sentence(osteon, text, message):
    answer = osteon.run("phantom", given=text.encode())
    assert (answer.status, answer.out) == (1, b"")
    assert answer.error == f"osteon: standard input: {message}\n" and SECRET not in answer.error


def test_a_table_without_a_value_is_refused(osteon):
    answer = osteon.run("phantom", given=b"date,bmd\n2026-05-01,\n")
    assert (answer.status, answer.out) == (1, b"")
    assert answer.error == (
        "osteon: A table must hold a phantom scan, but no row has a 'bmd'. Give each scan a row, in g/cm².\n"
    )


def test_no_error_about_scans_of_patients_names_one(osteon, tmp_path):
    (tmp_path / "phantom.csv").write_text(table(["date", "bmd"], days(STEADY)), encoding="utf-8")
    for row in ([SECRET, SECRET, ""], ["2026-05-01", SECRET, SECRET], ["", SECRET, ""]):
        (tmp_path / "patients.csv").write_text(table(["date", "id", "scanner"], [row]), encoding="utf-8")
        answer = osteon.run("phantom", str(tmp_path / "phantom.csv"), "--scans", str(tmp_path / "patients.csv"))
        assert (answer.status, answer.out) == (1, b"") and "line 2: " in answer.error
        assert SECRET not in answer.error and answer.error.count("\n") == 1


def test_patients_are_listed_in_the_text_by_line_and_identifier(osteon, tmp_path):
    (tmp_path / "phantom.csv").write_text(table(["date", "bmd"], days([*STEADY, "1.02", "1.02"])), encoding="utf-8")
    rows = [("2026-05-10", "p-1"), ("2026-05-12", "p-2"), ("2026-05-20", "p-3")]
    (tmp_path / "patients.csv").write_text(table(["date", "id"], rows), encoding="utf-8")
    answer = osteon.run(
        "phantom", "--baseline", "10", str(tmp_path / "phantom.csv"), "--scans", str(tmp_path / "patients.csv")
    )
    text = answer.out.decode()
    assert (answer.status, answer.error) == (0, "")
    assert "p-1" not in text and "2026-05-20" not in text
    lines = [line.split() for line in text.splitlines() if " p-" in line]
    assert lines == [
        "line 3 p-2 out of control, doubtful".split(),
        "line 4 p-3 no phantom scan, out of control, doubtful".split(),
    ]


def test_the_chart_is_well_formed_for_every_kind_of_series(osteon, tmp_path):
    series = {
        "one": days(["1.177"]),
        "equal": days(["1.177"] * 30),
        "fails": days([*STEADY, *["1.3"] * 40]),
        "long": days([f"{1 + 0.001 * (index % 7):.3f}" for index in range(4000)], "2015-02-03"),
    }
    rows = [(*row, name, "<&>") for name, own in series.items() for row in own]
    given = table(["date", "bmd", "scanner", "phantom"], rows).encode()
    plot = tmp_path / "phantom.svg"
    answer = osteon.run("phantom", "--format", "json", "--plot", str(plot), given=given)
    assert (answer.status, answer.error) == (0, "")
    assert faults(PHANTOM, json.loads(answer.out)) == []
    texts = checked(plot.read_bytes())
    assert {"Phantom quality control", "Density, g/cm²", "It needs ten scans.", "2016-01-01"} <= set(texts)
    assert {f"Scanner {name}, phantom <&>" for name in series} <= set(texts)
    alone = osteon.run("phantom", "--plot", "-", "-o", str(tmp_path / "text"), given=given)
    assert alone.out == plot.read_bytes() and (tmp_path / "text").read_text(encoding="utf-8").startswith("Scanner equal")
