# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""What is written for patients can be read by them, frightens nobody, orders nothing and says nothing of its own."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from random import Random

import pytest

from patient_people import random_study
from patient_sheet import (
    HYPHEN_AS_MINUS, ORDER, WORDING, Formulas, bare_percents, body, dates, fear_words, filled, fixed_sentences,
    mean_length, numbers, sections, sentences, treatment_orders, unexplained_terms, without_explanations, words,
)
from program import EXAMPLES

PEOPLE = 300
SEPARATOR = re.compile(r"\n─{20,}\n")
MEAN_WORDS = 15
MOST_WORDS = 25


@dataclass
class Sheet:
    """What is written for one person: for them, for their clinician, and for programs."""

    study: dict
    text: str
    clinician: str
    assessment: dict
    language: str

    @cached_property
    def parts(self):
        """The sections."""
        return sections(self.text, WORDING[self.language])

    @cached_property
    def body(self):
        """The paragraphs but the sources."""
        return body(self.parts)


def people():
    """The examples, and invented people."""
    random = Random(2026)
    return [json.loads(path.read_text(encoding="utf-8")) for path in EXAMPLES] + [
        random_study(random) for _ in range(PEOPLE)
    ]


def written(osteon, studies, *options):
    """What the program writes for a stream of studies."""
    given = "\n".join(json.dumps(study) for study in studies).encode("utf-8")
    answer = osteon.run("interpret", "--lines", "--width", "1000000", *options, "-", given=given, timeout=600)
    assert (answer.status, answer.error) == (0, ""), answer.error[:500]
    return answer


def texts(osteon, studies, *options):
    """The text for each study, by what parts the texts of a stream."""
    found = SEPARATOR.split(written(osteon, studies, *options).out.decode("utf-8"))
    assert len(found) == len(studies)
    return found


@pytest.fixture(scope="module", params=["en", "es"])
def sheets(request, osteon):
    """The sheets of everyone in one language."""
    language, studies = request.param, people()
    patients = texts(osteon, studies, "--audience", "patient", "--language", language)
    if language != "en" and patients[0].strip() == texts(osteon, studies[:1], "--audience", "patient")[0].strip():
        pytest.skip(f"the program writes English for --language {language}: it was built without that wording")
    clinicians = texts(osteon, studies, "--details", "--language", language)
    assessments = written(osteon, studies, "--format", "json").lines
    return [Sheet(*found, language) for found in zip(studies, patients, clinicians, assessments, strict=True)]


def gathered(sheets, find):
    """What `find` finds in each sheet, counted, the most frequent first; an empty list where nothing is wrong."""
    return Counter(str(fault) for sheet in sheets for fault in find(sheet)).most_common(5)


def test_every_sheet_can_be_read_after_eight_years_of_school(sheets, count):
    formulas = Formulas(sheets[0].language)
    assert gathered(sheets, lambda sheet: formulas.hard(sheet.body).items()) == []
    count(f"patient text, {sheets[0].language}: {len(sheets)} sheets within {', '.join(formulas.names())}")


def test_a_sentence_has_fifteen_words_or_fewer_on_average(sheets):
    assert gathered(sheets, lambda sheet: [mean for mean in [mean_length(sheet.body)] if mean > MEAN_WORDS]) == []


def test_no_word_frightens(sheets):
    assert gathered(sheets, lambda sheet: fear_words(sheet.text, sheet.language)) == []


def test_no_sentence_orders_a_treatment(sheets):
    assert gathered(sheets, lambda sheet: treatment_orders(sheet.body, sheet.language)) == []


def test_a_percent_is_also_told_out_of_a_hundred(sheets):
    assert gathered(sheets, lambda sheet: bare_percents(sheet.body, sheet.language)) == []


def test_a_minus_is_a_minus_and_no_hyphen(sheets):
    assert gathered(sheets, lambda sheet: HYPHEN_AS_MINUS.findall(sheet.text)) == []


def test_no_place_is_left_unfilled(sheets):
    assert gathered(sheets, lambda sheet: re.findall(r"[{}].{0,20}|\bnil\b|\bOptional\b", sheet.text)) == []


def test_the_sections_come_in_the_order_of_reading(sheets):
    assert gathered(
        sheets, lambda sheet: [] if (keys := list(sheet.parts)) == sorted(keys, key=ORDER.index) else [keys]
    ) == []
    always = {"result", "measured", "not", "next", "distortions", "visit", "warnings", "sources"}
    assert gathered(sheets, lambda sheet: always - set(sheet.parts)) == []


