# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""What holds for every assessment, on the examples, the invented sample and random studies."""

import copy
import json
import random

import pytest

from program import ROOT, SCHEMAS

RULES = {
    rule["id"]: rule
    for path in sorted((ROOT / "Knowledge" / "rules").glob("*.json"))
    for rule in json.loads(path.read_text(encoding="utf-8"))["rules"]
}
SENTENCES = json.loads((ROOT / "Knowledge" / "wording" / "en.json").read_text(encoding="utf-8"))["rules"]

RANKS = {"normal": 0, "low-bone-mass": 1, "osteoporosis": 2, "within-expected-range": 0, "below-expected-range": 1}


def tenths(score):
    """A reported score in tenths."""
    return round(score * 10)


def category_of(basis, score):
    """The category of a score, by the cut points of the published positions."""
    if basis == "z":
        return "below-expected-range" if tenths(score) <= -20 else "within-expected-range"
    return "normal" if tenths(score) >= -10 else "osteoporosis" if tenths(score) <= -25 else "low-bone-mass"


def rounded(value):
    """A score rounded half away from zero to tenths."""
    return int(abs(value) * 10 + 0.5 + 1e-9) * (-1 if value < 0 else 1)


def broken(assessment):
    """Yields what does not hold of an assessment."""
    diagnosis, regions = assessment["diagnosis"], assessment["regions"]
    codes = {refusal["code"] for refusal in assessment["refusals"]}
    basis, score = diagnosis["basis"], diagnosis["score"]
    used = [region for region in regions if region["usedForDiagnosis"]]
    latest = {region["date"] for region in regions[:1]}
    if diagnosis["category"] is None and not codes:
        yield "there is neither a category nor a refusal"
    if diagnosis["category"] is not None and diagnosis["category"] != category_of(basis, score):
        yield f"the category of {basis} {score} is {diagnosis['category']}"
    if (score is None) != (not used):
        yield "a score goes with the regions that it rests on"
    if used and tenths(score) != min(tenths(region[basis]["value"]) for region in used):
        yield "the score is the lowest of the used regions"
    if any(region["date"] not in latest for region in used):
        yield "only the latest day diagnoses"
    if any(region["side"] == "mean" or len(region["vertebrae"] or [1, 2]) < 2 for region in used):
        yield "neither a mean of both sides nor a single vertebra diagnoses"
    cuts = {"t": (-10, -25), "z": (-20,), None: ()}[basis]
    if diagnosis["nearThreshold"] != any(abs(tenths(score) - cut) <= 1 for cut in cuts if score is not None):
        yield "near a cut point is within 0.1"
    if diagnosis["probabilities"] and abs(sum(diagnosis["probabilities"].values()) - 1) > 1e-9:
        yield "the probabilities add up to 1"
    if (diagnosis["probabilities"] is None) == (diagnosis["probabilitiesRefusal"] is None) and diagnosis["category"]:
        yield "there are probabilities, or the reason why not"
    if diagnosis["contested"] != (diagnosis["contestedCategories"] is not None):
        yield "a contested diagnosis shows both categories"
    clinical = assessment["clinicalDiagnosis"]
    if (clinical["osteoporosis"] is True) != bool(clinical["because"]) or bool(clinical["because"]) != bool(
        clinical["rules"]
    ):
        yield "a clinical diagnosis has its rules"
    left_to_a_person = any(finding["rule"].startswith(("CLS-14", "CLS-16")) for finding in assessment["findings"])
    if clinical["osteoporosis"] is None and not (clinical["missing"] or left_to_a_person or "pregnancy" in codes):
        yield "an open clinical diagnosis names what is missing"
    yield from broken_findings(assessment["findings"])
    for region in regions:
        yield from broken_region(region)


def broken_findings(findings):
    """Yields what does not hold of the findings."""
    severities = ["error", "warning", "information"]
    order = [severities.index(finding["severity"]) for finding in findings]
    if order != sorted(order):
        yield "findings stand most severe first"
    if len({finding["id"] for finding in findings}) < len(findings):
        yield "findings have names of their own"
    for finding in findings:
        template = SENTENCES[finding["rule"]]["clinician"]
        if "{" in finding["message"] or ("unknown" in finding["message"] and "unknown" not in template):
            yield f"a fact is missing in: {finding['message']}"
        if finding["sources"] != [source["key"] for source in RULES[finding["rule"]]["sources"]]:
            yield f"the sources of {finding['rule']} are those of the rule"


