# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Random changes of studies: schema and program agree on each, and what is accepted is answered by the schema."""

import copy
import json
import random
import re

import pytest

from program import ASSESSMENT, ERROR, ROOT, SCHEMAS, STUDY, faults

# The rules that the schema names as those it cannot state, by their sentences.
INEXPRESSIBLE = re.compile(
    "must be a day of the calendar|must be a day, a month or a year|must not lie before 'patient.birthDate'|"
    "must lie within 120 years|must agree with the dates of birth and scan|must agree with the days and ages|"
    "must not lie after the latest scan|must be another region than|must be another site than|"
    "needs a 'lowest' density below the 'highest'|needs two scanners, but 'from' and 'to' are one|"
    "must have limits in order"
)

# fmt: off
NUMBERS = [
    0, -0.0, 1, -1, 0.1, 0.09999, 3, 3.0001, 0.15, 0.1501, 0.0001, 0.00009, 15, -15, 15.1, 120, 120.5, 2.5, 0.3, 30,
    250, 70, 8, 100, 1000, 1001, 1e-9, 1e300, -1e300, 5.0, 50, 100000, 1e6, 571,
]
# fmt: on
# fmt: off
WORDS = [
    "", " ", "female", "male", "post", "pre", "unknown", "left", "mean", "L1", "low", "hip", "Hologic", "GE Lunar",
    "0.5", "1958-03-02", "2026-05-01", "2026-02-30", "2019", "2019-05", "2019-00", "1799", "2026-5-1", "2026-05-01\n",
    "\u0660\u0661\u0662\u0663", "study/1", "wards",
]
# fmt: on


def keys_of(schema):
    """Every key that the schema knows somewhere."""
    found = set()
    for part in [schema, *schema["$defs"].values()]:
        found |= set(part.get("properties", {}))
    return sorted(found)


KEYS = keys_of(SCHEMAS["study"])


def places(value, path=()):
    """Yields the path of everything in a document."""
    if path:
        yield path
    if isinstance(value, (dict, list)):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(child, (*path, key))


def any_value(chance, donors):
    """Returns a value of any kind; often a part of another study."""
    match chance.randrange(6):
        case 0:
            return chance.choice(
                [
                    None,
                    True,
                    False,
                    [],
                    {},
                    [None],
                    {"atLeast": 60},
                    {"atLeast": 60.5},
                    {"reason": "x"},
                    {"status": "post"},
                ]
            )
        case 1:
            return chance.choice(WORDS)
        case 2:
            return chance.choice(NUMBERS)
        case _:
            return copy.deepcopy(chance.choice(donors))


def mutate(study, chance, donors):
    """Drops, changes, adds or repeats a part of a study."""
    path = chance.choice(list(places(study)))
    *parents, last = path
    holder = study
    for key in parents:
        holder = holder[key]
    value = holder[last]
    match chance.randrange(8):
        case 0:
            del holder[last]
        case 1:
            holder[last] = None
        case 2 | 3:
            holder[last] = any_value(chance, donors)
        case 4 if isinstance(value, (int, float)) and not isinstance(value, bool):
            holder[last] = chance.choice([value * 1000, value / 1000, -value, value + 1, round(value), *NUMBERS])
        case 5 if isinstance(value, str):
            holder[last] = chance.choice([value + "x", value[:-1], value.upper(), *WORDS])
        case 6 if isinstance(value, dict):
            value[chance.choice([*KEYS, "zzz"])] = any_value(chance, donors)
        case 6 | 7 if isinstance(value, list):
            value.insert(
                chance.randint(0, len(value)),
                copy.deepcopy(chance.choice(value)) if value else any_value(chance, donors),
            )
        case _:
            place = study["scans"][0] if isinstance(study.get("scans"), list) and study["scans"] else study
            if isinstance(place, dict):
                place[chance.choice(KEYS)] = any_value(chance, donors)


@pytest.mark.parametrize("seed", range(4))
def test_schema_and_program_agree_on_mutated_studies(osteon, tmp_path, studies, seed, count):
    chance = random.Random(seed)
    every_key = json.loads((ROOT / "Tests" / "EndToEndTests" / "data" / "every-key.json").read_text(encoding="utf-8"))
    sources = [*studies.values(), every_key, every_key, every_key]
    donors = [part for study in sources for path in places(study) for part in [resolve(study, path)]]
    documents = []
    for _ in range(1500):
        study = copy.deepcopy(chance.choice(sources))
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            if any(places(study)):
                mutate(study, chance, donors)
        documents.append(study)
    answer = osteon.stream(tmp_path, map(json.dumps, documents))
    assert answer.status in (0, 1)
    accepted = 0
    for study, line in zip(documents, answer.lines, strict=True):
        wrong = faults(STUDY, study)
        if "error" in line:
            assert faults(ERROR, line) == []
            message = line["error"]["message"]
            assert wrong or INEXPRESSIBLE.search(
                message
            ), f"seed {seed}: refused, but the schema accepts: {message}\n{json.dumps(study)}"
        else:
            accepted += 1
            assert wrong == [], f"seed {seed}: accepted, but the schema refuses: {wrong}\n{json.dumps(study)}"
            assert faults(ASSESSMENT, line) == [], f"seed {seed}\n{json.dumps(study)}"
    assert 100 < accepted < 1000
    count(f"mutated studies, seed {seed}: {len(documents)}, of which {accepted} accepted, 0 differences")


def resolve(value, path):
    """Returns what stands at a path."""
    for key in path:
        value = value[key]
    return value


@pytest.mark.parametrize("seed", range(2))
def test_mutated_studies_give_a_text_report_or_one_sentence(osteon, studies, seed):
    chance = random.Random(seed)
    sources = list(studies.values())
    donors = [resolve(study, path) for study in sources for path in places(study)]
    for _ in range(150):
        study = copy.deepcopy(chance.choice(sources))
        mutate(study, chance, donors)
        answer = osteon.read(json.dumps(study))
        if answer.status == 0:
            assert answer.error == "" and answer.out.endswith(b"source.\n")
        else:
            assert answer.out == b"" and answer.error.count("\n") == 1
