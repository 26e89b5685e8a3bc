# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Every figure of an assessment leads to a page with its source."""

import json

import pytest

from program import ROOT

VALUES = (
    "t",
    "z",
    "centile",
    "bmd",
    "percentOfYoungAdult",
    "heightAdjustedZ",
    "probabilities",
    "unrounded",
    "whatIf",
    "precision",
    "clinicalDiagnosis",
    "nearThreshold",
    "contested",
)

RULES = {
    rule["id"]: rule
    for path in sorted((ROOT / "Knowledge" / "rules").glob("*.json"))
    for rule in json.loads(path.read_text(encoding="utf-8"))["rules"]
}


@pytest.fixture(scope="module")
def explain(osteon):
    """Returns the pages on an identifier, as JSON and as text, each asked for once."""
    pages = {}

    def page(identifier):
        if identifier not in pages:
            text, data = osteon.run("explain", identifier), osteon.run("explain", identifier, "--format", "json")
            assert (text.status, text.error, data.status, data.error) == (0, "", 0, ""), identifier
            pages[identifier] = json.loads(data.out), text.out.decode("utf-8")
        return pages[identifier]

    return page


def entries(pages, label):
    """The texts of all entries with a label."""
    return [entry["text"] for page in pages for entry in page["entries"] if entry["label"] == label]


def gather(value, key, found):
    """Collects every value that stands under a key, at any depth; the parts of a list one by one."""
    if isinstance(value, dict):
        for name, child in value.items():
            if name == key:
                found.update(child if isinstance(child, list) else [child])
            elif not (name == "facts" and "severity" in value):
                gather(child, key, found)
    elif isinstance(value, list):
        for child in value:
            gather(child, key, found)
    return found


def scores(assessment):
    """Yields every score object of an assessment."""
    for region in assessment["regions"]:
        yield from (score for score in (region["t"], region["z"]) if score)


@pytest.fixture
def assessments(osteon, studies):
    """The assessments of all examples."""
    return {name: osteon.assess(study) for name, study in studies.items()}


def test_every_reference_is_explained_with_its_source_and_its_evidence(assessments, studies, explain):
    seen = set()
    for name, assessment in assessments.items():
        listed = {reference["key"]: reference for reference in assessment["provenance"]["references"]}
        used = {score["reference"] for score in scores(assessment) if score["origin"] == "computed"}
        used |= {score["computed"]["reference"] for score in scores(assessment) if score["computed"]}
        used |= {other["reference"] for region in assessment["regions"] for other in region["whatIf"]}
        sex = studies[name]["patient"]["sexAtBirth"]
        sites = {region["site"] for region in assessment["regions"] if region["heightAdjustedZ"]}
        years = {"2011-2018" if site.startswith("total-body") else "2005-2010" for site in sites}
        used |= {f"height-adjustment-{span}" for span in years}
        used |= {f"cdc-2000.height.{sex}"} if sites else set()
        assert used == set(listed), name
        for key, reference in listed.items():
            pages, text = explain(key)
            assert [page["id"] for page in pages] == [key] and pages[0]["kind"] in ("reference", "data set")
            assert entries(pages, "Source") and "Source" in text, key
            assert entries(pages, "Evidence")[0].startswith(reference["tag"]), key
            assert reference["version"] in entries(pages, "Data set")[0], key
        seen |= used
    assert len(seen) >= 15


def test_every_rule_is_explained_with_its_source(assessments, explain):
    seen = set()
    for name, assessment in assessments.items():
        cited = {rule for rule in gather(assessment, "rule", set()) | gather(assessment, "rules", set()) if rule}
        without_page = cited - set(RULES)
        for rule in cited:
            pages, text = explain(rule)
            assert pages[0]["kind"] == "rule" and entries(pages, "Source"), rule
            assert "Source" in text and (rule in text or rule in without_page), rule
        spoken = {finding["rule"] for finding in assessment["findings"]}
        spoken |= {rule for region in assessment["regions"] for rule in region["rules"]}
        spoken |= set(assessment["diagnosis"]["rules"]) | set(assessment["clinicalDiagnosis"]["rules"])
        assert spoken <= set(assessment["provenance"]["rules"]), name
        seen |= cited
    assert len(seen) >= 30


