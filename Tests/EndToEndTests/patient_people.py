# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Invented people of every age with any history, to read what is written for them."""

import json
from datetime import timedelta

from laboratory_people import KNOWN, SCAN, random_result
from program import ROOT

CONCEPTS = json.loads((ROOT / "Knowledge" / "concepts.json").read_text(encoding="utf-8"))["concepts"]
DRUGS = [concept for concept in CONCEPTS if any(code["system"] == "atc" for code in concept["codes"])]
CONDITIONS = [concept for concept in CONCEPTS if concept not in DRUGS]
STUDY = json.loads((ROOT / "docs" / "schemas" / "study-1.schema.json").read_text(encoding="utf-8"))
ANSWERS = STUDY["$defs"]["answers"]
BREAKS = ("hip", "vertebra", "humerus", "forearm", "pelvis", "rib", "tibia", "femur-shaft", "metatarsal")


def some(random, chance, value):
    """A value with this chance, else None."""
    return value() if random.random() < chance else None


def random_day(random, years):
    """A day up to so many years before the scan."""
    return (SCAN - timedelta(days=random.randrange(int(years * 365)))).isoformat()


def random_drug(random):
    """A drug with or without its dates."""
    return {
        "name": random.choice(random.choice(DRUGS)["names"]),
        "start": some(random, 0.7, lambda: (SCAN - timedelta(days=random.randrange(800, 4000))).isoformat()),
        "lastDose": some(random, 0.4, lambda: random_day(random, 1.5)),
    }


def random_regions(random, child):
    """Densities of one scan with or without printed scores."""
    shift = random.gauss(-0.12, 0.12)
    regions = [{"site": "lumbar-spine", "vertebrae": random.choice((["L1", "L2", "L3", "L4"], ["L2", "L3", "L4"])),
                "bmd": round(max(0.3, (0.7 if child else 1.0) + shift + random.gauss(0, 0.08)), 3)}]
    if child:
        return [*regions, {"site": "total-body-less-head", "bmd": round(max(0.4, 0.75 + shift), 3)}]
    regions += [{"site": site, "side": "left", "bmd": round(max(0.3, usual + shift + random.gauss(0, 0.05)), 3)}
                for site, usual in (("femoral-neck", 0.78), ("total-hip", 0.9))]
    if random.random() < 0.15:
        regions.append({"site": "radius-33", "side": "left", "bmd": round(max(0.3, 0.68 + shift), 3)})
    if random.random() < 0.1:
        regions[0]["excluded"] = {"reason": "metal"}
    if random.random() < 0.2:
        for region in regions:
            region["printed"] = {"t": round(random.uniform(-4, 1), 1), "z": round(random.uniform(-3, 1), 1)}
    return random.sample(regions, random.randrange(1, len(regions) + 1))


def random_scans(random, child):
    """One to three scans of one scanner."""
    maker, model = random.choice((("Hologic", "Horizon W"), ("GE Lunar", "iDXA")))
    scanner = {"manufacturer": maker, "model": model}
    return [{"date": (SCAN - timedelta(days=years * 730)).isoformat(), "facility": "A", "scanner": scanner,
             "regions": random_regions(random, child)} for years in range(random.choice((1, 1, 2, 3)))]


def random_patient(random):
    """Who is scanned."""
    sex = random.choice(("female", "female", "male"))
    age = random.randrange(*random.choice(((6, 19), (20, 50), (50, 95), (50, 85))))
    patient = {"sexAtBirth": sex, "birthDate": (SCAN - timedelta(days=age * 366)).isoformat(),
               "heightCm": some(random, 0.7, lambda: random.randrange(120, 190)),
               "weightKg": some(random, 0.7, lambda: random.randrange(30, 110))}
    if age > 40 and patient["heightCm"]:
        patient["maximumHeightCm"] = some(random, 0.5, lambda: patient["heightCm"] + random.randrange(8))
    if sex == "female" and age >= 12:
        status = "pre" if age < 40 else random.choice(("pre", "transition", "post")) if age < 55 else "post"
        patient["menopause"] = some(random, 0.85, lambda: {"status": status})
        if age < 50:
            patient["pregnancy"] = some(random, 0.1, lambda: random.choice(("possible", "yes")))
    return patient, age


def random_answer(random, form):
    """An answer that the form allows, mostly no."""
    if "boolean" in form["type"]:
        return random.random() < 0.2
    return random.randrange(form["minimum"], min(form["maximum"], 2000) + 1)


def random_answers(random):
    """Answers to some of the questions."""
    forms = {key: form for key, form in ANSWERS["properties"].items() if key not in ("noPeriods", "breastfeeding")}
    return {key: random_answer(random, forms[key]) for key in random.sample(list(forms), random.randrange(12))}


def random_history(random, birth):
    """Fractures, drugs, conditions, results and risk factors; lists may be missing."""
    return {
        "fractures": some(random, 0.7, lambda: [
            {"site": random.choice(BREAKS), "date": random_day(random, 6),
             "trauma": random.choice(("low", "high", None))}
            for _ in range(random.choice((0, 0, 1, 2)))]),
        "medications": some(random, 0.8, lambda: [random_drug(random) for _ in range(random.choice((0, 1, 2, 3)))]),
        "conditions": some(random, 0.8, lambda: [
            {"name": random.choice(random.choice(CONDITIONS)["names"])} for _ in range(random.choice((0, 1, 2, 3)))]),
        "laboratory": some(random, 0.7, lambda: [
            random_result(random, test, birth) for test in random.sample(list(KNOWN.values()), random.randrange(12))]),
        "riskFactors": some(random, 0.6, lambda: {
            "parentalHipFracture": random.random() < 0.2, "currentSmoker": random.random() < 0.2,
            "alcoholUnitsPerDay": random.randrange(6), "fallsInLastYear": random.randrange(4)}),
        "answers": some(random, 0.5, lambda: random_answers(random)),
        "fractureProbability": some(random, 0.3, lambda: {
            "tool": "FRAX", "majorPercent": round(random.uniform(2, 40), 1),
            "hipPercent": round(random.uniform(0, 15), 1)}),
    }


def random_precision(random):
    """The precision of the facility, or nothing."""
    return some(random, 0.6, lambda: {"facility": "A", "sites": [
        {"site": "lumbar-spine", "vertebrae": ["L1", "L2", "L3", "L4"], "rmsSd": 0.009, "degreesOfFreedom": 30},
        {"site": "femoral-neck", "rmsSd": 0.012, "degreesOfFreedom": 30},
        {"site": "total-hip", "leastSignificantChange": 0.025},
    ]})


def random_study(random):
    """A study of one invented person."""
    patient, age = random_patient(random)
    birth = SCAN - timedelta(days=age * 366)
    return {"osteon": "study/1", "patient": patient, "history": random_history(random, birth),
            "scans": random_scans(random, age < 19), "precision": random_precision(random)}
