# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Invented people with histories, each drawn from a seed, and what is true of them by the input alone."""

import copy
import json
import random
from datetime import date, timedelta

from program import ROOT

SCAN_DAY = date(2026, 5, 1)
ADULT = 20

KNOWLEDGE = ROOT / "Knowledge"


def knowledge(name):
    """A file of the knowledge."""
    return json.loads((KNOWLEDGE / f"{name}.json").read_text(encoding="utf-8"))


CONCEPTS = {concept["key"]: concept for concept in knowledge("concepts")["concepts"]}
CAUSES = [concept for concept in CONCEPTS.values() if concept.get("cause")]
DISEASES = [cause for cause in CAUSES if cause["cause"]["group"] != "drug"]
CAUSE_DRUGS = [cause for cause in CAUSES if cause["cause"]["group"] == "drug" and cause["key"] != "glucocorticoids"]
TESTS = {test["key"]: test for test in knowledge("laboratory")["tests"]}
QUESTIONS = {
    fact["path"].removeprefix("history.answers."): fact
    for fact in knowledge("facts")["facts"]
    if fact.get("from", {}).get("answer")
}

# Steroids that act in the whole body; the names are those that a printed drug list uses.
STEROIDS = ("prednisone", "prednisolone", "methylprednisolone", "dexamethasone", "hydrocortisone", "deflazacort")
BISPHOSPHONATES = ("alendronate", "risedronate", "ibandronate", "zoledronate")
OTHER_BONE_DRUGS = ("teriparatide", "abaloparatide", "romosozumab", "raloxifene", "estradiol")

# Young adults: mean and standard deviation in g/cm², rounded; they only make densities that are possible.
YOUNG = {
    "lumbar-spine": (1.047, 0.11),
    "femoral-neck": (0.849, 0.111),
    "total-hip": (0.942, 0.122),
    "radius-33": (0.69, 0.053),
}

KINDS = {"any": 36, "young": 18, "child": 12, "low laboratory": 12, "denosumab": 14, "steroid": 8}


def draw(seed):
    """The study of an invented person; the same seed gives the same person."""
    return Drawing(seed).study()


