# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Simulated people whose true change is known: what is stated with the right prior comes true, and with a wrong one not."""

import os
import re
import subprocess
from pathlib import Path

import pytest

PROGRAM = Path(__file__).resolve().parents[2] / ".build-release" / "release" / "change-simulation"
PEOPLE = 50_000


@pytest.fixture(scope="module")
def tables():
    """The tables of tenths by title: whether the run calls one good, and its rows of numbers."""
    if not os.access(PROGRAM, os.X_OK):
        pytest.skip(f"the simulation is not built: {PROGRAM}")
    done = subprocess.run([PROGRAM, str(PEOPLE)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
    tables = {}
    for part in done.stdout.split("\n\n")[1:5]:
        title, _, *lines = part.splitlines()
        name, verdict = re.fullmatch(r"(.*): (|not )within 3 SE", title).groups()
        tables[name] = (verdict == "", [[float(number) for number in line.split()[2:]] for line in lines])
    return tables


def of(tables, start):
    """The table whose title starts so."""
    return next(table for title, table in tables.items() if title.startswith(start))


def test_with_the_right_prior_every_tenth_comes_true_within_three_standard_errors(tables):
    good, rows = of(tables, "Right prior")
    assert good and len(rows) == 10
    assert sum(row[0] for row in rows) == PEOPLE
    for people, stated, lost, *_ in rows:
        # A standard error from the printed numbers alone; within a tenth p (1 - p) is at most that of its middle.
        error = 100 * (stated / 100 * (1 - stated / 100) / people) ** 0.5
        assert abs(lost - stated) < 3 * error + 0.01


def test_percent_of_the_mean_density_cost_nothing_that_shows(tables):
    assert of(tables, "Right prior, percent of the mean density")[0]


@pytest.mark.parametrize("title", ["No prior", "Wrong prior"])
def test_without_the_right_prior_the_table_says_so(tables, title):
    good, rows = of(tables, title)
    assert not good
    assert max(abs(row[-1]) for row in rows) > 5


def test_few_people_are_refused():
    if not os.access(PROGRAM, os.X_OK):
        pytest.skip(f"the simulation is not built: {PROGRAM}")
    done = subprocess.run([PROGRAM, "999"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "at least 1000" in done.stdout
