# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""`osteon audit` from the outside: what goes in, what comes out, and with which exit status."""

import json
import re

import pytest

from program import ASSESSMENT, AUDIT, EXAMPLES, ROOT, SCHEMAS, faults

DATA = ROOT / "Tests" / "EndToEndTests" / "data"
STATEMENTS = json.loads((DATA / "every-statement.json").read_text(encoding="utf-8"))
STUDY = ROOT / "Examples" / "outside-report.json"
REPORT = ROOT / "Examples" / "outside-report.txt"
SCENARIOS = sorted((ROOT / "Tests" / "Scenarios").glob("*.json"))


def audit(osteon, *arguments, given=b""):
    """Returns the audit of one study as JSON, with the exit status checked against its errors."""
    answer = osteon.run("audit", "--format", "json", *arguments, given=given)
    assert answer.error == ""
    document = json.loads(answer.out)
    assert faults(AUDIT, document) == []
    errors = [finding for finding in document["findings"] if finding["severity"] == "error"]
    assert document["verdict"]["errors"] == len(errors)
    assert answer.status == (1 if errors else 0)
    return document


# What is written


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_audit_fits_its_schema_and_holds_the_assessment(osteon, path):
    document = audit(osteon, str(path))
    assessment = json.loads(osteon.run("interpret", "--format", "json", str(path)).out)
    assert faults(ASSESSMENT, document["assessment"]) == []
    assert {key: value for key, value in document["assessment"].items() if key not in ("findings", "provenance")} == {
        key: value for key, value in assessment.items() if key not in ("findings", "provenance")
    }
    assert document["corrected"] is None


def test_the_schema_describes_every_kind_of_statement():
    for statement in STATEMENTS:
        schema = {"$ref": f"{SCHEMAS['audit']['$id']}#/$defs/statement"}
        assert faults(AUDIT.evolve(schema=schema), statement) == [], statement["kind"]
    kinds = {
        part["properties"]["kind"]["const"]
        for part in SCHEMAS["audit"]["$defs"].values()
        if "kind" in part.get("properties", {})
    }
    assert kinds == {statement["kind"] for statement in STATEMENTS}


def test_the_schema_refuses_a_statement_with_a_key_more_or_less():
    schema = {"$ref": f"{SCHEMAS['audit']['$id']}#/$defs/statement"}
    for statement in STATEMENTS:
        for changed in [statement | {"more": 1}] + [
            {key: value for key, value in statement.items() if key != gone} for gone in statement
        ]:
            assert faults(AUDIT.evolve(schema=schema), changed) != []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_text_fits_a_terminal_of_80_columns(osteon, path):
    answer = osteon.run("audit", str(path))
    lines = answer.out.decode("utf-8").splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].endswith(tuple(".:abcdefghijklmnopqrstuvwxyz0123456789,")) and lines[-1] != ""


# The report in a file of its own


def test_a_report_in_a_file_is_audited_as_the_same_text_in_the_study(osteon):
    study = json.loads(STUDY.read_text(encoding="utf-8"))
    inside = study | {"report": {"text": REPORT.read_text(encoding="utf-8")}}
    beside = audit(osteon, "--report", str(REPORT), str(STUDY))
    assert beside == audit(osteon, "-", given=json.dumps(inside).encode())
    assert beside == audit(osteon, "--report", "-", str(STUDY), given=REPORT.read_bytes())
    other = study | {"report": {"text": "Normal.", "date": None}}
    assert beside == audit(osteon, "--report", str(REPORT), "-", given=json.dumps(other).encode())


def test_a_report_beside_a_printout_is_audited(osteon):
    person = ["--sex", "female", "--age", "67.3", "--menopause", "post", "--scanner", "Hologic", "--neck", "0.558"]
    document = audit(osteon, "--report", str(REPORT), *person)
    assert document["assessment"]["diagnosis"]["category"] == "osteoporosis"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4", "is a PDF. Take its text out first"),
        (b"BMD g/cm\xb2", "text in UTF-8, but holds other bytes"),
        (b" \n", "must hold text, but is empty"),
        (b"a" * ((1 << 20) + 1), "may have 1 MB, but this one is larger"),
    ],
    ids=["pdf", "windows-1252", "empty", "large"],
)
def test_a_file_that_is_no_report_is_refused_in_a_sentence(osteon, tmp_path, content, words):
    path = tmp_path / "report"
    path.write_bytes(content)
    answer = osteon.run("audit", "--report", str(path), str(STUDY))
    assert (answer.status, answer.out) == (1, b"")
    assert words in answer.error and answer.error.count("\n") == 1