def is_of_a_child(sheet):
    """Whether the person is well below 20 years at the latest scan."""
    born = sheet.study["patient"].get("birthDate")
    return bool(born) and int(max(scan["date"] for scan in sheet.study["scans"])[:4]) - int(born[:4]) < 19


def is_before_menopause_or_below_fifty(sheet):
    """Whether Z-scores apply for sure: a woman before menopause, or a man well below 50."""
    patient = sheet.study["patient"]
    born = patient.get("birthDate")
    if not born or is_of_a_child(sheet):
        return False
    age = int(max(scan["date"] for scan in sheet.study["scans"])[:4]) - int(born[:4])
    before = (patient.get("menopause") or {}).get("status") == "pre" and not patient.get("genderIdentity")
    return age < 50 if patient["sexAtBirth"] == "male" else before and age < 45


def test_young_adults_are_not_told_of_osteopenia_or_osteoporosis_by_a_score(sheets):
    labels = {
        "en": ("osteopenia", "low bone mass", "osteoporosis"), "es": ("osteopenia", "masa ósea baja", "osteoporosis"),
    }
    young = [sheet for sheet in sheets if is_before_menopause_or_below_fifty(sheet)]
    assert len(young) > 20
    assert gathered(young, lambda sheet: [
        label for label in labels[sheet.language]
        if label in " ".join(sheet.parts["result"] + sheet.parts.get("meaning", [])).lower()
        and not sheet.assessment["clinicalDiagnosis"]["osteoporosis"]
    ]) == []


def numbers_of_programs(value):
    """All numbers of a JSON value, without their signs."""
    if isinstance(value, dict):
        return {number for part in value.values() for number in numbers_of_programs(part)}
    if isinstance(value, list):
        return {number for part in value for number in numbers_of_programs(part)}
    return {abs(value)} if isinstance(value, (int, float)) and not isinstance(value, bool) else set()


def numbers_of_its_own(sheet, fixed):
    """Numbers and dates of the text for the patient that neither the clinician nor a program is given."""
    wording = WORDING[sheet.language]
    separator = wording["decimalSeparator"]
    given = json.dumps(sheet.assessment, ensure_ascii=False)
    exact = {number for _, number, _ in numbers(sheet.clinician, separator)} | {
        number for _, number, _ in numbers(given, ".")
    }
    values = numbers_of_programs(sheet.assessment)
    for line in sheet.body:
        days, rest = dates(line, wording)
        yield from (day for day in days if "%04d-%02d-%02d" % day not in sheet.clinician + given)
        for sentence in re.split(r"(?<=[.?!:])\s+", rest):
            plain = without_explanations(sentence)
            if {part for text in (sentence, plain) for part in sentences([text])} & fixed:
                continue
            # "out of 100" is the percent sign in plain words; the number before it is still held.
            plain = re.sub(r"\b(?:out of|de cada) 100\b", "%", plain)
            for shown, number, places in numbers(re.sub(r"L\d(?:[-–]L\d)?", "", plain), separator):
                if number in exact:
                    continue
                near = any(abs(value - float(number)) <= 0.5000001 * 10**-places for value in values)
                share = any(abs(value * 100 - float(number)) <= 0.5000001 for value in values if value <= 1)
                if not near and not share:
                    yield shown, plain


def test_the_patient_is_told_no_number_that_the_clinician_is_not(sheets, count):
    fixed = fixed_sentences(WORDING[sheets[0].language])
    # The program never says that a repeat is certain: below 1 and above 99 it says no more.
    phrases = WORDING[sheets[0].language]["phrases"]
    bounds = tuple(phrases.get(key, "\0").split("{")[0] for key in ("fewer-than", "more-than"))
    assert gathered(sheets, lambda sheet: [
        fault for fault in numbers_of_its_own(sheet, fixed) if not any(bound in str(fault[1]) for bound in bounds)
    ]) == []
    scores = sum(len(re.findall(r"−\d[.,]\d", sheet.text)) for sheet in sheets)
    assert scores > PEOPLE
    count(f"patient text, {sheets[0].language}: every number also told to the clinician, {scores} negative scores")


def test_a_term_is_explained_where_it_first_stands(sheets):
    wording = WORDING[sheets[0].language]
    assert gathered(sheets, lambda sheet: [
        term for term, _ in unexplained_terms([line for key, lines in sheet.parts.items() if key != "sources"
                                               for line in lines], wording)
    ]) == []


