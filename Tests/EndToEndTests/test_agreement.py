# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The program gives the scores that the reference implementation expects."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agreement import differences
from program import ROOT

REFERENCE = ROOT / "Reference"
EXPECTED = REFERENCE / "expected"
SHARED = Path(os.environ.get("OSTEON_SHARED", ROOT.parent / "shared"))


def compare(osteon, studies, expected, folder):
    """Interprets a stream of studies; returns how many regions were compared and what differs."""
    answer = osteon.run("interpret", "--format", "json", str(studies), timeout=600)
    assert (answer.status, answer.error) == (0, "")
    assessments = folder / "assessments.ndjson"
    assessments.write_bytes(answer.out)
    return differences(assessments, expected)


def test_the_invented_sample_has_the_expected_scores(osteon, tmp_path, count):
    regions, found = compare(
        osteon, EXPECTED / "synthetic-200.studies.ndjson", EXPECTED / "synthetic-200.scores.csv", tmp_path
    )
    assert found == []
    assert regions > 500
    count(f"synthetic-200: {regions} regions, 0 differences")


@pytest.mark.skipif(not (SHARED / "nhanes").is_dir(), reason=f"the survey files are not there: {SHARED / 'nhanes'}")
def test_the_national_survey_has_the_expected_scores(osteon, tmp_path, count):
    studies, expected = tmp_path / "nhanes.ndjson", tmp_path / "nhanes.csv"
    script = [sys.executable, str(REFERENCE / "nhanes.py"), "--shared", str(SHARED)]
    subprocess.run(
        [*script, "--studies", str(studies), "--expected", str(expected)], check=True, stdout=subprocess.PIPE
    )
    regions, found = compare(osteon, studies, expected, tmp_path)
    assert found == []
    assert regions > 10_000
    count(f"NHANES 2005-2010: {regions} regions, 0 differences")


def test_a_difference_would_be_found(osteon, tmp_path):
    scores = (EXPECTED / "synthetic-200.scores.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    wrong = tmp_path / "wrong.csv"
    for column, change in (
        ("t_tenths", "99"),
        ("t_unrounded", "0.5"),
        ("z", "0.5"),
        ("centile", "50.0"),
        ("refusals", "no"),
    ):
        index = scores[0].strip().split(",").index(column)
        cells = scores[-1].rstrip("\r\n").split(",")
        cells[index] = change
        wrong.write_text("".join(scores[:-1]) + ",".join(cells) + "\n", encoding="utf-8")
        _, found = compare(osteon, EXPECTED / "synthetic-200.studies.ndjson", wrong, tmp_path)
        assert len(found) == 1, (column, found)
