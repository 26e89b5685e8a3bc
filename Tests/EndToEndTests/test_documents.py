# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Runs what the documents show: every console block must print what stands below its command.

With RECORD_SNAPSHOTS=1 the blocks are written anew instead; read the difference before committing it.
"""

import os
import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("OSTEON", ROOT / ".build-release/release/osteon")).resolve()
BLOCK = re.compile(r"```console\n(\$ .*?)```", re.DOTALL)
DOCUMENTS = ["README.md"]

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="the release program is not built")


def environment():
    return {**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "NO_COLOR": "1"}


def printed(command):
    """Returns what a shell prints for a command, messages included."""
    run = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return "".join(line.rstrip() + "\n" for line in run.stdout.splitlines())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_console_block_prints_what_stands_below_it(name):
    path = ROOT / name
    text = path.read_text()
    fresh = BLOCK.sub(lambda block: "```console\n" + rerun(block.group(1)) + "```", text)
    if os.environ.get("RECORD_SNAPSHOTS") == "1":
        path.write_text(fresh)
    assert len(BLOCK.findall(text)) > 0
    assert fresh == path.read_text()


def rerun(block):
    """Returns a block with the output of its command, which is its first line."""
    command = block.splitlines()[0]
    return command + "\n" + printed(command[2:])


def test_the_python_example_of_the_readme_runs_and_prints_what_its_comment_says():
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL).group(1)
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    expected = re.findall(r"#\s(.*)", code)
    assert run.stdout.strip().splitlines() == [line.strip() for line in expected]