def broken_region(region):
    """Yields what does not hold of one region."""
    name = f"{region['site']} {region['side']} {region['vertebrae']}"
    refused = {refusal["score"] for refusal in region["refusals"]}
    for basis in ("t", "z"):
        assessed = region[basis]
        if assessed is None:
            if region["bmd"] is not None and not refused & {basis, None}:
                yield f"{name}: no {basis} and no reason"
            continue
        if None in refused and "too-few-vertebrae" not in {refusal["code"] for refusal in region["refusals"]}:
            yield f"{name}: a score of a region that is refused"
        if (assessed["origin"] == "computed") != (assessed["unrounded"] is not None):
            yield f"{name}: a computed {basis} has its unrounded score"
        computed = assessed["computed"] or (assessed if assessed["unrounded"] is not None else None)
        if computed and rounded(computed["unrounded"]) != tenths(computed["value"]):
            yield f"{name}: {computed['unrounded']} is not {computed['value']}"
        if abs(tenths(assessed["value"]) - assessed["value"] * 10) > 1e-9:
            yield f"{name}: {assessed['value']} has more than one decimal"
    if any(region["t"] and "t-score-in-child" == refusal["code"] for refusal in region["refusals"]):
        yield f"{name}: a T-score of a child"


def some_study(chance):
    """A study that is legal, with two to eight regions of any age, sex and scanner."""
    sex = chance.choice(["female", "male"])
    patient = {"sexAtBirth": sex, "birthDate": f"{chance.randint(1930, 2019)}-{chance.randint(1, 12):02}-15"}
    if sex == "female" and chance.random() < 0.7:
        patient["menopause"] = {"status": chance.choice(["pre", "transition", "post", "unknown"])}
    if sex == "female" and chance.random() < 0.1:
        patient["pregnancy"] = chance.choice(["no", "possible", "yes"])
    if chance.random() < 0.3:
        patient["genderIdentity"] = chance.choice(["female", "male", "non-binary"])
    if chance.random() < 0.5:
        patient["heightCm"] = chance.randint(90, 190)
    scanner = chance.choice(
        [{"manufacturer": "Hologic"}] * 3 + [{"manufacturer": "GE", "model": "Prodigy"}, {"manufacturer": "x"}]
    )
    scans = [
        some_scan(chance, date, scanner)
        for date in chance.sample(["2026-05-01", "2024-05-01", "2021-05-01"], chance.choice([1, 1, 2, 3]))
    ]
    study = {"osteon": "study/1", "patient": patient, "scans": scans}
    if chance.random() < 0.5:
        sites = ("lumbar-spine", "femoral-neck", "total-hip")
        study["precision"] = {"sites": [{"site": site, "rmsSd": chance.choice([0.004, 0.01, 0.02])} for site in sites]}
    if chance.random() < 0.5:
        bones = SCHEMAS["study"]["$defs"]["fracture"]["properties"]["site"]["enum"]
        traumas = ["low", "high", "unknown"]
        fractures = [
            {"site": chance.choice(bones), "date": str(chance.randint(1990, 2027)), "trauma": chance.choice(traumas)}
        ]
        study["history"] = {"fractures": fractures[: chance.randint(0, 1)]}
    return study


def some_scan(chance, date, scanner):
    """A scan of two to eight regions."""
    regions = {}
    for _ in range(chance.randint(2, 8)):
        site = chance.choice(
            ["lumbar-spine"] * 4 + ["femoral-neck", "total-hip"] * 2 + SCHEMAS["assessment"]["$defs"]["site"]["enum"]
        )
        density = round(chance.uniform(0.35, 1.3), 3)
        region = {"site": site, "bmd": density}
        if site == "lumbar-spine":
            vertebrae = chance.choice(
                [["L1", "L2", "L3", "L4"]] + [["L1"], ["L2"], ["L3"], ["L4"], ["L1", "L2"], ["L2", "L3", "L4"]]
            )
            region |= {"vertebrae": vertebrae, "area": 14.0, "bmc": round(density * 14, 2)}
        elif not site.startswith("total-body"):
            region["side"] = chance.choice(["left", "right", "mean"])
        if chance.random() < 0.3:
            region["printed"] = {
                "t": round(chance.uniform(-4, 2), 1),
                "reference": chance.choice([None, "male", "female", "x"]),
            }
            if chance.random() < 0.5:
                region["printed"]["z"] = round(chance.uniform(-4, 2), 1)
            if chance.random() < 0.3:
                del region["bmd"]
        if chance.random() < 0.15:
            region["excluded"] = {"reason": chance.choice(["metal", "old fracture"])}
        regions[site, region.get("side"), tuple(region.get("vertebrae", ()))] = region
    return {"date": date, "scanner": scanner, "regions": list(regions.values())}


