# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""A seeded, invented sample of 200 people with the raw column names of NHANES.

    python Reference/synthetic.py

Writes synthetic-200.csv, synthetic-200.studies.ndjson and synthetic-200.scores.csv to
Reference/expected/. Nobody in it exists: densities come from a plain invented curve, and the
first people are written by hand to stand on the edges. A missing value is NA.
"""

import argparse
import random
from pathlib import Path

import nhanes
import scores

SEED = 20260501
PEOPLE = 200
CYCLE = "S"
FIRST_NUMBER = 900001
SCAN_DATE = "2026-01-01"
OUTPUT = Path(__file__).resolve().parent / "expected"

PREFIXES = ("DXXNK", "DXXOF", "DXXOS")
COLUMNS = ["SEQN", "RIAGENDR", "RIDAGEYR", "RIDAGEEX"] + [
    prefix + quantity for prefix in PREFIXES for quantity in ("BMD", "BMC", "A")
]
MALE, FEMALE = "1", "2"
NA = nhanes.MISSING

# Invented: density at the peak in g/cm², share lost by age 90, mean area in cm².
SHAPES = {"DXXNK": (0.89, 0.30, 5.2), "DXXOF": (0.99, 0.28, 35.0), "DXXOS": (1.05, 0.12, 58.0)}

Row = dict[str, str]


def typical_density(prefix: str, sex: str, age: float) -> float:
    """The invented mean density, g/cm²: rising to 20 years, flat to 45, then falling to 90."""
    peak, loss, _ = SHAPES[prefix]
    if sex == MALE:
        peak *= 1.06
    if age < 20:
        return peak * (0.58 + 0.42 * (age - 8) / 12)
    return peak * (1 - loss * max(0.0, age - 45) / 45)


def draw_region(source: random.Random, prefix: str, sex: str, age: float) -> Row:
    """A region whose printed BMD agrees with its printed BMC and area."""
    density = max(0.25, typical_density(prefix, sex, age) * (1 + 0.13 * source.gauss(0, 1)))
    return region(prefix, f"{density:.3f}", SHAPES[prefix][2] * (1 + 0.10 * source.gauss(0, 1)))


def region(prefix: str, bmd: str, area: float) -> Row:
    """Columns of a region with a given BMD text (g/cm²) and area (cm²); BMC follows."""
    area_text = f"{area:.2f}"
    return {f"{prefix}BMD": bmd, f"{prefix}BMC": f"{float(bmd) * float(area_text):.2f}", f"{prefix}A": area_text}


def absent(prefix: str) -> Row:
    """Columns of a region that was not measured."""
    return {f"{prefix}BMD": NA, f"{prefix}BMC": NA, f"{prefix}A": NA}


def draw_person(source: random.Random, sex: str, months: int) -> Row:
    """A person with all three regions; age in months."""
    row = {"RIAGENDR": sex, "RIDAGEYR": str(months // 12), "RIDAGEEX": str(months)}
    for prefix in PREFIXES:
        row |= draw_region(source, prefix, sex, months / 12)
    return row


def ages_on_edges(source: random.Random) -> list[Row]:
    """Exact ages on the edges of the curves (8 and 84) and of adulthood (20), both sexes."""
    months = (95, 96, 97, 239, 240, 241, 1007, 1008, 1009, 1080)
    people = [draw_person(source, sex, month) for month in months for sex in (FEMALE, MALE)]
    birthday_since_interview = draw_person(source, FEMALE, 240) | {"RIDAGEYR": "19"}
    return people + [birthday_since_interview]


def ages_not_exact(source: random.Random) -> list[Row]:
    """Missing months: children, adults on both sides of 20, top-coded at 80 and at 85."""
    people = []
    for index, years in enumerate((9, 15, 18, 19, 20, 21, 28, 50, 79, 80, 80, 84, 85, 85)):
        sex = (FEMALE, MALE)[index % 2]
        people.append(draw_person(source, sex, years * 12 + 5) | {"RIDAGEEX": NA})
    return people


def densities_at_cut_points(source: random.Random) -> list[Row]:
    """Densities on both sides of T = -1.05 and -2.45, and some with a fourth decimal."""
    cases = {
        "DXXNK": ("0.732", "0.733", "0.564", "0.565", "0.5645", "0.5644", "0.7325"),
        "DXXOF": ("0.813", "0.814", "0.643", "0.644", "0.6435"),
        "DXXOS": ("0.931", "0.932", "0.777", "0.778", "0.7775"),
    }
    people = []
    for prefix, densities in cases.items():
        for index, bmd in enumerate(densities):
            person = draw_person(source, (FEMALE, MALE)[index % 2], 12 * source.randint(50, 79) + 3)
            people.append(person | region(prefix, bmd, float(person[f"{prefix}A"])))
    return people


def smallest_contradiction(columns: Row, prefix: str) -> Row:
    """The columns with BMC raised by steps of 0.01 g until it just contradicts the BMD."""
    bmd, area = columns[f"{prefix}BMD"], columns[f"{prefix}A"]
    hundredths = round(float(columns[f"{prefix}BMC"]) * 100)
    while not scores.density_contradicted(bmd, f"{hundredths / 100:.2f}", area):
        hundredths += 1
    return columns | {f"{prefix}BMC": f"{hundredths / 100:.2f}"}


def contradictions(source: random.Random) -> list[Row]:
    """For each region: BMC just too high, one step inside, and far too low; adults and a child."""
    people = []
    for prefix in PREFIXES:
        for months in (130, 700):
            person = draw_person(source, FEMALE, months)
            just_outside = smallest_contradiction(person, prefix)
            bmc = float(just_outside[f"{prefix}BMC"])
            people.append(just_outside)
            people.append(person | {f"{prefix}BMC": f"{bmc - 0.01:.2f}"})
            people.append(person | {f"{prefix}BMC": f"{bmc * 0.95:.2f}"})
    top_coded = draw_person(source, MALE, 1000) | {"RIDAGEYR": "80", "RIDAGEEX": NA}
    people.append(top_coded | {"DXXOSBMC": f"{float(top_coded['DXXOSBMC']) + 3:.2f}"})
    return people


def missing_values(source: random.Random) -> list[Row]:
    """Regions absent one by one (a femur region stays), and a density without BMC or area."""
    def person() -> Row:
        return draw_person(source, source.choice((FEMALE, MALE)), source.randint(100, 1000))

    people = [person() | absent("DXXOS") for _ in range(6)]
    people += [person() | absent("DXXOF"), person() | absent("DXXNK")]
    people.append(person() | absent("DXXOF") | absent("DXXOS"))
    for prefix in PREFIXES:
        people += [person() | {f"{prefix}BMC": NA}, person() | {f"{prefix}A": NA}]
        people.append(person() | {f"{prefix}BMC": NA, f"{prefix}A": NA})
    return people


def ordinary(source: random.Random) -> Row:
    """A random person of 8 to 90 years, as the survey would give them."""
    person = draw_person(source, source.choice((FEMALE, MALE)), source.randint(96, 1080))
    if source.random() < 0.15:
        person |= absent("DXXOS")
    if int(person["RIDAGEYR"]) >= 80 and source.random() < 0.5:
        person |= {"RIDAGEYR": "80", "RIDAGEEX": NA}
    return person


def sample() -> list[Row]:
    """All people, numbered in order."""
    source = random.Random(SEED)
    people = ages_on_edges(source) + ages_not_exact(source) + densities_at_cut_points(source)
    people += contradictions(source) + missing_values(source)
    people += [ordinary(source) for _ in range(PEOPLE - len(people))]
    return [{"SEQN": str(FIRST_NUMBER + index)} | person for index, person in enumerate(people)]


def write_sample(output: Path) -> list[Row]:
    """Write the three files; returns the expected rows."""
    curves = scores.load_curves()
    people = sample()
    named = [(f"{CYCLE}-{person['SEQN']}", person) for person in people]
    studies = [nhanes.study_document(identifier, person, SCAN_DATE) for identifier, person in named]
    rows = [row for identifier, person in named
            for row in nhanes.expected_rows(identifier, person, curves)]
    nhanes.write_csv(output / "synthetic-200.csv", COLUMNS, people)
    nhanes.write_studies(output / "synthetic-200.studies.ndjson", studies)
    nhanes.write_csv(output / "synthetic-200.scores.csv", nhanes.EXPECTED_COLUMNS, rows)
    nhanes.print_summary(studies, rows)
    return rows


def main() -> None:
    """Write the sample and print its summary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder to write to")
    options = parser.parse_args()
    write_sample(options.output)


if __name__ == "__main__":
    main()
