# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks of the simulated people, their reports and the seeded faults."""

from fractions import Fraction

import pytest
import report_correlations as correlations
import report_documents as documents
import report_faults as faults
import report_people as people
import report_writer as writer
import scores
import survey
from report_people import Wants
from report_phrases import Entry, PhraseBook, Style

PEOPLE = [people.draw_person(seed) for seed in range(600)]
REGIONS = [(visit, region) for person in PEOPLE for visit in person.visits for region in visit.regions]
MEASURED = [(visit, region) for visit, region in REGIONS if region.mg is not None]


def test_a_seed_gives_one_person():
    assert documents.study_document(people.draw_person(7)) == documents.study_document(people.draw_person(7))


def test_density_is_content_over_area_within_what_rounding_makes():
    for _, region in MEASURED:
        assert not scores.density_contradicted(str(region.mg / 1000), str(region.bmc), str(region.area))


def test_the_spine_is_the_sum_of_its_kept_vertebrae():
    compared = 0
    for visit, total in MEASURED:
        if total.site != "lumbar-spine" or total.is_single:
            continue
        singles = [visit.find("lumbar-spine", None, (one,)) for one in total.vertebrae]
        if all(singles):
            compared += 1
            assert abs(sum(one.bmc for one in singles) - total.bmc) < 0.006
            assert abs(sum(one.area for one in singles) - total.area) < 0.006
            assert all(one.excluded is None for one in singles)
    assert compared > 300


def test_printed_t_of_the_hip_is_against_white_women_on_both_scales():
    pairs = {
        ("Hologic", "femoral-neck"): ("0.858", "0.120"), ("Hologic", "total-hip"): ("0.942", "0.122"),
        ("GE Healthcare", "femoral-neck"): ("1.038", "0.139"), ("GE Healthcare", "total-hip"): ("1.008", "0.126"),
    }
    for visit, region in MEASURED:
        if visit.age >= 20 and (visit.maker, region.site) in pairs:
            mean, sd = pairs[visit.maker, region.site]
            assert region.t == scores.t_score(Fraction(region.mg, 1000), mean, sd).tenths


@pytest.mark.parametrize(
    "sex, age, menopause, expected",
    [
        ("female", 25, "pre", "z"), ("female", 48, "transition", "t"), ("female", 42, "post", "t"),
        ("female", 54, "unknown", None), ("female", 55, "unknown", "t"), ("female", 44, "unknown", "z"),
        ("male", 49, None, "z"), ("male", 50, None, "t"), ("female", 19, None, "z"),
    ],
)
def test_the_deciding_score_follows_age_sex_and_menopause(sex, age, menopause, expected):
    person = people.draw_person(1, Wants(sex=sex, age=(age + 0.4, age + 0.6)))
    person.menopause = menopause
    assert person.age == age
    assert writer.basis(person) == expected


@pytest.mark.parametrize("target, category", [(-10, "normal"), (-11, "low-bone-mass"), (-24, "low-bone-mass"),
                                              (-25, "osteoporosis")])
def test_the_category_is_that_of_the_lowest_score(target, category):
    person = people.with_lowest(3, Wants(age=(60, 80), spine=True, hip=True, excluded=0), target)
    assert writer.category(person) == category


def test_a_change_equal_to_the_least_significant_one_is_significant():
    now, before = people.Region("total-hip", "left", mg=800), people.Region("total-hip", "left", mg=825)
    assert writer.Change(now, before, PEOPLE[0].birth, 25).is_significant
    assert not writer.Change(now, before, PEOPLE[0].birth, 26).is_significant


def test_gaps_and_discordance_are_as_frequent_as_in_nhanes():
    gaps, spines = [], []
    for person in (people.draw_person(seed, Wants(age=(50, 84), excluded=0)) for seed in range(1500)):
        singles = [person.latest.find("lumbar-spine", None, (one,)) for one in people.VERTEBRAE]
        if all(singles):
            gaps.append(any(abs(one.t - other.t) > 10 for one, other in zip(singles, singles[1:])))
        hips = [region.t for region in person.latest.regions if region.site in ("femoral-neck", "total-hip")]
        spine = person.latest.find("lumbar-spine", None, people.WHOLE_SPINE)
        if person.age >= 60 and hips and spine and spine.t is not None:
            spines.append(spine.t - min(hips) >= 10)
    assert sum(gaps) / len(gaps) == pytest.approx(0.22, abs=0.04)
    assert sum(spines) / len(spines) == pytest.approx(0.32, abs=0.05)


@pytest.mark.skipif(not survey.is_present(), reason="the survey tables are not there")
def test_the_table_of_correlations_is_what_the_survey_gives():
    table = correlations.text_of(correlations.table_of(correlations.Sample(survey.DEFAULT_SHARED)))
    assert table == correlations.TABLE.read_text(encoding="utf-8")


# These draw people of unusual anatomy and change nothing afterwards.
DRAWN = ("AUD-21.sides", "AUD-21.gap", "AUD-22", "AUD-23")


@pytest.mark.parametrize("name", [name for name in faults.FAULTS if name not in DRAWN])
def test_every_fault_changes_an_otherwise_correct_study(name):
    kind = faults.FAULTS[name]
    for seed, report in faults.reports(kind, 3):
        clean = kind.draw(seed, kind.wants[0]) if len(kind.wants) == 1 else None
        study = documents.study_document(report.person) | {"report": report.as_fields()}
        if clean is not None:
            whole = documents.study_document(clean) | {"report": writer.write_report(clean).as_fields()}
            assert study != whole
        if kind.in_text and kind.spoil and not name.startswith(("AUD-26", "AUD-29", "AUD-30.absent", "AUD-31")):
            assert sum(entry.is_fault for entry in report.entries) == 1


@pytest.mark.parametrize("minus", ["-", "\u2212", "\u2013", "minus "])
def test_a_score_is_written_with_its_sign_in_one_style(minus):
    book = PhraseBook({"correct": {"category-t": ["T-score of {t}, {category}."]}, "faults": {}})
    person = PEOPLE[0]
    style = Style(faults.Chance(1), plain=True)
    style.minus = minus
    entry = Entry("category-t", {"t": -24, "category": "osteoporosis"})
    assert book.fitting(entry, person) == ["T-score of {t}, {category}."]
    assert style.score(-24, "T {t}") == f"{minus}2.4"
    assert style.score(3, "T {t}") == "+0.3"
