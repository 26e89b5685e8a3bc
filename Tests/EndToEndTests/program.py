# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Runs the program and holds the schemas of what it reads and writes."""

import copy
import json
import os
import subprocess
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "Examples").glob("*.json"))
DESIGN_SAMPLE = Path(__file__).resolve().parent / "data" / "design-sample.json"

SCHEMAS = {
    name: json.loads((ROOT / "docs" / "schemas" / f"{name}-1.schema.json").read_text(encoding="utf-8"))
    for name in ("study", "assessment", "error", "reference-explanation", "reference-comparison", "fit-recipe", "audit",
                 "precision", "phantom", "calibration", "change")
}
REGISTRY = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values())
STUDY, ASSESSMENT, ERROR, EXPLANATION, COMPARISON, RECIPE, AUDIT, PRECISION, PHANTOM, CALIBRATION, CHANGE = (
    Draft202012Validator(schema, registry=REGISTRY) for schema in SCHEMAS.values()
)


def faults(validator, document):
    """Returns where and how a document breaks a schema, as sentences."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(document)]


def changed(study, *changes):
    """Returns a copy of a study with changes: pairs of a path and a value, where `...` takes the key away."""
    study = copy.deepcopy(study)
    for path, value in changes:
        *parents, last = path
        place = study
        for key in parents:
            place = place[key]
        if value is ...:
            del place[last]
        elif isinstance(place, list) and last == len(place):
            place.append(value)
        else:
            place[last] = value
    return study


class Answer:
    """What one run of the program gave."""

    def __init__(self, status, out, error):
        self.status = status
        self.out = out
        self.error = error

    @property
    def lines(self):
        """The lines of the standard output as JSON values."""
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]


class Program:
    """The built program."""

    def __init__(self, path):
        self.path = path

    def run(self, *arguments, given=b"", timeout=120):
        """Runs the program to its end; a crash or a wrong exit status fails at once."""
        done = subprocess.run([self.path, *arguments], input=given, capture_output=True, timeout=timeout)
        assert done.returncode in (0, 1, 2), f"exit status {done.returncode}: {done.stderr[-500:]!r}"
        return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    def read(self, text, *options):
        """Interprets one document from the standard input."""
        given = text if isinstance(text, bytes) else text.encode("utf-8")
        return self.run("interpret", *options, "-", given=given)

    def assess(self, study):
        """Returns the assessment of a study that must be accepted; it must fit its schema."""
        answer = self.read(json.dumps(study), "--format", "json")
        assert answer.status == 0, answer.error
        assessment = json.loads(answer.out)
        assert faults(ASSESSMENT, assessment) == []
        return assessment

    def refuse(self, study):
        """Returns the one sentence with which a study is refused."""
        answer = self.read(study if isinstance(study, (str, bytes)) else json.dumps(study))
        assert answer.status == 1 and answer.out == b"", answer.out[:200]
        assert answer.error.count("\n") == 1, answer.error
        return answer.error.removeprefix("osteon: standard input: ").rstrip("\n")

    def stream(self, folder, texts):
        """Interprets texts as a stream, one a line; returns the answer with a value for each text."""
        path = folder / "stream.ndjson"
        path.write_bytes(
            b"".join((text if isinstance(text, bytes) else text.encode("utf-8")) + b"\n" for text in texts)
        )
        return self.run("interpret", "--format", "json", str(path))


def default_path():
    """Returns where the program is expected."""
    return os.environ.get("OSTEON", str(ROOT / ".build-release" / "release" / "osteon"))