def test_a_report_of_just_the_limit_is_taken(osteon, tmp_path):
    path = tmp_path / "report"
    path.write_bytes(b"Bone density. " * ((1 << 20) // 14))
    assert osteon.run("audit", "--report", str(path), str(STUDY)).error == ""


def test_a_report_that_is_not_there_is_refused(osteon, tmp_path):
    answer = osteon.run("audit", "--report", str(tmp_path / "no"), str(STUDY))
    assert answer.status == 1 and "must be there" in answer.error


def test_a_report_goes_with_one_study(osteon, tmp_path):
    path = tmp_path / "studies.ndjson"
    path.write_text(json.dumps(json.loads(STUDY.read_text(encoding="utf-8"))) + "\n")
    answer = osteon.run("audit", "--report", str(REPORT), str(path))
    assert answer.status == 1 and "one study a line" in answer.error
    assert osteon.run("audit", "--report", str(REPORT), str(STUDY), str(STUDY)).status == 2
    assert osteon.run("audit", "--report", "-", "-").status == 2
    assert osteon.run("audit", "--report", "-").status == 2


# Streams


def test_a_line_that_is_refused_leaves_its_error_and_the_rest_is_audited(osteon, tmp_path):
    studies = [json.dumps(json.loads(path.read_text(encoding="utf-8"))) for path in EXAMPLES]
    path = tmp_path / "studies.ndjson"
    path.write_text("\n".join([studies[0], '{"osteon": "study/1"', *studies[1:]]) + "\n")
    answer = osteon.run("audit", "--format", "json", str(path))
    assert answer.status == 1
    assert [line.get("id") for line in answer.lines] == [EXAMPLES[0].stem, None] + [path.stem for path in EXAMPLES[1:]]
    assert "error" in answer.lines[1]
    for line in answer.lines[:1] + answer.lines[2:]:
        assert faults(AUDIT, line) == []


# The corrected report


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_corrected_report_is_the_same_in_text_and_in_json(osteon, path):
    text = osteon.run("audit", "--corrected", str(path)).out.decode("utf-8")
    assert audit(osteon, "--corrected", str(path))["corrected"] == text
    assert text.startswith("BONE DENSITOMETRY REPORT\n") and text.endswith("[date]\n")


FORBIDDEN = ["mild", "moderate", "marked", "bone loss", "ward", "-year-old", "years old", "times"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_corrected_report_holds_no_forbidden_word_and_only_ascii(osteon, path):
    text = osteon.run("audit", "--corrected", str(path)).out.decode("utf-8")
    assert [word for word in FORBIDDEN if word in text.lower()] == []
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 80


# What a person could write into the places that are left open.
FILLED = {
    "[name]": "Jane Example",
    "[record number]": "1",
    "[requesting provider]": "Dr. A. Example",
    "[indication]": "Height loss of 3 cm.",
    "[positioning and artifacts, as the images show them]": "good positioning, no artifacts",
    "[previous fractures]": "none",
    "[risk factors]": "none",
    "[10-year probability of fracture with its tool, or why none is given]": "10-year probability of fracture (FRAX):"
    " major osteoporotic fracture 9 %, hip fracture 1.2 %.",
    "[of this facility, in g/cm2]": "0.050 g/cm2",
    "[significant or not]": "no significant change",
    "[comparable or not]": "a new baseline",
    "[whether the two scanners are cross-calibrated and the studies comparable]": "not cross-calibrated, not comparable",
    "[whether and when to scan again]": "in 24 months",
    "[name of the interpreter]": "Dr. B. Example",
    "[date]": "2026-06-30",
}


def filled(text):
    """Returns a corrected report in which every place that is left open is filled in."""
    text = re.sub(r"\[[^\]]*\]", lambda place: FILLED[" ".join(place.group().split())], text)
    assert "[" not in text
    return text


@pytest.mark.parametrize("complete", [lambda text: text, filled], ids=["open", "filled"])
@pytest.mark.parametrize("path", [*EXAMPLES, *SCENARIOS], ids=lambda path: path.stem)
def test_the_audit_of_a_corrected_report_finds_no_error_in_it(osteon, path, complete):
    study = json.loads(path.read_text(encoding="utf-8"))
    profile = ["--profile", study.get("profile", "ISCD2023")] if "study" in study else []
    study = study.get("study", study) | {"report": None}
    before = audit(osteon, "--corrected", *profile, "-", given=json.dumps(study).encode())
    after = audit(
        osteon, *profile, "-", given=json.dumps(study | {"report": {"text": complete(before["corrected"])}}).encode()
    )
    known = {finding["id"] for finding in before["findings"]}
    new = [finding for finding in after["findings"] if finding["id"] not in known]
    assert [finding for finding in new if finding["severity"] == "error"] == []
    category = before["assessment"]["diagnosis"]["category"]
    diagnoses = [part for part in after["read"] if part["kind"] == "diagnosis"]
    stated = [part["category"] for part in diagnoses if not (part["clinical"] or part["earlier"])]
    assert stated == ([category] if category else [])


def test_the_audit_finds_what_was_seeded_into_the_report_of_the_example(osteon):
    document = audit(osteon, "--report", str(REPORT), str(STUDY))
    errors = {finding["rule"] for finding in document["findings"] if finding["severity"] == "error"}
    assert errors >= {"AUD-04", "AUD-05", "AUD-06", "AUD-24", "AUD-25.age", "AUD-25.grade", "AUD-36"}
    text = REPORT.read_text(encoding="utf-8")
    for finding in document["findings"]:
        for place in finding["places"]:
            assert text[place["start"] : place["end"]] == place["quote"]
            assert text[: place["start"]].count("\n") + 1 == place["line"]


def test_the_correct_example_has_no_error_no_warning_and_every_item(osteon):
    document = audit(osteon, str(ROOT / "Examples" / "correct-report.json"))
    assert (document["verdict"]["errors"], document["verdict"]["warnings"]) == (0, 0)
    assert document["completeness"]["percent"] == 100
