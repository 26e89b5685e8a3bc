# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""What is refused is refused in one sentence: the place, the rule, the fact and the way out, and nothing of the person.

Every case ends with status 1 and with nothing on the standard output.
"""

import copy
import json
import random
import subprocess
import sys
import time

import pytest

from bad_input import CASES, GOOD, NECK, SECRETS, STUDY_TEXT, TEXTS
from program import ROOT, STUDY, changed, faults

MALFORMED = ("JSON", "number", "text", "backslash", "key", "nested", "document")


def refused(osteon, path):
    """Interprets a file that must be refused; returns the sentence after its name."""
    for form in ([], ["--format", "json"]):
        answer = osteon.run("interpret", *form, str(path))
        assert (answer.status, answer.out) == (1, b"")
        assert answer.error.count("\n") == 1 and answer.error.endswith("\n")
        assert all(character == "\n" or character.isprintable() for character in answer.error)
        assert answer.error.startswith(f"osteon: {path}: ")
        assert not any(secret in answer.error for secret in SECRETS), answer.error
    return answer.error.removeprefix(f"osteon: {path}: ").rstrip("\n")


@pytest.fixture
def file(tmp_path):
    """Writes a file of a study."""

    def write(content):
        path = tmp_path / "study.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


def place(path):
    """Writes a path as messages do."""
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


def test_the_study_that_the_cases_start_from_is_accepted(osteon):
    assert faults(STUDY, GOOD) == []
    osteon.assess(GOOD)


@pytest.mark.parametrize("changes, sentence", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_bad_value_is_refused_with_place_rule_fact_and_way_out(osteon, file, changes, sentence):
    study = changed(GOOD, *changes)
    assert refused(osteon, file(json.dumps(study))) == sentence.replace("{0}", place(changes[0][0]))


@pytest.mark.parametrize("text, sentence", [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_a_bad_text_is_refused_with_line_and_column(osteon, file, text, sentence):
    assert refused(osteon, file(text)) == sentence


@pytest.mark.parametrize("end", range(0, len(STUDY_TEXT) - 2, 10))
def test_a_truncated_text_is_refused_where_it_ends(osteon, file, end):
    text = STUDY_TEXT[:end]
    sentence = refused(osteon, file(text))
    text = text.removesuffix("\n")
    if text:
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
        assert sentence == (
            f"line {line}, column {column}: A JSON document must be complete, but the text ends inside a value. "
            "Send the whole file again."
        )
    else:
        assert "must hold a value, but there is none" in sentence


@pytest.mark.parametrize("seed", range(20))
def test_binary_garbage_is_refused_with_line_and_column(osteon, file, seed):
    sentence = refused(osteon, file(random.Random(seed).randbytes(3000)))
    assert sentence.startswith("line ") and any(word in sentence for word in MALFORMED)


def test_a_directory_is_refused(osteon, tmp_path):
    assert refused(osteon, tmp_path) == (
        "The input must be readable to its end, but: Is a directory. Check its name and the right to read it."
    )


def test_a_missing_file_is_refused(osteon, tmp_path):
    assert refused(osteon, tmp_path / "missing.json") == (
        "The file must be there and open for use, but: No such file or directory. "
        "Check its name and the right to read it."
    )


# Runs a program and writes its memory to a file. It stands between the tests and the program because the largest memory
# that the system counts for a process begins with that of the process that started it.
MEASURE = """
import os, pathlib, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
pathlib.Path(sys.argv[1]).write_text(str(usage.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status))
"""


def bounded(osteon, path):
    """Interprets a large file; returns the sentence, the seconds and the memory in MB."""
    start = time.monotonic()
    kibibytes = path.with_suffix(".kib")
    command = [sys.executable, "-c", MEASURE, str(kibibytes), str(osteon.path), "interpret", str(path)]
    run = subprocess.run(command, capture_output=True, timeout=60)
    error = run.stderr.decode("utf-8")
    assert (run.returncode, run.stdout, error.count("\n")) == (1, b"", 1)
    assert error.startswith(f"osteon: {path}: ")
    seconds = time.monotonic() - start
    return error.removeprefix(f"osteon: {path}: ").rstrip("\n"), seconds, int(kibibytes.read_text()) * 1024 / 1e6


def repeated(path, pattern, megabytes):
    """Writes a pattern over and over."""
    block = pattern * ((1 << 20) // len(pattern))
    with open(path, "wb") as file:
        for _ in range(megabytes):
            file.write(block)


TOO_LARGE = "A study may have 16 MB, but this one is larger. Send one study a document, or one a line."


@pytest.mark.parametrize("pattern", [b"a", b"[", b'"', b" 1", b"[\n", b'{"a":'], ids=repr)
def test_a_hundred_megabytes_are_refused_in_bounded_time_and_memory(osteon, tmp_path, pattern):
    path = tmp_path / "large.json"
    repeated(path, pattern, 100)
    sentence, seconds, megabytes = bounded(osteon, path)
    assert sentence == TOO_LARGE
    assert seconds < 20 and megabytes < 300


def test_a_million_keys_are_refused_in_bounded_time_and_memory(osteon, tmp_path):
    path = tmp_path / "keys.json"
    path.write_text("{" + ",".join(f'"k{number:x}":0' for number in range(1_000_000)) + "}", encoding="ascii")
    sentence, seconds, megabytes = bounded(osteon, path)
    assert sentence.startswith("'k0' is not a known key.")
    assert seconds < 20 and megabytes < 300


def test_a_long_key_or_word_is_cut_and_shown_without_control_characters(osteon, file):
    nasty = "x\n\u001b[31m\u202e\u0000" + "y" * 100_000
    for changes in ([((nasty,), 1)], [((*NECK, "site"), nasty)], [((*NECK, "bmd"), "1\u001b[31m")]):
        sentence = refused(osteon, file(json.dumps(changed(GOOD, *changes))))
        assert len(sentence) < 600
    twice = json.dumps(GOOD)[:-1] + f", {json.dumps(nasty)}: 1, {json.dumps(nasty)}: 1}}"
    assert len(refused(osteon, file(twice))) < 600


def leaves(value, path=()):
    """Yields the path of every value that is no object and no list."""
    if isinstance(value, (dict, list)):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(child, (*path, key))
    else:
        yield path


@pytest.mark.parametrize("secret", ["1958-03-02", "02.03.1958", "19580302", "3/2/1958", "4711 0815 99"])
def test_a_date_or_a_number_of_a_record_in_a_wrong_place_is_not_repeated(osteon, tmp_path, secret):
    every_key = json.loads((ROOT / "Tests" / "EndToEndTests" / "data" / "every-key.json").read_text(encoding="utf-8"))
    paths = list(leaves(every_key))
    answer = osteon.stream(tmp_path, [json.dumps(changed(every_key, (path, secret))) for path in paths])
    errors = [line["error"] for line in answer.lines if "error" in line]
    assert len(errors) > 40
    assert secret not in answer.error
    assert not any(secret in json.dumps(error) for error in errors)


def test_no_refusal_repeats_the_person(osteon, tmp_path):
    texts = [json.dumps(changed(GOOD, *changes)) for _, changes, _ in CASES]
    answer = osteon.stream(tmp_path, texts)
    assert answer.status == 1 and len(answer.lines) == answer.error.count("\n") == len(CASES)
    for secret in SECRETS:
        assert secret not in answer.error and secret.encode() not in answer.out


def test_a_text_report_holds_no_control_characters_of_its_study(osteon, studies):
    study = copy.deepcopy(studies["postmenopausal-woman"])
    study["patient"]["id"] = study["scans"][0]["facility"] = study["precision"]["facility"] = "\u001b[31mred\u0007"
    study["scans"][0]["regions"][0]["printed"]["reference"] = "\u001b]0;title\u0007\nHologic"
    answer = osteon.read(json.dumps(study))
    assert answer.status == 0
    text = answer.out.decode("utf-8")
    assert all(character == "\n" or character.isprintable() for character in text)