def test_no_parenthesis_stands_inside_another(sheets):
    assert gathered(sheets, lambda sheet: re.findall(r"\([^()]*\([^()]*\)[^()]*\)", sheet.text)) == []


def test_the_sheet_of_a_child_speaks_of_the_child(sheets):
    if sheets[0].language != "en":
        pytest.skip("only English names the child by a word of its own in each sentence")
    children = [sheet for sheet in sheets if is_of_a_child(sheet)]
    assert len(children) > 20
    assert gathered(children, lambda sheet: re.findall(
        r"[^.]*\b(?:your (?:history|score|overall risk|bone density)|you have had)\b[^.]*\.", " ".join(sheet.body)
    )) == []


# What follows reads the wording itself, with every sentence that a patient may see.



@pytest.mark.parametrize("language", WORDING)
def test_every_sentence_of_the_wording_is_short_and_calm(language, count):
    wording = WORDING[language]
    faults = []
    for rule, says in wording["rules"].items():
        if "patient" in says:
            text = filled(says["patient"])
            faults += [(rule, sentence) for sentence in sentences([text]) if len(words(sentence)) > MOST_WORDS]
            faults += [(rule, word) for word in fear_words(text, language)]
            faults += [(rule, order) for order in treatment_orders([text], language)]
            faults += [(rule, line) for line in bare_percents([text], language)]
            faults += [(rule, sign) for sign in HYPHEN_AS_MINUS.findall(text)]
    assert faults == []
    count(f"wording, {language}: {sum('patient' in says for says in wording['rules'].values())} rules for patients")


@pytest.mark.parametrize("language", WORDING)
def test_the_wording_of_each_rule_can_be_read_after_eight_years_of_school(language):
    formulas = Formulas(language)
    # One or two sentences are too few for formulas that count letters, or for the scale of INFLESZ.
    usable = {"flesch_kincaid_grade", "automated_readability_index", "crawford"}
    rules = {rule: filled(says["patient"]) for rule, says in WORDING[language]["rules"].items() if "patient" in says}
    hard = {rule: formulas.hard([text]) for rule, text in rules.items()}
    assert {rule: found for rule, found in hard.items() if usable & set(found)} == {}
    assert formulas.hard(list(rules.values())) == {}
    assert mean_length(list(rules.values())) <= MEAN_WORDS


@pytest.mark.parametrize("language", WORDING)
def test_the_pages_for_patients_can_be_read_after_eight_years_of_school(language):
    lines = [line for text in WORDING[language]["pages"].values() for line in text.splitlines() if line]
    assert Formulas(language).hard([line if line[-1] in ".?!:" else line + "." for line in lines]) == {}


@pytest.mark.parametrize("language", [language for language in WORDING if language != "en"])
def test_a_translation_has_every_sentence_with_the_same_places(language):
    def places(wording):
        return {(rule, key): sorted(set(re.findall(r"\{[^}]*\}", text)))
                for rule, says in wording["rules"].items() for key, text in says.items()
                if key in ("patient", "clinician")}

    assert places(WORDING[language]) == places(WORDING["en"])


def test_a_formula_calls_a_hard_text_hard():
    hard = ("Osteoporotic vertebral fragility fractures necessitate comprehensive multidisciplinary evaluation, "
            "including densitometric reassessment, biochemical characterization and pharmacological intervention.")
    assert set(Formulas("en").hard([hard])) == set(Formulas("en").names())
    difficult = ("La caracterización bioquímica multidisciplinaria de las fracturas vertebrales osteoporóticas "
                 "requiere reevaluación densitométrica exhaustiva e intervención farmacológica individualizada.")
    assert set(Formulas("es").hard([difficult])) == set(Formulas("es").names())


def test_the_checks_of_words_find_what_they_look_for():
    assert treatment_orders(["You must see it.", "Do not stop taking it.", "Stop taking it."], "en") == [
        "You must see it.", "Stop taking it."
    ]
    assert bare_percents(["About 5 %.", "About 5 %, or 5 out of 100."], "en") == ["About 5 %."]
    assert HYPHEN_AS_MINUS.findall("T-score -2.5, and L1-L4 −2.5") == ["-2"]
    assert unexplained_terms(["Your T-score is low. A T-score (a number)."], WORDING["en"])[0][0] == "t-score"
    assert fear_words("A Silent thief", "en") == ["silent", "thief"]
    assert dates("It was on May 1, 2026.", WORDING["en"]) == ([(2026, 5, 1)], "It was on .")