def test_an_unverified_rule_or_reference_says_so(explain):
    unverified = [rule["id"] for rule in RULES.values() if rule["tag"] == "unverified"]
    references = []
    for path in sorted((ROOT / "Knowledge" / "references").glob("*.json")):
        gather_tags(json.loads(path.read_text(encoding="utf-8")), references)
    assert len(unverified) >= 10 and references
    for identifier in unverified + references:
        pages, text = explain(identifier)
        assert any(text.startswith("unverified") for text in entries(pages, "Evidence")), identifier
        assert "unverified" in text, identifier


def gather_tags(value, found, inherited=None):
    """Collects the keys of unverified populations and curves; a part without a tag has the tag of its whole."""
    if isinstance(value, dict):
        tag = value.get("tag", inherited)
        parts = [child for child in value.values() if isinstance(child, (dict, list))]
        if tag == "unverified" and "key" in value and any(name in value for name in ("mean", "rows", "knots")):
            found.append(value["key"])
        for child in parts:
            gather_tags(child, found, tag)
    elif isinstance(value, list):
        for child in value:
            gather_tags(child, found, inherited)


def test_every_refusal_code_is_explained_with_a_way_out(assessments, explain):
    codes = set()
    for assessment in assessments.values():
        codes |= gather(assessment, "code", set()) | gather(assessment["questions"], "decides", set())
    assert len(codes) >= 7
    for code in codes:
        pages, _ = explain(code)
        assert [page["kind"] for page in pages] == ["refusal"]
        assert entries(pages, "Means") and entries(pages, "Way out"), code


def test_every_source_is_explained(assessments, explain):
    keys = set()
    for assessment in assessments.values():
        keys |= gather(assessment["findings"], "sources", set())
        for rule in assessment["provenance"]["rules"]:
            keys |= {source["key"] for source in RULES[rule]["sources"]}
    assert len(keys) >= 10
    for key in keys:
        pages, text = explain(key)
        assert [page["kind"] for page in pages] == ["source"] and "Seen" in text, key


def test_the_profile_and_the_criteria_are_explained(assessments, explain):
    for assessment in assessments.values():
        for identifier, kind in (
            (assessment["profile"], "profile"),
            (assessment["clinicalDiagnosis"]["criteria"], "criteria"),
        ):
            pages, _ = explain(identifier)
            # A guideline may have the name of a profile or of criteria.
            assert [page["kind"] for page in pages if page["kind"] != "guideline"] == [kind]
            assert entries(pages, "Source")


@pytest.mark.parametrize("name", VALUES)
def test_every_value_is_explained_with_its_rules_and_sources(assessments, explain, name):
    held = set()
    for assessment in assessments.values():
        gather(
            json.loads(
                json.dumps(assessment), object_hook=lambda value: {"keys": [*value], "parts": [*value.values()]}
            ),
            "keys",
            held,
        )
    assert name in held
    pages, text = explain(name)
    assert [(page["id"], page["kind"]) for page in pages] == [(name, "value")]
    assert entries(pages, "Is") and entries(pages, "Source") and "Source" in text
    for rule in entries(pages, "Rules")[0].split(", "):
        assert explain(rule)[0][0]["kind"] == "rule"


def test_an_unknown_identifier_is_refused_with_the_nearest_known_one(osteon):
    for wrong, right in (("AUD-91", "AUD-1"), ("contested-scor", "contested-score"), ("centlie", "centile")):
        answer = osteon.run("explain", wrong)
        assert (answer.status, answer.out) == (1, b"")
        assert answer.error.count("\n") == 1 and f"Did you mean '{right}" in answer.error
    assert osteon.run("explain", "zzzqqqxxx\x1b[31m" * 100).status == 1
