# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The same study gives the same bytes, whatever the order of its parts, and a stream is answered line by line."""

import copy
import json
import random

import pytest

from program import ERROR, EXAMPLES, changed, faults


@pytest.mark.parametrize("form", [[], ["--format", "json"]], ids=["text", "json"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_same_study_gives_the_same_bytes(osteon, path, form):
    first, second = (osteon.run("interpret", *form, str(path)) for _ in range(2))
    assert first.out == second.out != b""
    assert osteon.read(path.read_bytes(), *form).out == first.out


def same_day_scans(studies):
    """A study with three scans of one day: two alike but for the densities, and one of another scanner."""
    study = copy.deepcopy(studies["postmenopausal-woman"])
    again = copy.deepcopy(study["scans"][0])
    for region, density in zip(again["regions"], (0.801, 0.601, 0.701)):
        region["bmd"] = density
        region.pop("printed", None)
        region.pop("bmc", None)
    other = copy.deepcopy(again)
    other["scanner"] = {"manufacturer": "GE Lunar", "model": "Prodigy"}
    study["scans"] += [again, other]
    return study


def shuffled(value, chance):
    """Returns a study with its scans, regions, sites of precision, vertebrae and keys in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        return chance.sample([shuffled(part, chance) for part in value], len(value))
    return value


@pytest.mark.parametrize("form", [[], ["--format", "json"]], ids=["text", "json"])
def test_the_order_of_scans_regions_and_keys_does_not_matter(osteon, studies, form):
    for name, study in [*studies.items(), ("same-day-scans", same_day_scans(studies))]:
        whole = osteon.read(json.dumps(study), *form)
        assert whole.status == 0
        for seed in range(6):
            again = osteon.read(json.dumps(shuffled(study, random.Random(seed))), *form)
            assert again.out == whole.out, f"{name}, seed {seed}"


@pytest.fixture(scope="module")
def thousand():
    """A thousand studies, one a line, that differ in their identifiers and densities."""
    studies = [json.loads(path.read_text(encoding="utf-8")) for path in EXAMPLES]
    lines = []
    for number in range(1000):
        study = studies[number % len(studies)]
        study["patient"]["id"] = f"study-{number}"
        study["scans"][0]["regions"][-1]["bmd"] = round(0.4 + number / 2000, 4)
        lines.append(json.dumps(study))
    return lines


def test_a_thousand_studies_are_answered_in_order_one_line_each(osteon, tmp_path, thousand):
    answer = osteon.stream(tmp_path, thousand)
    assert (answer.status, answer.error) == (0, "")
    assert [line["id"] for line in answer.lines] == [f"study-{number}" for number in range(1000)]


def test_a_study_in_a_stream_gives_the_answer_that_it_gives_alone(osteon, tmp_path, studies):
    answer = osteon.stream(tmp_path, map(json.dumps, studies.values()))
    for study, line in zip(studies.values(), answer.lines, strict=True):
        assert json.loads(osteon.read(json.dumps(study), "--format", "json").out) == line


@pytest.mark.parametrize("broken", ['{"osteon": "study/1", "patient"', "this is no JSON", "[1]", "{}", '{"osteon": 1}'])
@pytest.mark.parametrize("place", [0, 1, 500, 999])
def test_a_broken_line_gives_an_error_in_its_place_and_the_rest_is_answered(osteon, thousand, place, broken):
    lines = list(thousand)
    lines[place] = broken
    answer = osteon.read("\n".join(lines) + "\n", "--format", "json")
    assert answer.status == 1
    assert answer.error.count("\n") == 1
    assert answer.error.startswith(f"osteon: standard input: line {place + 1}")
    assert len(answer.lines) == 1000
    for number, line in enumerate(answer.lines):
        if number == place:
            assert faults(ERROR, line) == []
            assert line["error"]["place"].startswith(f"line {place + 1}")
        else:
            assert line["id"] == f"study-{number}"


def test_blank_lines_carriage_returns_and_a_byte_order_mark_do_not_matter(osteon, tmp_path, studies):
    lines = [json.dumps(study) for study in studies.values()]
    plain = osteon.stream(tmp_path, lines)
    dressed = "\ufeff" + "\r\n\r\n  \r\n".join(lines) + "\r\n\r\n"
    assert osteon.read(dressed, "--format", "json").out == plain.out
    (tmp_path / "dressed.ndjson").write_text(dressed, encoding="utf-8", newline="")
    assert osteon.run("interpret", "--format", "json", str(tmp_path / "dressed.ndjson")).out == plain.out


def test_several_files_are_answered_one_line_each_and_a_missing_one_is_told(osteon, tmp_path, studies):
    paths = [str(path) for path in EXAMPLES]
    answer = osteon.run("interpret", "--format", "json", *paths[:3], str(tmp_path / "missing.json"), *paths[3:])
    assert answer.status == 1
    assert answer.error.count("\n") == 1 and "missing.json" in answer.error
    ids = [line["id"] for line in answer.lines if "id" in line]
    assert ids == [path.stem for path in EXAMPLES]


def test_the_identifier_of_a_study_comes_back_as_it_was_given(osteon, studies):
    for name in ("", " a b ", "Ünïcödé \U0001f9b4", 'quote " and \\ and \n and \u2028', "x" * 5000, "\u0000"):
        assert osteon.assess(changed(studies["child"], (("patient", "id"), name)))["id"] == name
    assert osteon.assess(changed(studies["child"], (("patient", "id"), ...)))["id"] is None
