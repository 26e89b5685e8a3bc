# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The schemas say what the program reads and writes, no more and no less."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from program import ASSESSMENT, DESIGN_SAMPLE, ERROR, EXAMPLES, RECIPE, ROOT, SCHEMAS, STUDY, changed, faults

EVERY_KEY = json.loads((Path(__file__).parent / "data" / "every-key.json").read_text(encoding="utf-8"))


def parts(node, path="$"):
    """Yields every part of a schema that describes a value, with its path."""
    yield path, node
    for key, child in node.items():
        if key in ("properties", "$defs"):
            for name, part in child.items():
                yield from parts(part, f"{path}.{name}")
        elif key in ("anyOf", "oneOf", "allOf"):
            for index, part in enumerate(child):
                yield from parts(part, f"{path}.{key}[{index}]")
        elif key in ("items", "additionalProperties", "if", "then", "else", "not", "contains") and isinstance(
            child, dict
        ):
            yield from parts(child, f"{path}.{key}")


def is_object(node):
    """Tells whether a part of a schema describes an object, and is not just a condition on one."""
    return "properties" in node and node.get("additionalProperties") is False


def target(schema, node):
    """Follows a reference within a schema, or into another one."""
    while "$ref" in node:
        name, _, path = node["$ref"].partition("#/")
        schema = next((other for other in SCHEMAS.values() if other["$id"] == name), schema)
        found = schema
        for key in path.split("/") if path else []:
            found = found[key]
        node = found | {key: value for key, value in node.items() if key != "$ref"}
    return node


def described(node, value, path=()):
    """Yields (path, schema, value) for a document and everything in it, with the part of the study schema it fits."""
    node = target(SCHEMAS["study"], node)
    if "anyOf" in node and "properties" not in node:
        branch = next(part for part in node["anyOf"] if STUDY.evolve(schema=part).is_valid(value))
        node = {key: item for key, item in node.items() if key != "anyOf"} | target(SCHEMAS["study"], branch)
    yield path, node, value
    if isinstance(value, dict) and "properties" in node:
        for key, child in value.items():
            yield from described(node["properties"][key], child, (*path, key))
    if isinstance(value, list) and "items" in node:
        for index, child in enumerate(value):
            yield from described(node["items"], child, (*path, index))


DESCRIBED = list(described(SCHEMAS["study"], EVERY_KEY))


