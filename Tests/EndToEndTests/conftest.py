# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""What the end-to-end tests share."""

import json
import os

import pytest

pytest.register_assert_rewrite("program")

from program import DESIGN_SAMPLE, EXAMPLES, Program, default_path  # noqa: E402

COUNTED = "counted"


@pytest.fixture(scope="session")
def osteon():
    """The built program; without it every test that runs it is skipped by name."""
    path = default_path()
    if not os.access(path, os.X_OK):
        pytest.skip(f"the program is not built: {path}")
    return Program(path)


@pytest.fixture
def studies():
    """The example studies by name, with the sample of the design."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in [*EXAMPLES, DESIGN_SAMPLE]}


@pytest.fixture
def count(request):
    """Tells at the end of the run how much a test has compared; it stands in the report of the test, as workers send it."""
    return lambda text: request.node.user_properties.append((COUNTED, text))


def pytest_collection_modifyitems(items):
    """A worker takes a file at a time, or all tests of a file in one language, since these share what takes long."""
    for item in items:
        languages = [id for id in ("en", "es") if item.name.endswith(f"[{id}]")]
        item.add_marker(pytest.mark.xdist_group("-".join([item.path.name, *languages])))
    # What takes longest begins, so that no worker is left with it at the end.
    slow = ["test_patient_text.py", "test_audit_simulation.py", "test_facility_precision.py", "test_fit_reference.py"]
    items.sort(key=lambda item: slow.index(item.path.name) if item.path.name in slow else len(slow))


def pytest_terminal_summary(terminalreporter):
    """Prints what was counted."""
    reports = [report for kind in ("passed", "failed", "xfailed") for report in terminalreporter.getreports(kind)]
    counts = [text for report in reports for key, text in report.user_properties if key == COUNTED]
    if counts:
        terminalreporter.section("compared")
        for text in counts:
            terminalreporter.line(text)