class Drawing:
    """Draws one person."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.kind = self.random.choices(list(KINDS), list(KINDS.values()))[0]
        self.dated = self.chance(0.94)
        self.age = self.drawn_age()
        self.sex = self.random.choice(("female", "male"))

    # --- Chance ---------------------------------------------------------------------------------

    def chance(self, share):
        """True in a share of draws."""
        return self.random.random() < share

    def perhaps(self, place, key, share, value):
        """Sets a key in a share of draws."""
        if self.chance(share):
            place[key] = value()

    def drawn_age(self):
        """An age from 5 to 95."""
        low, high = {"young": (20, 54), "child": (5, 19.99), "steroid": (20, 90)}.get(self.kind, (5, 95))
        return round(self.random.uniform(low, high), 2)

    def day(self, most_years=8, least_days=0):
        """A day before the scan, and never before the birth."""
        most = int(min(most_years, max(self.age - 0.5, 0.1)) * 365)
        return SCAN_DAY - timedelta(days=self.random.randint(least_days, max(most, least_days + 1)))

    def partial(self, day):
        """A day, or only its month or its year."""
        return self.random.choices((day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]), (8, 1, 1))[0]

    # --- The person -------------------------------------------------------------------------------

    def study(self):
        """The study document."""
        self.menopause = self.drawn_menopause()
        study = {"osteon": "study/1", "patient": self.patient(), "history": self.history(), "scans": self.scans()}
        if not study["history"]:
            del study["history"]
        return study

    def drawn_menopause(self):
        """A status that the age allows, or none."""
        if self.sex == "male" or self.age < 12 or self.chance(0.06):
            return None
        if self.age < 40:
            return self.random.choices(("pre", "unknown", "post", "transition"), (80, 8, 8, 4))[0]
        if self.age < 56:
            return self.random.choice(("pre", "transition", "post", "unknown"))
        return self.random.choices(("post", "unknown", "pre"), (90, 7, 3))[0]

    def patient(self):
        """The person."""
        person = {"sexAtBirth": self.sex}
        if self.dated:
            person["birthDate"] = (SCAN_DAY - timedelta(days=int(self.age * 365.25))).isoformat()
        if self.menopause:
            person["menopause"] = {"status": self.menopause}
            if self.menopause == "post" and self.age > 35:
                self.perhaps(person["menopause"], "age", 0.6, lambda: int(min(self.age, self.random.uniform(30, 56))))
        if self.sex == "female" and 12 < self.age < 56:
            self.perhaps(person, "pregnancy", 0.3, lambda: self.random.choices(("no", "possible", "yes"), (6, 1, 1))[0])
        self.perhaps(person, "genderIdentity", 0.1, lambda: self.random.choice(("female", "male", "non-binary")))
        height = 100 + min(self.age, 17) * 4 + self.random.uniform(-12, 12)
        self.perhaps(person, "heightCm", 0.7, lambda: round(height, 1))
        self.perhaps(person, "weightKg", 0.7, lambda: round(self.random.uniform(0.22, 0.6) * height, 1))
        if self.age > 50:
            self.perhaps(person, "maximumHeightCm", 0.3, lambda: round(height + self.random.uniform(0, 8), 1))
        return person

    def scans(self):
        """The scan of the day, and in some an earlier one."""
        level = self.random.uniform(-6, 3)
        printed = self.chance(0.6)
        newest = self.scan(level, printed)
        if self.dated:
            newest["date"] = SCAN_DAY.isoformat()
        else:
            newest["ageYears"] = self.age
        if not (self.dated and self.age > 8 and self.chance(0.15)):
            return [newest]
        earlier = self.scan(min(3, level + self.random.uniform(-0.5, 1.2)), printed)
        earlier["date"] = self.day(3, 200).isoformat()
        return [newest, earlier]

    def scan(self, level, printed):
        """A scan whose sites scatter about a level."""
        sites = [site for site in YOUNG if self.chance(0.3 if site == "radius-33" else 0.85)] or ["lumbar-spine"]
        scan = {"scanner": {"manufacturer": "Hologic", "model": "Horizon W"}, "regions": []}
        for site in sites:
            score = round(max(-6, min(3, level + self.random.gauss(0, 0.5))), 1)
            scan["regions"].append(self.region(site, score, printed))
        return scan

    def region(self, site, score, printed):
        """A region with printed scores, or with a density."""
        region = {"site": site} if site == "lumbar-spine" else {"site": site, "side": "left"}
        if printed:
            older = round(score + max(0, self.age - 40) * 0.03, 1)
            scores = {"t": score, "z": older} if self.age >= ADULT or self.chance(0.2) else {"z": score}
            region["printed"] = scores if self.chance(0.9) else {"z": older}
        else:
            mean, deviation = YOUNG[site]
            region["bmd"] = round(max(0.12, mean + score * deviation), 3)
        return region

    # --- The history ------------------------------------------------------------------------------

    def history(self):
        """The history; each of its parts may be missing altogether."""
        history = {}
        clean = self.kind == "young" and self.chance(0.6)
        self.perhaps(history, "fractures", 0.85, lambda: self.fractures(clean))
        self.perhaps(history, "medications", 0.85, lambda: self.medications(clean))
        self.perhaps(history, "conditions", 0.8, self.conditions)
        self.perhaps(history, "laboratory", 0.7, self.laboratory)
        self.perhaps(history, "riskFactors", 0.75, self.risks)
        self.perhaps(history, "answers", 0.75, self.answers)
        if self.age > 25 and not clean:
            self.perhaps(history, "fractureProbability", 0.3, self.probability)
        if self.kind == "low laboratory":
            history["laboratory"] = history.get("laboratory", []) + self.low_results()
        if self.kind == "denosumab":
            history["medications"] = history.get("medications", []) + self.denosumab(history)
        if self.kind == "steroid":
            history["medications"] = history.get("medications", []) + [self.steroid()]
        return history

    def fractures(self, clean):
        """None in most, else up to four."""
        sites = ("hip", "vertebra", "humerus", "forearm", "pelvis", "rib", "tibia", "femur-shaft", "metatarsal", "other")
        found = []
        for _ in range(self.random.choices((0, 1, 2, 3, 4), (55, 25, 12, 5, 3))[0]):
            fracture = {"site": self.random.choice(sites)}
            trauma = ("high",) if clean else ("low", "low", "low", "high", "unknown", None)
            fracture["trauma"] = self.random.choice(trauma)
            self.perhaps(fracture, "date", 0.8, lambda: self.partial(self.day(40)))
            found.append(fracture)
        return found

    def medications(self, clean):
        """Bone drugs, steroids and drugs that harm bone."""
        drugs = []
        if self.chance(0.15) and not clean:
            drugs.append(self.drug(self.random.choice(BISPHOSPHONATES + OTHER_BONE_DRUGS), stops=0.3))
        if self.chance(0.12) and not clean:
            drugs.append(self.steroid())
        for cause in self.random.sample(CAUSE_DRUGS, self.random.choices((0, 1, 2), (70, 22, 8))[0]):
            drugs.append(self.drug(self.random.choice(cause["names"]), cause, stops=0.2))
        return drugs

    def drug(self, name, concept=None, stops=0.0):
        """A drug by its name or by its code, begun and perhaps ended before the scan."""
        drug = self.named(name, concept)
        begun = self.day(12, 30)
        self.perhaps(drug, "start", 0.85, lambda: self.partial(begun))
        if self.chance(stops):
            drug["stop"] = (begun + timedelta(days=self.random.randint(1, max(2, (SCAN_DAY - begun).days)))).isoformat()
        return drug

    def named(self, name, concept):
        """A name, or a code beside a name that says nothing."""
        codes = [
            {"system": code["system"], "value": prefix}
            for code in (concept or {}).get("codes", [])
            for prefix in code["prefixes"]
        ]
        if codes and self.chance(0.4):
            return {"name": "as coded", "code": self.random.choice(codes)}
        return {"name": name}

    def steroid(self):
        """A glucocorticoid with a dose, begun days to years ago."""
        drug = {"name": self.random.choice(STEROIDS)}
        self.perhaps(drug, "doseMg", 0.9, lambda: self.random.choice((1, 2.5, 5, 7.5, 10, 15, 20, 30, 40, 60)))
        self.perhaps(drug, "start", 0.9, lambda: self.day(4, 20).isoformat())
        if self.chance(0.15):
            drug["stop"] = self.day(1).isoformat()
            drug.pop("start", None)
        return drug

    def denosumab(self, history):
        """Denosumab on time, late, stopped, stopped and followed, or to be stopped by answer."""
        drug = {"name": self.random.choice(("denosumab", "Denosumab 60 mg"))}
        if self.chance(0.3):
            drug = {"name": "as coded", "code": {"system": "atc", "value": "M05BX04"}}
        case = self.random.choice(("on time", "late", "late", "stopped", "stopped", "followed", "plan"))
        last = SCAN_DAY - timedelta(days=self.random.randint(2, 170))
        if case == "late":
            last = SCAN_DAY - timedelta(days=self.random.randint(260, 900))
        first = last - timedelta(days=self.random.choice((0, 183, 366, 730, 1500)))
        drug["start"] = self.partial(first)
        self.perhaps(drug, "lastDose", 0.9, lambda: last.isoformat())
        drugs = [drug]
        if case in ("stopped", "followed"):
            drug["stop"] = self.partial(last)
        if case == "followed":
            after = {"name": self.random.choice(BISPHOSPHONATES + OTHER_BONE_DRUGS)}
            after["start"] = (last + timedelta(days=self.random.randint(0, (SCAN_DAY - last).days))).isoformat()
            drugs.append(after)
        if case == "plan":
            history.setdefault("answers", {})["plansToStopDenosumab"] = True
            self.perhaps(history["answers"], "denosumabDoses", 0.5, lambda: self.random.randint(0, 12))
        return drugs

    def conditions(self):
        """Causes of low density, by name or by code, and other diseases that limit drugs."""
        others = ("dialysis", "cancer", "bone-metastasis", "esophageal-disorder", "kidney-stones", "stroke")
        found = self.random.sample(DISEASES, self.random.choices((0, 1, 2, 3), (50, 30, 14, 6))[0])
        if self.chance(0.1):
            found.append(CONCEPTS[self.random.choice(others)])
        conditions = []
        for concept in found:
            condition = self.named(self.random.choice(concept["names"]), concept)
            self.perhaps(condition, "since", 0.4, lambda: self.partial(self.day(10)))
            conditions.append(condition)
        return conditions

    def risks(self):
        """Risk factors, each known or not."""
        factors = {}
        self.perhaps(factors, "parentalHipFracture", 0.8, lambda: self.chance(0.2))
        self.perhaps(factors, "currentSmoker", 0.8, lambda: self.chance(0.25))
        self.perhaps(factors, "alcoholUnitsPerDay", 0.7, lambda: self.random.choice((0, 0, 1, 2, 2.9, 3, 5)))
        self.perhaps(factors, "rheumatoidArthritis", 0.6, lambda: self.chance(0.1))
        self.perhaps(factors, "fallsInLastYear", 0.7, lambda: self.random.choice((0, 0, 0, 1, 2, 5)))
        return factors

    def answers(self):
        """Answers to some of all questions; complaints are rarer than not."""
        asked = self.random.sample(sorted(QUESTIONS), self.random.choice((0, 3, 8, 20, len(QUESTIONS))))
        return {name: self.answer(QUESTIONS[name]) for name in asked}

    def answer(self, fact):
        """An answer of the form that a fact asks for."""
        if fact["kind"] == "flag":
            return self.chance(0.15)
        low, high = fact["range"]
        return self.random.randint(low, min(high, 1500 if high > 100 else 6))

    def probability(self):
        """A probability as FRAX prints it."""
        major = round(self.random.choice((1, 4, 8, 12, 19.9, 20, 25, 30, 45)) * self.random.uniform(0.9, 1.1), 1)
        probability = {"tool": "FRAX", "majorPercent": major, "hipPercent": round(major * self.random.uniform(0.05, 0.5), 1)}
        if self.chance(0.15):
            del probability[self.random.choice(("majorPercent", "hipPercent"))]
        return probability

    # --- The laboratory ---------------------------------------------------------------------------

    def laboratory(self):
        """Results of some tests, low, normal or high, in any unit of the test."""
        keys = self.random.sample(sorted(TESTS), self.random.choice((0, 2, 6, 12)))
        results = [self.result(key, self.level(key), self.day(2)) for key in keys]
        return [result for result in results for _ in range(2 if self.chance(0.05) else 1)]

    def level(self, key):
        """A value in the conventional unit, low, normal or high."""
        interval = (TESTS[key].get("intervals") or [{}])[0]
        low, high = interval.get("low"), interval.get("high")
        least, most = TESTS[key]["plausible"]
        low = low if low is not None else max(least, (high or most) * 0.2)
        high = high if high is not None else min(most, low * 3 + 0.1)
        value = self.random.choices(
            (low * self.random.uniform(0.5, 0.95), self.random.uniform(low, high), high * self.random.uniform(1.05, 2)),
            (15, 70, 15),
        )[0]
        return max(least, min(most, value))

    def result(self, key, value, day, unit=None):
        """A result of a test in one of its units."""
        test = TESTS[key]
        units = [(test["unit"], 1)] + [(other["unit"], other["factor"]) for other in test.get("otherUnits", [])]
        name, factor = unit or self.random.choice(units)
        result = {"test": key, "value": round(value * factor, 4), "unit": name}
        self.perhaps(result, "date", 0.9, lambda: day.isoformat())
        return result

    def low_results(self):
        """Low alkaline phosphatase twice, or low calcium as the latest, in one of many ways."""
        case = self.random.choice(("phosphatase", "phosphatase own limit", "total", "albumin", "ionized", "renewed"))
        last = self.day(0.5)
        before = last - timedelta(days=self.random.randint(29, 300))

        def dated(key, value, day, **more):
            return self.result(key, value, day) | {"date": day.isoformat()} | more

        if case == "phosphatase":
            return [dated("alkaline-phosphatase", self.random.uniform(6, 27), day) for day in (before, last)]
        if case == "phosphatase own limit":
            unit = ("U/L", 1)
            values = [(self.random.uniform(31, 38), day) for day in (before, last)]
            limits = {"low": 40, "high": 130}
            return [
                self.result("alkaline-phosphatase", value, day, unit) | {"date": day.isoformat()} | limits
                for value, day in values
            ]
        normal = dated("calcium", self.random.uniform(8.8, 10.2), before)
        if case == "total":
            return [normal, dated("calcium", self.random.uniform(6, 8.2), last)]
        if case == "albumin":
            low = dated("calcium", self.random.uniform(6, 7.6), last)
            return [normal, low, dated("albumin", self.random.uniform(3.6, 4.4), last)]
        if case == "ionized":
            return [normal, dated("ionized-calcium", self.random.uniform(0.7, 1.1), last)]
        earlier = dated("corrected-calcium", self.random.uniform(8.8, 10.2), before)
        return [earlier, dated("calcium", self.random.uniform(6, 8.2), last)]


# --- One risk factor more --------------------------------------------------------------------------


def with_one_more(study, seed):
    """The same person with one risk factor more: its name and the study; nothing where it would make a list known."""
    chooser = random.Random(seed)
    ways = list(MORE.items())
    chooser.shuffle(ways)
    for name, way in ways:
        changed = copy.deepcopy(study)
        if way(changed, chooser):
            return name, changed
    raise AssertionError("a density can always be lower")


def more_fractures(study, chooser):
    """A low-trauma fracture of the last two years."""
    fractures = study.get("history", {}).get("fractures")
    if fractures is None:
        return False
    day = SCAN_DAY - timedelta(days=chooser.randint(10, min(600, int(age(study) * 300))))
    site = chooser.choice(("hip", "vertebra", "humerus", "forearm", "pelvis"))
    fractures.append({"site": site, "date": day.isoformat(), "trauma": "low"})
    return True


def risk_flag(name):
    """A way that turns a risk factor that is known to be absent into one that is present."""

    def way(study, _):
        factors = study.get("history", {}).get("riskFactors", {})
        if factors.get(name) is not False:
            return False
        factors[name] = True
        return True

    return way


def more_falls(study, _):
    """One more fall."""
    factors = study.get("history", {}).get("riskFactors", {})
    if "fallsInLastYear" not in factors:
        return False
    factors["fallsInLastYear"] += 1
    return True


def more_steroid(study, chooser):
    """Prednisone where the list has no glucocorticoid, else twice the dose."""
    drugs = study.get("history", {}).get("medications")
    if drugs is None:
        return False
    taken = [drug for drug in drugs if drug["name"] in STEROIDS]
    if taken:
        taken = [drug for drug in taken if "doseMg" in drug and "stop" not in drug]
        for drug in taken:
            drug["doseMg"] *= 2
        return bool(taken)
    day = SCAN_DAY - timedelta(days=chooser.choice((20, 70, 120, 400)))
    drugs.append({"name": "prednisone", "doseMg": chooser.choice((2.5, 5, 10, 30)), "start": day.isoformat()})
    return True


def more_causes(study, chooser):
    """A disease that lowers density."""
    conditions = study.get("history", {}).get("conditions")
    if conditions is None:
        return False
    conditions.append({"name": chooser.choice(chooser.choice(DISEASES)["names"])})
    return True


def lower_density(study, _):
    """A standard deviation less at every site of the latest scan."""
    for region in study["scans"][0]["regions"]:
        if "bmd" in region:
            region["bmd"] = round(max(0.1, region["bmd"] - YOUNG[region["site"]][1]), 3)
        for score in region.get("printed", {}):
            region["printed"][score] = round(region["printed"][score] - 1, 1)
    return True


MORE = {
    "a fracture": more_fractures,
    "smoking": risk_flag("currentSmoker"),
    "a parent's hip fracture": risk_flag("parentalHipFracture"),
    "a fall": more_falls,
    "glucocorticoids": more_steroid,
    "a cause": more_causes,
    "a lower density": lower_density,
}


# --- What is true of a person by the input alone -----------------------------------------------------


def age(study):
    """The age at the latest scan in years."""
    scan = study["scans"][0]
    if "ageYears" in scan:
        return scan["ageYears"]
    born = date.fromisoformat(study["patient"]["birthDate"])
    day = date.fromisoformat(scan["date"])
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def bounds(text):
    """The first and the last day that a day, a month or a year can mean."""
    if len(text) == 10:
        return date.fromisoformat(text), date.fromisoformat(text)
    if len(text) == 4:
        return date(int(text), 1, 1), date(int(text), 12, 31)
    first = date.fromisoformat(text + "-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def listed(study, name):
    """A list of the history; empty where it is missing."""
    return study.get("history", {}).get(name) or []


def menopause(study):
    """The menopausal status, if it was stated."""
    return study["patient"].get("menopause", {}).get("status")


def is_child(study):
    """Whether a person is under 20."""
    return age(study) < ADULT


def is_young(study):
    """Whether a person is under 20, a woman before menopause, or a man below 50."""
    is_man = study["patient"]["sexAtBirth"] == "male"
    return is_child(study) or (age(study) < 50 if is_man else menopause(study) == "pre")


def has_only_a_score(study):
    """Whether nothing but a score could suggest treatment: no low-trauma fracture, no steroid ever, no probability."""
    steroids = [drug for drug in listed(study, "medications") if any(name[:8] in drug["name"].lower() for name in STEROIDS)]
    coded = [drug for drug in listed(study, "medications") if drug.get("code", {}).get("value", "").startswith("H02AB")]
    broken = [fracture for fracture in listed(study, "fractures") if fracture.get("trauma") == "low"]
    return not (steroids or coded or broken or "fractureProbability" in study.get("history", {}))


# Units of the results that are judged here: what a value is divided by to be in U/L, mg/dL, mmol/L or g/dL.
DIVISORS = {
    "alkaline-phosphatase": {"U/L": 1, "µkat/L": 1 / 60},
    "calcium": {"mg/dL": 1, "mmol/L": 0.2495, "mEq/L": 0.499},
    "corrected-calcium": {"mg/dL": 1, "mmol/L": 0.2495},
    "ionized-calcium": {"mmol/L": 1, "mg/dL": 4.008, "mEq/L": 2},
    "albumin": {"g/dL": 1, "g/L": 10},
}
LOW = {"alkaline-phosphatase": 30, "calcium": 8.5, "corrected-calcium": 8.5, "ionized-calcium": 1.15}


def value(result):
    """A result in the unit of its limit."""
    return result["value"] / DIVISORS[result["test"]][result["unit"]]


def is_low(result):
    """Whether a result is clearly low: by the laboratory's own limit, else by that of adults."""
    if "low" in result:
        return result["value"] < result["low"] * 0.99
    return value(result) < LOW[result["test"]] * 0.99


