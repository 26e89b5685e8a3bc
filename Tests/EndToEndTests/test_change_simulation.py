# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Simulated people whose true change is known: what is stated with the right prior comes true, and with a wrong one not.

A million people take five seconds. Fewer see less: with an engine that lets no level wander by itself (kappa left out) the
tenths of 50,000 people still lie within three standard errors, those of a million are up to 15 off.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest

PROGRAM = Path(__file__).resolve().parents[2] / ".build-release" / "release" / "change-simulation"
NOTE = Path(__file__).resolve().parents[2] / "docs" / "methods" / "change-simulations.md"
PEOPLE = 1_000_000


@pytest.fixture(scope="module")
def run():
    """What the program prints and its exit status."""
    if not os.access(PROGRAM, os.X_OK):
        pytest.skip(f"the simulation is not built: {PROGRAM}")
    return subprocess.run([PROGRAM], capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def tables(run):
    """The tables of tenths by title: whether the run calls one good, and its rows of numbers."""
    tables = {}
    for part in run.stdout.split("\n\n")[1:5]:
        title, _, *lines = part.splitlines()
        name, verdict = re.fullmatch(r"(.*): (|not )within 3 SE", title).groups()
        tables[name] = (verdict == "", [[float(number) for number in line.split()[2:]] for line in lines])
    return tables


def of(tables, start):
    """The table whose title starts so."""
    return next(table for title, table in tables.items() if title.startswith(start))


def test_the_run_succeeds_and_people_alone_get_what_they_get_among_many(run):
    assert run.returncode == 0
    assert "The first 1000 people asked alone get the same probabilities: yes" in run.stdout


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


def test_the_note_holds_the_tables_of_the_run(run):
    note = NOTE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in run.stdout.splitlines() if "  " in line]
    assert len(rows) == 4 * 11 + 3 * 10
    assert [row for row in rows if row not in note] == []


def test_few_people_are_refused():
    if not os.access(PROGRAM, os.X_OK):
        pytest.skip(f"the simulation is not built: {PROGRAM}")
    done = subprocess.run([PROGRAM, "999"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "at least 1000" in done.stdout