def assessed(osteon, folder, studies):
    """The assessments of studies that must all be accepted."""
    answer = osteon.stream(folder, map(json.dumps, studies))
    assert (answer.status, answer.error) == (0, "")
    return answer.lines


def test_what_must_hold_holds_for_the_examples_and_the_invented_sample(osteon, tmp_path, studies):
    lines = (ROOT / "Reference" / "expected" / "synthetic-200.studies.ndjson").read_text(encoding="utf-8").splitlines()
    everyone = [*studies.values(), *map(json.loads, lines)]
    for study, assessment in zip(everyone, assessed(osteon, tmp_path, everyone), strict=True):
        assert list(broken(assessment)) == [], json.dumps(study)


@pytest.mark.parametrize("seed", range(3))
def test_what_must_hold_holds_for_random_studies(osteon, tmp_path, seed, count):
    chance = random.Random(seed)
    everyone = [some_study(chance) for _ in range(500)]
    assessments = assessed(osteon, tmp_path, everyone)
    for study, assessment in zip(everyone, assessments, strict=True):
        assert list(broken(assessment)) == [], f"seed {seed}: {json.dumps(study)}"
    categories = sorted({str(assessment["diagnosis"]["category"]) for assessment in assessments})
    assert len(categories) == 6
    count(f"random studies, seed {seed}: {len(everyone)}, categories {', '.join(categories)}")


def test_less_density_never_gives_a_better_category(osteon, tmp_path):
    chance = random.Random(1)
    pairs = []
    while len(pairs) < 500:
        study = some_study(chance)
        for scan in study["scans"]:
            scan["regions"] = [
                {key: value for key, value in region.items() if key not in ("printed", "bmc", "area")}
                for region in scan["regions"]
                if "bmd" in region
            ] or [{"site": "femoral-neck", "bmd": 0.7}]
        less = copy.deepcopy(study)
        for region in chance.choice(less["scans"])["regions"]:
            region["bmd"] = round(max(0.1, region["bmd"] * chance.uniform(0.7, 1)), 3)
        pairs.append((study, less))
    before = assessed(osteon, tmp_path, [study for study, _ in pairs])
    after = assessed(osteon, tmp_path, [less for _, less in pairs])
    for pair, first, second in zip(pairs, before, after, strict=True):
        ranks = [RANKS.get(assessment["diagnosis"]["category"]) for assessment in (first, second)]
        assert ranks[0] is ranks[1] is None or ranks[0] <= ranks[1], json.dumps(pair)
        diagnoses = [assessment["clinicalDiagnosis"]["osteoporosis"] for assessment in (first, second)]
        assert not (diagnoses[0] is True and diagnoses[1] is not True), json.dumps(pair)


def test_the_text_says_what_the_json_says(osteon, tmp_path, studies):
    words = {
        None: "No densitometric category",
        "normal": "Normal bone density",
        "low-bone-mass": "Low bone mass",
        "osteoporosis": "Osteoporosis",
        "within-expected-range": "ithin the expected range",
    }
    chance = random.Random(2)
    everyone = [*studies.values(), *(some_study(chance) for _ in range(60))]
    for study, assessment in zip(everyone, assessed(osteon, tmp_path, everyone), strict=True):
        text = osteon.read(json.dumps(study)).out.decode("utf-8")
        category, score = assessment["diagnosis"]["category"], assessment["diagnosis"]["score"]
        isChild = assessment["clinicalDiagnosis"]["criteria"] == "ISCD-pediatric"
        below = "Low bone mineral mass or density for age" if isChild else "Below the expected range"
        assert words.get(category, below) in text.splitlines()[0]
        if score is not None and category is not None:
            assert f"{score:+.1f}".replace("-", "\u2212") in " ".join(text.split())
        for finding in assessment["findings"]:
            assert f"[{finding['rule']}]" in text
        for refusal in assessment["refusals"]:
            assert f"[{refusal['code']}]" in text