def of_tests(study, *tests):
    """The dated results of some tests, the latest day last; nothing where one of them has no day."""
    results = [result for result in listed(study, "laboratory") if result["test"] in tests]
    if any(len(result.get("date", "")) != 10 for result in results):
        return []
    return sorted(results, key=lambda result: result["date"])


def has_repeated_low_phosphatase(study):
    """Whether the latest alkaline phosphatase is low, and one was at least four weeks earlier."""
    results = of_tests(study, "alkaline-phosphatase")
    if not results or not all(is_low(result) for result in results if result["date"] == results[-1]["date"]):
        return False
    last = date.fromisoformat(results[-1]["date"])
    return any(is_low(result) and (last - date.fromisoformat(result["date"])).days >= 28 for result in results)


def has_low_calcium(study):
    """Whether every calcium of the latest day is low; total calcium is corrected where albumin of that day is known."""
    results = of_tests(study, "calcium", "corrected-calcium", "ionized-calcium")
    newest = [result for result in results if result["date"] == results[-1]["date"]]
    albumin = [
        value(result) for result in listed(study, "laboratory")
        if result["test"] == "albumin" and newest and result.get("date") == newest[0]["date"]
    ]
    return bool(newest) and all(is_low_calcium(result, albumin) for result in newest)


def is_low_calcium(result, albumin):
    """Whether a calcium is low, with every albumin of its day."""
    if result["test"] != "calcium" or not albumin:
        return is_low(result)
    return all(value(result) + 0.8 * (4 - grams) < LOW["calcium"] * 0.99 for grams in albumin)


