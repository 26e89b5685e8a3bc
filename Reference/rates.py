# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The rules of `Knowledge/rules/rates.json`, evaluated apart from the engine: which one decides for whom.

    python Reference/rates.py people
    python Reference/rates.py grid

A condition is True, False or None (unknown). The first rule that holds decides; one that is unknown ends the
search. `people` prints who without drugs has no rate, `grid` runs millions of combinations of all facts.
"""

import argparse
import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

KNOWLEDGE = Path(__file__).resolve().parents[1] / "Knowledge"
RULES = json.loads((KNOWLEDGE / "rules" / "rates.json").read_text(encoding="utf-8"))["rules"]
FACTS = {fact["name"]: fact for fact in json.loads((KNOWLEDGE / "facts.json").read_text(encoding="utf-8"))["facts"]}
SITES = ("lumbar-spine", "total-hip", "femoral-neck", "radius-33")
COMPARED = {
    "equals": lambda value, wanted: value == wanted,
    "oneOf": lambda value, wanted: value in wanted,
    "below": lambda value, wanted: value < wanted,
    "atLeast": lambda value, wanted: value >= wanted,
}


def holds(condition: dict, facts: dict) -> bool | None:
    """True, False, or None where a missing fact would decide."""
    if "all" in condition:
        parts = [holds(part, facts) for part in condition["all"]]
        return False if False in parts else None if None in parts else True
    if "any" in condition:
        parts = [holds(part, facts) for part in condition["any"]]
        return True if True in parts else None if None in parts else False
    if "not" in condition:
        part = holds(condition["not"], facts)
        return None if part is None else not part
    name = condition["fact"]
    if "known" in condition:
        return (name in facts) == condition["known"]
    (form, wanted), = ((key, value) for key, value in condition.items() if key != "fact")
    return COMPARED[form](facts[name], wanted) if name in facts else None


def deciding(facts: dict) -> tuple[dict | None, bool]:
    """The rule that ends the search, and whether it holds; (None, False) if none does."""
    for rule in RULES:
        found = holds(rule["when"], facts)
        if found is not False:
            return rule, found is True
    return None, False


def expected(facts: dict) -> dict | None:
    """What is expected, {} where nothing can be; None for want of a fact."""
    rule, decided = deciding(facts)
    return rule["then"]["expect"] if decided else None


# --- People ---------------------------------------------------------------------------------


def plain_people(ages: range) -> Iterator[dict]:
    """People without drugs, with the menopausal facts known or not."""
    without = {"boneDrug": "none", "stoppedBoneDrug": "none", "lossCause": "none"}
    for site, age, drugs in itertools.product(SITES, ages, ({}, without)):
        person = {"site": site, "age": age} | drugs
        yield person | {"sexAtBirth": "male"}
        for status in (None, "pre", "transition", "post"):
            woman = person | {"sexAtBirth": "female"} | ({} if status is None else {"menopause": status})
            yield woman
            if status == "post":
                yield from (woman | {"yearsSinceMenopause": years} for years in (0, 1, 2, 4, 5, 6, 7, 12, 30))


def timed(name: str, value: str, clock: str, years: tuple[int, ...]) -> Iterator[dict]:
    """A drug with each number of years, or without years where there is none."""
    yield from ({name: value, clock: year} for year in years) if value != "none" else iter([{name: value}])


def grid() -> Iterator[dict]:
    """All facts known, but for the menopausal ones of some women; ages, drugs and years across the boundaries."""
    women = ((18, "pre", None), (35, "pre", None), (44, None, None), (50, "transition", None), (53, "post", 1),
             (57, "post", None), (57, "post", 6), (58, "post", 9), (72, "post", 25), (72, None, None))
    people = [{"age": age, "sexAtBirth": "male"} for age in (18, 35, 57, 72)]
    for age, status, years in women:
        people.append({"age": age, "sexAtBirth": "female"} | ({"menopause": status} if status else {})
                      | ({} if years is None else {"yearsSinceMenopause": years}))
    drugs = [one for drug in FACTS["boneDrug"]["values"]
             for one in timed("boneDrug", drug, "yearsOnBoneDrug", (0, 1, 2, 4, 7, 9, 12))]
    stopped = [one for drug in FACTS["stoppedBoneDrug"]["values"]
               for one in timed("stoppedBoneDrug", drug, "yearsSinceBoneDrug", (0, 1, 2, 4, 6))]
    causes = [one for cause in FACTS["lossCause"]["values"]
              for one in timed("lossCause", cause, "yearsOnLossCause", (0, 1, 3, 8))]
    for site in (*SITES, "trochanter"):
        for parts in itertools.product(people, drugs, stopped, causes):
            yield {"site": site} | parts[0] | parts[1] | parts[2] | parts[3]


def print_people() -> None:
    """Who of 20 to 100 without drugs has no rate: the rule that ends the search, and their ages."""
    missing = defaultdict(set)
    for person in plain_people(range(20, 101)):
        if not expected(person):
            rule, decided = deciding(person)
            who = (person["site"], person["sexAtBirth"], person.get("menopause", "status not given"))
            missing[(*who, rule["id"], "none is given" if decided else "a fact is missing")].add(person["age"])
    for who, ages in sorted(missing.items()):
        print(f"  {', '.join(who)}: {min(ages)} to {max(ages)}")


def print_grid() -> None:
    """How many combinations there are, how many have no rule, and the rules that decide for nobody."""
    wins = Counter()
    for person in itertools.chain(plain_people(range(20, 101)), grid()):
        rule, decided = deciding(person)
        wins[rule["id"] if decided else "a fact is missing" if rule else "no rule"] += 1
    print(f"{sum(wins.values())} combinations; no rule {wins['no rule']}, a fact missing {wins['a fact is missing']};"
          f" never deciding in them: {', '.join(rule['id'] for rule in RULES if rule['id'] not in wins) or 'none'}")


def main() -> None:
    """Prints one of the two tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("people", "grid"))
    print_people() if parser.parse_args().command == "people" else print_grid()


if __name__ == "__main__":
    main()
