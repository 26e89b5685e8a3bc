# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Legal but unusual studies, each judged by the rules that its answer names.

Young adults on the Hologic scale: femoral neck 0.858 / 0.120, total hip 0.942 / 0.122, L1-L4 1.047 / 0.110 g/cm².
"""

import pytest

POST = {"menopause": {"status": "post"}}


def neck(density=None, **more):
    """A left femoral neck."""
    return {"site": "femoral-neck", "side": "left", **({} if density is None else {"bmd": density}), **more}


def hip(density=None, side="left", **more):
    """A total hip."""
    return {"site": "total-hip", "side": side, **({} if density is None else {"bmd": density}), **more}


def spine(density=None, vertebrae=None, **more):
    """A lumbar spine."""
    region = {"site": "lumbar-spine", **({} if density is None else {"bmd": density}), **more}
    return region | ({"vertebrae": vertebrae} if vertebrae else {})


VERTEBRAE = {"L1": (10.18, 12.5), "L2": (11.76, 13.5), "L3": (15.29, 16.0), "L4": (18.29, 18.0)}


def singles(excluded=(), reason="osteophytes"):
    """L1 to L4 one by one, with content and area; some are marked as not usable."""
    return [
        spine(round(content / area, 3), [name], bmc=content, area=area)
        | ({"excluded": {"reason": reason}} if name in excluded else {})
        for name, (content, area) in VERTEBRAE.items()
    ]


def study(
    *regions, sex="female", birth="1958-03-02", date="2026-05-01", scanner=None, age=None, history=None, **patient
):
    """A study of one scan."""
    scan = {"date": date, "scanner": scanner or {"manufacturer": "Hologic"}, "regions": list(regions)}
    person = {"sexAtBirth": sex, **patient}
    if age is None:
        person["birthDate"] = birth
    else:
        scan["ageYears"] = age
    document = {"osteon": "study/1", "patient": person, "scans": [scan]}
    return document | ({"history": history} if history else {})


def with_scan(first, other):
    """A study with the scan of another study added."""
    return first | {"scans": first["scans"] + other["scans"]}


def category(assessment):
    """The category with its score and site."""
    diagnosis = assessment["diagnosis"]
    return diagnosis["category"], diagnosis["score"], diagnosis["site"]


def used(assessment):
    """The regions that the diagnosis rests on."""
    return [
        " ".join(filter(None, [region["site"], region["side"], "+".join(region["vertebrae"] or [])]))
        for region in assessment["regions"]
        if region["usedForDiagnosis"]
    ]


def codes(assessment):
    """The codes of the refusals of the person."""
    return {refusal["code"] for refusal in assessment["refusals"]}


def spoken(assessment, rule):
    """The findings of a rule."""
    return [finding for finding in assessment["findings"] if finding["rule"] == rule]


def branches(assessment, rule):
    """The findings of a rule and of its branches."""
    return [finding for finding in assessment["findings"] if finding["rule"].split(".")[0] == rule]


def region_codes(assessment, index):
    """The codes of the refusals of one region."""
    return {refusal["code"] for refusal in assessment["regions"][index]["refusals"]}


# Which score, which category


@pytest.mark.parametrize(
    "birth, expected",
    [
        ("2006-05-02", ("z", None)),  # A day short of 20: a child.
        ("2006-05-01", ("z", "CLS-09.young")),
        ("1981-05-02", ("z", "CLS-09.young")),
        ("1981-05-01", (None, "CLS-09.45")),
        ("1971-05-02", (None, "CLS-09.45")),
        ("1971-05-01", ("t", "CLS-09.55")),
    ],
)
def test_a_woman_of_unknown_menopause_is_read_by_completed_years(osteon, birth, expected):
    for patient in ({}, {"menopause": {"status": "unknown"}}, {"menopause": {}}):
        assessment = osteon.assess(study(neck(0.6), spine(0.8), birth=birth, **patient))
        basis, rule = expected
        assert assessment["diagnosis"]["basis"] == basis
        assert rule is None or rule in assessment["diagnosis"]["rules"]


@pytest.mark.parametrize(
    "birth, basis", [("2006-05-02", "z"), ("2006-05-01", "z"), ("1976-05-02", "z"), ("1976-05-01", "t")]
)
def test_a_man_is_read_by_t_scores_from_the_day_he_is_fifty(osteon, birth, basis):
    assessment = osteon.assess(study(neck(0.6), spine(0.8), sex="male", birth=birth))
    assert assessment["diagnosis"]["basis"] == basis
    has_t = [region["t"] is not None for region in assessment["regions"]]
    assert has_t == [birth != "2006-05-02"] * 2


def test_unknown_menopause_from_45_to_54_leaves_the_clinical_diagnosis_open(osteon):
    assessment = osteon.assess(study(neck(0.5), birth="1976-05-01", history={"fractures": []}))
    assert category(assessment) == (None, None, None)
    assert assessment["regions"][0]["t"]["value"] == -3.0
    assert codes(assessment) == {"menopause-unknown"}
    assert assessment["clinicalDiagnosis"]["osteoporosis"] is None
    # With the status the score decides; without osteoporosis by the score a fracture probability may still decide.
    probabilities = [f"history.fractureProbability.{kind}Percent" for kind in ("major", "hip")]
    assert assessment["clinicalDiagnosis"]["missing"] == ["patient.menopause.status", *probabilities]
    assert [question["fact"] for question in assessment["questions"]] == ["patient.menopause.status", probabilities[0]]


def test_what_is_missing_is_named_once(osteon):
    assessment = osteon.assess(study(neck(0.6), **POST))
    missing = assessment["clinicalDiagnosis"]["missing"]
    assert len(missing) == len(set(missing)) > 0


def test_an_age_known_only_from_below_is_read_as_far_as_it_goes(osteon):
    regions = (neck(0.618), spine(0.8))
    old = osteon.assess(study(*regions, age={"atLeast": 80}))
    assert category(old) == ("low-bone-mass", -2.2, "lumbar-spine")
    assert [region_codes(old, index) for index in (0, 1)] == [{"age-not-exact"}] * 2
    assert "80 or more years" in spoken(old, "CLS-09.55")[0]["message"]
    young = osteon.assess(study(*regions, age={"atLeast": 18}, **POST))
    assert category(young) == (None, None, None) and codes(young) == {"basis-undecided"}
    assert [region["t"] for region in young["regions"]] == [None, None]
    man = osteon.assess(study(*regions, age={"atLeast": 30}, sex="male"))
    assert category(man) == (None, None, None) and codes(man) == {"basis-undecided"}


def test_pregnancy_withholds_every_diagnosis(osteon):
    for status in ("possible", "yes"):
        for patient in (POST, {}, {"menopause": {"status": "pre"}}):
            for birth in ("1958-03-02", "1976-03-02", "1996-03-02", "2011-03-02"):
                assessment = osteon.assess(study(neck(0.5), spine(0.6), birth=birth, pregnancy=status, **patient))
                assert category(assessment) == (None, None, None) and "pregnancy" in codes(assessment)
                assert assessment["clinicalDiagnosis"]["osteoporosis"] is None
                assert used(assessment) == []


def test_what_is_known_is_not_asked(osteon):
    assessment = osteon.assess(study(neck(0.6), pregnancy="yes", **POST))
    assert codes(assessment) == {"pregnancy"} and assessment["questions"] == []


def test_a_child_has_no_t_score_anywhere(osteon):
    for region in (
        spine(printed={"t": -3.1}),
        spine(0.6, printed={"t": -3.1}),
        spine(0.6, printed={"t": -3.1, "z": -1.0}),
        {"site": "total-body-less-head", "printed": {"t": -2.0, "z": -0.5}},
    ):
        assessment = osteon.assess(study(region, birth="2012-01-01", heightCm=150))
        assert assessment["regions"][0]["t"] is None
        assert "t-score-in-child" in region_codes(assessment, 0)
        assert assessment["diagnosis"]["basis"] == "z"
        assert [finding["severity"] for finding in spoken(assessment, "AUD-02")] == ["error"]


# Printed and computed scores


def test_printed_scores_alone_are_enough(osteon):
    assessment = osteon.assess(study(neck(printed={"t": -2.5, "z": -2.1}), spine(printed={"t": -1.0}), **POST))
    assert category(assessment) == ("osteoporosis", -2.5, "femoral-neck")
    assert assessment["regions"][1]["t"] == {
        "value": -2.5,
        "unrounded": None,
        "reference": None,
        "origin": "printed",
        "computed": None,
        "printed": None,
    }
    assert assessment["diagnosis"]["probabilitiesRefusal"]["code"] == "density-missing"


def test_a_printed_z_score_alone_gives_no_t_category(osteon):
    assessment = osteon.assess(study(neck(printed={"z": -2.1}), **POST))
    assert category(assessment) == (None, None, None) and codes(assessment) == {"no-valid-site"}


@pytest.mark.parametrize(
    "printed, expected, contested",
    [
        (-2.0, ("low-bone-mass", -2.0), False),
        (-2.1, ("low-bone-mass", -2.1), False),
        (-2.5, ("osteoporosis", -2.5), False),
        (-2.6, (None, -2.6), True),
        (-1.5, ("low-bone-mass", -1.5), False),
        (-1.4, ("low-bone-mass", -1.4), True),
    ],
)
def test_a_printed_score_counts_up_to_half_a_score_from_the_computed_one(osteon, printed, expected, contested):
    assessment = osteon.assess(study(neck(0.618, printed={"t": printed}), **POST))  # -2.0
    diagnosis = assessment["diagnosis"]
    assert (diagnosis["category"], diagnosis["score"], diagnosis["contested"]) == (*expected, contested)
    assert (diagnosis["contestedCategories"] is not None) == contested
    assert bool(branches(assessment, "AUD-10")) == (abs(printed + 2.0) > 0.1001)
    if expected[0] is None:
        assert codes(assessment) == {"contested-score"}
        assert diagnosis["contestedCategories"] == {"printed": "osteoporosis", "computed": "low-bone-mass"}


@pytest.mark.parametrize(
    "printed, reference, origin",
    [
        (-2.2, None, "printed"),
        (-2.3, None, "computed"),
        (-2.5, None, "computed"),
        (-2.6, None, "printed"),
        (-2.3, "White Female", "printed"),
        (-2.1, "NHANES III White Male", "computed"),
        (-2.9, "men", "computed"),
    ],
)
def test_the_printed_score_of_a_man_counts_unless_it_follows_a_male_reference(osteon, printed, reference, origin):
    scores = {"t": printed, "reference": reference}
    assessment = osteon.assess(study(neck(0.618, printed=scores), sex="male"))
    t = assessment["regions"][0]["t"]
    assert t["origin"] == origin
    assert t["value"] == (printed if origin == "printed" else -2.0)
    assert assessment["diagnosis"]["contested"] == (origin == "printed" and abs(printed + 2.0) > 0.51)
    assert bool(branches(assessment, "AUD-09")) == (abs(printed + 2.0) > 0.29)


def test_a_male_reference_without_a_density_is_an_error(osteon):
    assessment = osteon.assess(study(neck(printed={"t": -2.6, "reference": "NHANES III male"}), sex="male"))
    assert [finding["severity"] for finding in spoken(assessment, "REF-09.uncomputed")] == ["error"]


# Sites


def test_the_lowest_of_both_hips_diagnoses_and_their_mean_does_not(osteon):
    assessment = osteon.assess(
        study(
            neck(0.60),
            hip(0.70),
            hip(0.65, "right"),
            {"site": "femoral-neck", "side": "right", "bmd": 0.62},
            hip(0.60, "mean"),
            **POST
        )
    )
    assert category(assessment) == ("low-bone-mass", -2.4, "total-hip")
    assert assessment["diagnosis"]["side"] == "right"
    assert used(assessment) == ["femoral-neck left", "femoral-neck right", "total-hip left", "total-hip right"]


def test_ward_trochanter_whole_body_and_single_vertebrae_never_diagnose(osteon):
    others = [
        {"site": site, "bmd": 0.4, "printed": {"t": -4.0}}
        for site in (
            "trochanter",
            "intertrochanter",
            "wards",
            "radius-ultradistal",
            "radius-mid",
            "total-body",
            "total-body-less-head",
        )
    ]
    assessment = osteon.assess(study(neck(0.7), *others, spine(vertebrae=["L4"], printed={"t": -4.0}), **POST))
    assert used(assessment) == ["femoral-neck left"]
    assert category(assessment) == ("low-bone-mass", -1.3, "femoral-neck")


def test_single_vertebrae_alone_are_pooled(osteon):
    assessment = osteon.assess(study(*singles(), **POST))
    pooled = assessment["regions"][0]
    assert (pooled["pooled"], pooled["vertebrae"], round(pooled["bmd"], 4)) == (True, ["L1", "L2", "L3", "L4"], 0.9253)
    assert category(assessment) == ("low-bone-mass", -1.1, "lumbar-spine")


@pytest.mark.parametrize(
    "excluded, kept", [(["L4"], ["L1", "L2", "L3"]), (["L2", "L4"], ["L1", "L3"]), (["L1", "L2", "L3"], None)]
)
def test_after_an_exclusion_the_rest_is_pooled_and_the_whole_is_not_used(osteon, excluded, kept):
    whole = spine(0.925, bmc=55.52, area=60.0)
    has_gap = kept == ["L1", "L3"]  # No maker publishes a reference for it.
    for scanner, scored in (
        ({"manufacturer": "Hologic"}, False),
        ({"manufacturer": "GE", "model": "Prodigy"}, not has_gap),
    ):
        assessment = osteon.assess(study(*singles(excluded), whole, neck(0.7), scanner=scanner, **POST))
        first = assessment["regions"][0]
        assert first["vertebrae"] == ["L1", "L2", "L3", "L4"] and region_codes(assessment, 0) == {
            "includes-excluded-vertebra"
        }
        pooled = [region for region in assessment["regions"] if region["pooled"]]
        assert [region["vertebrae"] for region in pooled] == ([kept] if kept else [])
        if kept:
            assert (pooled[0]["t"] is not None) == scored == pooled[0]["usedForDiagnosis"]
            substitutes = [other["reference"] for other in pooled[0]["whatIf"]]
            assert all("nhanes-2005-2010" in reference for reference in substitutes)
            assert bool(substitutes) == (scanner["manufacturer"] == "Hologic")
        else:
            assert any(
                "too-few-vertebrae" in region_codes(assessment, index) for index in range(len(assessment["regions"]))
            )


def test_a_vertebra_left_out_for_a_fracture_is_told_once(osteon):
    assessment = osteon.assess(study(*singles(["L3"], "compression fracture"), neck(0.7), **POST))
    assert [finding["subject"] for finding in spoken(assessment, "ROI-08")] == ["lumbar-spine L3"]


def test_only_the_largest_usable_part_of_the_spine_diagnoses(osteon):
    """A printout lists every part of the spine; the lowest of them is no diagnosis (ROI-02)."""
    parts = [(["L1", "L2", "L3", "L4"], -2.2), (["L1", "L2"], -2.7), (["L2", "L3"], -2.3), (["L2", "L3", "L4"], -2.0)]
    regions = [spine(vertebrae=part, printed={"t": score}) for part, score in parts]
    scanner = {"manufacturer": "GE", "model": "Prodigy"}
    assessment = osteon.assess(study(*regions, neck(0.75), scanner=scanner, **POST))
    assert category(assessment) == ("low-bone-mass", -2.2, "lumbar-spine")
    assert used(assessment) == ["lumbar-spine L1+L2+L3+L4", "femoral-neck left"]
    assessment = osteon.assess(study(*regions[1:], scanner=scanner, **POST))
    assert category(assessment) == ("low-bone-mass", -2.0, "lumbar-spine")
    whole = regions[0] | {"excluded": {"reason": "scoliosis"}}
    assessment = osteon.assess(study(whole, *regions[1:], scanner=scanner, **POST))
    assert category(assessment) == ("low-bone-mass", -2.0, "lumbar-spine")


def test_a_scanner_without_a_known_reference_refuses_what_it_cannot_score(osteon):
    spine_and_neck = (spine(0.9), neck(0.7))
    for scanner, refused in (
        ({"manufacturer": "GE"}, ["model-unknown", None]),
        ({"manufacturer": "GE", "model": "DPX"}, ["model-unknown", None]),
        ({"manufacturer": "Stratos"}, ["scale-unknown", "scale-unknown"]),
        ({"manufacturer": ""}, ["scale-unknown", "scale-unknown"]),
        ({"manufacturer": "Norland"}, ["no-young-adult-reference", "no-young-adult-reference"]),
    ):
        assessment = osteon.assess(study(*spine_and_neck, scanner=scanner, **POST))
        for region, code in zip(assessment["regions"], refused):
            assert (region["t"] is None) == (code is not None)
            assert code is None or code in {
                refusal["code"] for refusal in region["refusals"] if refusal["score"] == "t"
            }


# Several scans


def test_two_scanners_of_one_day_are_each_read_on_their_own_scale(osteon):
    first = study(neck(0.60), **POST)
    second = study(neck(0.70), scanner={"manufacturer": "GE Lunar", "model": "Prodigy"})
    assessment = osteon.assess(with_scan(first, second))
    references = {region["bmd"]: region["t"]["reference"] for region in assessment["regions"]}
    assert references == {
        0.60: "nhanes-iii.femoral-neck.white-female",
        0.70: "nhanes-iii.femoral-neck.white-female.lunar",
    }
    assert category(assessment) == ("low-bone-mass", -2.4, "femoral-neck")


def test_findings_on_two_scans_of_one_day_have_names_of_their_own(osteon):
    first = study(neck(0.60, printed={"t": -2.5}), **POST)
    second = study(neck(0.61, printed={"t": -2.5}))
    names = [finding["id"] for finding in osteon.assess(with_scan(first, second))["findings"]]
    assert len(names) == len(set(names))


def test_an_earlier_osteoporosis_stands(osteon):
    later, earlier = study(neck(0.8), **POST), study(neck(0.5), date="2020-05-01")
    assessment = osteon.assess(with_scan(later, earlier))
    assert category(assessment) == ("normal", -0.5, "femoral-neck")
    assert assessment["clinicalDiagnosis"]["osteoporosis"] is True
    assert spoken(assessment, "CLS-15.other") and spoken(assessment, "NUM-06")
    assert used(assessment) == ["femoral-neck left"]


@pytest.mark.parametrize(
    "earlier, expected",
    [
        (study(neck(0.618, printed={"t": -2.7}), date="2020-05-01"), None),  # Contested: it may have been osteoporosis.
        (study(neck(0.5), date="2010-05-01"), None),  # At 52, of unknown menopause.
        (
            study(neck(0.5, excluded={"reason": "motion"}), date="2020-05-01"),
            False,
        ),  # No valid site, so it gave nothing.
        (study(neck(0.6), date="2010-05-01"), False),
    ],
    ids=["contested", "undecided", "excluded", "undecided, but no osteoporosis"],
)
def test_an_earlier_scan_that_may_have_been_osteoporosis_leaves_the_clinical_diagnosis_open(osteon, earlier, expected):
    none = {"fractures": [], "fractureProbability": {"tool": "another tool", "majorPercent": 5, "hipPercent": 0.5}}
    later = study(neck(0.7), history=none, **POST)
    assert osteon.assess(later)["clinicalDiagnosis"]["osteoporosis"] is False
    assert osteon.assess(with_scan(later, earlier))["clinicalDiagnosis"]["osteoporosis"] is expected


def test_an_earlier_scan_before_menopause_gives_no_earlier_osteoporosis(osteon):
    later = study(neck(0.7), birth="1974-03-02", menopause={"status": "post", "age": 51})
    earlier = study(neck(0.5), birth="1974-03-02", date="2020-05-01")
    assessment = osteon.assess(with_scan(later, earlier))
    assert not spoken(assessment, "CLS-15.other")


# The person


def test_a_gender_identity_chooses_the_peers_and_not_the_young_adults(osteon):
    woman = osteon.assess(study(neck(0.5), sex="male", genderIdentity="female"))
    assert woman["regions"][0]["t"]["reference"] == "nhanes-iii.femoral-neck.white-female"
    assert woman["regions"][0]["z"]["reference"] == "nhanes-2005-2010.femoral-neck.all-female"
    other = osteon.assess(study(neck(0.5), sex="male", genderIdentity="non-binary"))
    assert other["regions"][0]["z"]["reference"] == "nhanes-2005-2010.femoral-neck.all-male"


@pytest.mark.parametrize(
    "fracture, expected",
    [
        ({"site": "hip", "date": "2015", "trauma": "low"}, True),
        ({"site": "hip", "date": "2015", "trauma": "high"}, False),
        ({"site": "hip", "date": "2015"}, None),  # Of unknown trauma: it asks and does not decide.
        ({"site": "hip", "trauma": "low"}, None),  # Of unknown date: it may have been in childhood.
        ({"site": "hip", "date": "1970", "trauma": "low"}, False),  # In childhood.
        ({"site": "hip", "date": "2027", "trauma": "low"}, False),  # After the scan.
        ({"site": "vertebra", "date": "2015", "trauma": "low"}, True),  # With low bone mass.
        ({"site": "forearm", "date": "2015", "trauma": "low"}, None),  # Some count: left to a person.
        ({"site": "other", "date": "2015", "trauma": "low"}, False),
    ],
)
def test_a_fracture_decides_only_where_it_was_of_low_trauma_in_adult_life(osteon, fracture, expected):
    history = {
        "fractures": [fracture],
        "fractureProbability": {"tool": "another tool", "majorPercent": 5, "hipPercent": 0.5},
    }
    assessment = osteon.assess(study(neck(0.7), history=history, **POST))
    assert assessment["clinicalDiagnosis"]["osteoporosis"] is expected