def denosumab(study):
    """The entries of denosumab that were begun by the scan."""
    drugs = [
        drug for drug in listed(study, "medications")
        if "denosumab" in drug["name"].lower() or drug.get("code", {}).get("value") == "M05BX04"
    ]
    return [drug for drug in drugs if "start" not in drug or bounds(drug["start"])[0] <= SCAN_DAY]


def denosumab_in_danger(study):
    """How denosumab ends: 'planned', 'stopped' or 'overdue'; nothing where it goes on, or cannot be dated."""
    if study.get("history", {}).get("answers", {}).get("plansToStopDenosumab"):
        return "planned"
    drugs = denosumab(study)
    if not drugs:
        return None
    if all("stop" in drug and bounds(drug["stop"])[1] <= SCAN_DAY for drug in drugs):
        return "stopped"
    going = [drug for drug in drugs if "stop" not in drug]
    doses = [bounds(drug["lastDose"])[1] for drug in drugs if "lastDose" in drug]
    is_late = doses and (SCAN_DAY - max(doses)).days > 7 * 31 and all("lastDose" in drug for drug in going)
    return "overdue" if is_late and "date" in study["scans"][0] else None


def takes_other_bone_drug(study):
    """Whether a bone drug besides denosumab is on the list and was not stopped."""
    names = (*BISPHOSPHONATES, *OTHER_BONE_DRUGS)
    return any(drug["name"] in names for drug in listed(study, "medications") if "stop" not in drug)


def has_older_corrected_calcium(study):
    """Whether a corrected calcium was given on a day before the latest calcium."""
    results = of_tests(study, "calcium", "corrected-calcium", "ionized-calcium")
    return any(result["test"] == "corrected-calcium" and result["date"] < results[-1]["date"] for result in results)


def breaks_as_a_child(study):
    """Whether a child has the fractures of which the positions of 2013 make a diagnosis: a vertebra, or two long bones."""
    broken = [fracture["site"] for fracture in listed(study, "fractures") if fracture.get("trauma") != "high"]
    long_bones = ("hip", "humerus", "forearm", "tibia", "femur-shaft")
    return "vertebra" in broken or sum(site in long_bones for site in broken) >= 2