def place(path):
    """Writes a path as messages do."""
    return re.sub(r"\.\[", "[", ".".join(f"[{key}]" if isinstance(key, int) else key for key in path))


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_valid(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_has_a_description(name):
    schema = SCHEMAS[name]
    missing = [
        f"{path}.{key}"
        for path, node in parts(schema)
        if is_object(node)
        for key, part in node.get("properties", {}).items()
        if not target(schema, part).get("description")
    ]
    assert missing == []
    assert sum(len(node.get("properties", {})) for _, node in parts(schema) if is_object(node)) >= 5


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_object_is_closed(name):
    objects = [
        (path, node) for path, node in parts(SCHEMAS[name]) if node.get("type") == "object" and "properties" in node
    ]
    assert [
        path
        for path, node in objects
        if "additionalProperties" not in node and "IsGiven" not in path and "IsExact" not in path
    ] == []
    assert {str(node["additionalProperties"]) for _, node in objects if "additionalProperties" in node} == {"False"}


def test_every_number_of_a_study_states_its_range_and_unit():
    units = ("cm", "kg", "years", "mg", "unit", "percent", "g/cm²", " g,", "cm²", "standard deviations", "number")
    wrong = []
    for path, node in parts(SCHEMAS["study"]):
        kinds = node.get("type", [])
        if "minimum" not in node and not {"number", "integer"} & set([kinds] if isinstance(kinds, str) else kinds):
            continue
        if "anyOf" in path or "IsExact" in path:  # 'ageYears' describes both of its forms in one sentence.
            continue
        text = node.get("description", "")
        limits = f"from {node['minimum']} to {node['maximum']}"
        if limits not in text or not any(unit in text for unit in units):
            wrong.append(f"{path}: {text}")
    assert wrong == []


@pytest.mark.parametrize("path", sorted((ROOT / "Knowledge" / "recipes").glob("*.json")), ids=lambda path: path.stem)
def test_each_recipe_of_the_project_fits_its_schema(path):
    assert faults(RECIPE, json.loads(path.read_text(encoding="utf-8"))) == []


def test_a_study_with_every_key_is_accepted(osteon):
    assert faults(STUDY, EVERY_KEY) == []
    osteon.assess(EVERY_KEY)
    known = {id(part) for _, node, _ in DESCRIBED for part in node.get("properties", {}).values()}
    used = {id(node["properties"][key]) for _, node, value in DESCRIBED if "properties" in node for key in value}
    assert known == used


def test_the_program_knows_exactly_the_keys_of_the_schema(osteon, tmp_path):
    objects = [(path, node) for path, node, _ in DESCRIBED if "properties" in node]
    texts = [json.dumps(changed(EVERY_KEY, ((*path, "zzzqqqxxx"), 1))) for path, _ in objects]
    answer = osteon.stream(tmp_path, texts)
    assert len(answer.lines) == len(objects)
    for (path, node), line in zip(objects, answer.lines):
        assert line["error"]["code"] == "unknown-key", (path, line)
        known = line["error"]["remedy"].removeprefix("Known here: ").removesuffix(".").split(", ")
        assert sorted(known) == sorted(node["properties"]), path


def test_the_program_knows_exactly_the_words_of_the_schema(osteon, tmp_path):
    places = [(path, node["enum"]) for path, node, _ in DESCRIBED if "enum" in node]
    assert len(places) >= 15
    answer = osteon.stream(tmp_path, [json.dumps(changed(EVERY_KEY, (path, "zzzqqqxxx"))) for path, _ in places])
    for (path, words), line in zip(places, answer.lines, strict=True):
        assert line["error"]["code"] == "unknown-word", (path, line)
        listed = re.search("must be one of (.*), but is", line["error"]["message"])[1].split(", ")
        assert listed == [word for word in words if word is not None], path


def test_the_program_has_exactly_the_ranges_of_the_schema(osteon, tmp_path):
    numbers = [(path, node["minimum"], node["maximum"]) for path, node, _ in DESCRIBED if "minimum" in node]
    assert len(numbers) >= 20
    step = 0.00001
    outside = [
        (path, low, high, value) for path, low, high in numbers for value in (low - step, high + step, -1e12, 1e12)
    ]
    answer = osteon.stream(tmp_path, [json.dumps(changed(EVERY_KEY, (path, value))) for path, _, _, value in outside])
    for (path, low, high, value), line in zip(outside, answer.lines, strict=True):
        message = line["error"]["message"]
        whole = "must be a whole number" in message and value != round(value)
        stated = re.search(rf"'{re.escape(place(path))}' must be from {low} to {high}[ ,]", message)
        assert whole or stated, (path, value, message)
    inside = [(path, value) for path, low, high in numbers for value in (low, high)]
    answer = osteon.stream(tmp_path, [json.dumps(changed(EVERY_KEY, (path, value))) for path, value in inside])
    for (path, value), line in zip(inside, answer.lines, strict=True):
        assert "must be from" not in json.dumps(line), (path, value, line)


def test_the_program_requires_exactly_what_the_schema_requires(osteon, tmp_path):
    keys = [(*path, key) for path, node, value in DESCRIBED if isinstance(value, dict) for key in value]
    texts = [changed(EVERY_KEY, (path, value)) for path in keys for value in (..., None)]
    answer = osteon.stream(tmp_path, map(json.dumps, texts))
    for study, line in zip(texts, answer.lines, strict=True):
        assert ("error" in line) == (faults(STUDY, study) != []), line.get("error") or faults(STUDY, study)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_fits_the_study_schema(path):
    assert faults(STUDY, json.loads(path.read_text(encoding="utf-8"))) == []


def test_the_sample_of_the_design_is_accepted_as_it_stands(osteon):
    assert faults(STUDY, json.loads(DESIGN_SAMPLE.read_text(encoding="utf-8"))) == []
    answer = osteon.run("interpret", "--format", "json", str(DESIGN_SAMPLE))
    assert (answer.status, answer.error) == (0, "")
    assessment = json.loads(answer.out)
    assert faults(ASSESSMENT, assessment) == []
    assert assessment["diagnosis"]["category"] == "low-bone-mass"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_assessment_fits_its_schema_alone_and_in_a_stream(osteon, tmp_path, path):
    alone = osteon.run("interpret", "--format", "json", str(path))
    study = json.loads(path.read_text(encoding="utf-8"))
    stream = osteon.stream(tmp_path, [json.dumps(study)])
    assert (alone.status, alone.error, stream.status, stream.error) == (0, "", 0, "")
    assert faults(ASSESSMENT, json.loads(alone.out)) == []
    assert stream.lines == [json.loads(alone.out)]


def test_each_error_line_fits_its_schema(osteon, tmp_path, studies):
    good = json.dumps(studies["child"])
    broken = [
        "",
        "[]",
        "null",
        "{",
        '{"osteon": "study/2"}',
        good.replace("scans", "scnas"),
        good.replace("male", "mail"),
    ]
    answer = osteon.stream(tmp_path, [text or "{]" for text in broken])
    assert len(answer.lines) == len(broken)
    for line in answer.lines:
        assert faults(ERROR, line) == []


def test_the_schema_names_the_facts_profiles_and_criteria_of_the_knowledge():
    profiles = json.loads((ROOT / "Knowledge" / "profiles.json").read_text(encoding="utf-8"))
    schema = SCHEMAS["assessment"]
    assert schema["properties"]["profile"]["enum"] == [profile["key"] for profile in profiles["profiles"]]
    criteria = schema["$defs"]["clinicalDiagnosis"]["properties"]["criteria"]["enum"]
    assert criteria == [criterion["key"] for criterion in profiles["criteria"]]
    facts = json.loads((ROOT / "Knowledge" / "facts.json").read_text(encoding="utf-8"))["facts"]
    pattern = schema["$defs"]["finding"]["properties"]["facts"]["propertyNames"]["pattern"]
    assert all(re.search(pattern, fact["name"]) for fact in facts)
    values = {fact["name"]: fact.get("values") for fact in facts}
    assert [word for word in schema["$defs"]["categoryOrNull"]["enum"] if word] == values["category"]
    assert schema["$defs"]["site"]["enum"] == values["site"]
