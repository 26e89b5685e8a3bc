# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""`osteon calibrate` gives what an independent implementation gives, and says what is wrong with a table."""

import csv
import io
import json
import random
import sys

import pytest

from charts import checked
from program import CALIBRATION, ROOT, faults

sys.path.insert(0, str(ROOT / "Reference"))

import calibration as reference  # noqa: E402
import calibration_simulation  # noqa: E402

TABLES = 300
WITHIN = 1e-10
COLUMNS = ["id", "scanner", "bmd", "site", "side", "vertebrae", "date"]


def table(rows, columns=COLUMNS):
    """A table with a header; short rows are filled up."""
    text = io.StringIO()
    filled = [[*row, *[""] * (len(columns) - len(row))] for row in rows]
    csv.writer(text, lineterminator="\n").writerows([columns, *filled])
    return text.getvalue().encode()


def at_hip(rows):
    """Rows of person, scanner and density as rows of one site."""
    return [[*row, "total-hip"] for row in rows]


def document(osteon, given, *options):
    """The calibration document of a table, which its schema holds."""
    answer = osteon.run("calibrate", "--format", "json", *options, given=given)
    assert (answer.status, answer.error) == (0, "")
    found = json.loads(answer.out)
    assert faults(CALIBRATION, found) == []
    return found


def refusal(osteon, given, *options, status=1):
    """The one sentence with which a table is refused."""
    answer = osteon.run("calibrate", *options, given=given)
    assert answer.status == status and answer.out == b"" and answer.error.count("\n") == 1
    return answer.error.removeprefix("osteon: ").removeprefix("standard input: ").rstrip("\n")


def distances(found, expected):
    """How far a relation lies from the answer of the reference, value by value, in g/cm² or of the size."""
    deming = expected["deming"]
    agreement, line = found["blandAltman"], found["conversion"]
    pairs = [(found["deming"]["lambda"], deming["ratio"])]
    for name in ("slope", "intercept"):
        own, theirs = found["deming"][name], deming[name]
        pairs += [(own["value"], theirs["estimate"]), (own["standardError"], theirs["se"])]
        pairs += [(own["lower"], theirs["lower"]), (own["upper"], theirs["upper"])]
    theirs = expected["bland_altman"]
    pairs += [(agreement["bias"], theirs["bias"]), (agreement["standardError"], theirs["se"])]
    pairs += [(agreement["standardDeviation"], theirs["sd"])]
    pairs += [(agreement["lower"], theirs["lower"]), (agreement["upper"], theirs["upper"])]
    pairs += [(agreement["trendSlope"], theirs["trend"]["slope"]), (agreement["trendProbability"], theirs["trend"]["p"])]
    theirs = expected["conversion"]
    names = {
        "slope": "slope", "intercept": "intercept", "residualVariance": "about_line", "averagedVariance": "added",
        "standardError": "sd", "lowest": "lowest", "highest": "highest", "mean": "mean_old", "sumOfSquares": "squares_old",
    }
    pairs += [(line[own], theirs[name]) for own, name in names.items()]
    for own, name in (("from", "old"), ("to", "new")):
        error = expected["precision"][name]
        assert found["precision"][own]["degreesOfFreedom"] == (error["df"] if error else None)
        if error:
            pairs.append((found["precision"][own]["rmsSd"], error["sd"]))
    for one, other in pairs:
        yield abs(one - other) / max(1, abs(other))


def test_random_tables_give_what_the_reference_gives(osteon, count):
    widest, compared, refused = 0.0, 0, 0
    for seed in range(TABLES):
        question = calibration_simulation.random_question(seed)
        expected = reference.answer(question["rows"], question["at"], [])
        (found,) = document(osteon, table(at_hip(question["rows"])), "--from", "old", "--to", "new")["measurements"]
        assert found["people"] == found["pairs"] == expected["people"]
        if "refused" in expected:
            assert found["relation"] is None and found["refusal"]["code"] == expected["refused"]
            refused += 1
            continue
        assert any(finding["rule"] == "XCL-02" for finding in found["findings"]) == expected["few_people"]
        apart = max(distances(found["relation"], expected))
        line = reference.conversion(reference.paired(question["rows"]))
        limits = found["relation"]["generalizedLeastSignificantChange"]
        for limit in limits["percentiles"] + limits["curve"]:
            apart = max(apart, abs(limit["change"] - line.limit_parts_apart(limit["bmd"])))
            apart = max(apart, abs(limit["converted"] - line.intercept - line.slope * limit["bmd"]))
        widest, compared = max(widest, apart), compared + 1
    assert widest < WITHIN and compared > 200 and refused > 2
    count(f"{compared} comparisons of scanners: at most {widest:.1e} from the reference, {refused} refused by both")


def test_a_density_converts_as_in_the_reference_and_only_within_the_table(osteon):
    seen = set()
    for seed in range(40):
        question = calibration_simulation.random_question(seed)
        expected = reference.answer(question["rows"], question["at"], question["patients"])
        if "refused" in expected:
            continue
        (old, _), judged = question["patients"][0], expected["patients"][0]
        given = table(at_hip(question["rows"]))
        (found,) = document(osteon, given, "--from", "old", "--to", "new", "--bmd", str(old))["measurements"]
        seen.add("refused" in judged)
        if "refused" in judged:
            assert found["converted"] is None and found["conversionRefusal"]["code"] == "outside-calibration"
        else:
            assert abs(found["converted"]["converted"] - judged["expected"]) < WITHIN
    assert seen == {True, False}


def test_phantoms_agree_where_the_reference_says_so(osteon, count):
    seen = set()
    for seed in range(TABLES):
        question = calibration_simulation.random_question(seed)["phantom"]
        expected = reference.phantom_agreement(question["old"], question["new"])
        rows = [[name, value] for name in ("old", "new") for value in question[name]]
        found = document(osteon, table(rows, ["scanner", "bmd"]), "--phantom")["phantom"]
        assert found["agrees"] == expected["agrees"] and abs(found["percent"] - expected["percent"]) < WITHIN
        assert any(one["rule"] == "XCL-01.scans" for one in found["findings"]) == expected["few_scans"]
        seen.add((found["agrees"], expected["few_scans"]))
    assert len(seen) == 4
    count(f"{TABLES} comparisons of phantom scans: as the reference judges them")


@pytest.mark.parametrize("old", [500, 700, 900, 1000, 1100, 1300])
def test_a_phantom_that_reads_exactly_one_percent_more_or_less_agrees(osteon, old):
    for new, agrees in ((old * 1.01, True), (old * 0.99, True), (old * 1.01 + 1, False), (old * 0.99 - 1, False)):
        rows = [["a", f"{old / 1000:.3f}"]] * 10 + [["b", f"{new / 1000:.3f}"]] * 10
        found = document(osteon, table(rows, ["scanner", "bmd"]), "--phantom")["phantom"]
        assert found["agrees"] == agrees == (found["findings"] == [])


def people(count=12, site="total-hip", scanners=("A", "B"), side="", shift=0.01):
    """Rows of people who read a little more on the second scanner."""
    draw = random.Random(7)
    rows = []
    for index in range(count):
        density = 0.7 + 0.02 * index
        for scanner, more in zip(scanners, (0, shift)):
            rows.append([f"p{index}", scanner, f"{density + more + draw.gauss(0, 0.005):.3f}", site, side])
    return rows


def test_sites_stand_apart_and_one_that_is_too_small_is_refused_beside_the_others(osteon):
    rows = people(30) + people(4, "femoral-neck") + people(12, "total-hip", side="left")
    found = document(osteon, table(rows))
    assert (found["from"], found["to"]) == ("A", "B")
    neck, hip = found["measurements"]
    assert neck["site"] == "femoral-neck" and neck["refusal"]["code"] == "too-few-people"
    assert hip["people"] == 30 and hip["pairs"] == 42 and hip["relation"] is not None


def test_the_order_of_rows_and_the_names_of_people_change_nothing(osteon):
    rows = people(20)
    mixed = [[row[0].replace("p", "x"), *row[1:]] for row in rows]
    head, tail = mixed[:1], mixed[1:]
    random.Random(3).shuffle(tail)
    one, other = document(osteon, table(rows)), document(osteon, table(head + tail))
    line, same = (each["measurements"][0]["relation"]["deming"]["slope"]["value"] for each in (one, other))
    assert abs(line - same) < 1e-12


def test_given_precision_errors_change_the_relation_and_not_the_limit(osteon):
    plain = document(osteon, table(people(20)))["measurements"][0]["relation"]
    given = document(osteon, table(people(20)), "--precision-from", "0.01", "--precision-to", "0.02")
    given = given["measurements"][0]["relation"]
    assert given["deming"]["lambda"] == 4 and plain["deming"]["lambda"] == 1
    name = "generalizedLeastSignificantChange"
    assert given[name] == plain[name] and given["deming"]["slope"] != plain["deming"]["slope"]


def test_text_says_what_a_reader_needs_and_no_identifier(osteon):
    answer = osteon.run("calibrate", "--width", "80", "--bmd", "0.8", given=table(people(20)))
    text = answer.out.decode()
    assert answer.status == 0 and "p11" not in text
    for words in ("20 people on both scanners", "slope (Deming)", "limits of agreement", "generalized least", "[XCL-02]"):
        assert words in text, words
    assert max(map(len, text.splitlines())) <= 80


def test_bad_tables_are_refused_with_the_way_out(osteon):
    three = people(12) + people(12, scanners=("A", "C"))
    assert refusal(osteon, table(three)) == (
        "Two scanners are compared, but the table holds 3: 'A', 'B', 'C'. Choose two with '--from' and '--to'."
    )
    assert document(osteon, table(three), "--from", "A", "--to", "C")["to"] == "C"
    assert "must have a scanner 'Z'" in refusal(osteon, table(people()), "--to", "Z")
    one = [row for row in people() if row[1] == "A"]
    assert "must hold scans on both, but holds 'A' only" in refusal(osteon, table(one))
    apart = [[row[0] + row[1], *row[1:]] for row in people()]
    assert refusal(osteon, table(apart)).startswith("Some person must be scanned on both scanners at a site")
    milligrams = [[*row[:2], str(round(float(row[2]) * 1000)), *row[3:]] for row in people()]
    assert "It looks like mg/cm²: divide it by 1000." in refusal(osteon, table(milligrams))
    constant = [[*row[:2], "0.800", *row[3:]] for row in people()]
    (found,) = document(osteon, table(constant))["measurements"]
    assert found["refusal"]["code"] == "no-spread" and found["relation"] is None
    flat = [[*row[:2], "0.800" if row[1] == "A" else row[2], *row[3:]] for row in people()]
    assert document(osteon, table(flat))["measurements"][0]["refusal"]["code"] == "no-spread"
    assert "must begin with the names of its columns" in refusal(osteon, b"")


def test_options_that_do_not_go_together_are_refused(osteon):
    for options in (["--phantom", "--bmd", "0.8"], ["--published", "--plot", "x.svg"], ["--published", "--bmd", "0.8"]):
        refusal(osteon, table(people()), *options, status=2)
    assert "must be from 0.1 to 3 g/cm²" in refusal(osteon, table(people()), "--bmd", "812")


# --- Published conversions ------------------------------------------------------------------


def test_published_conversions_are_those_of_the_file_and_always_for_groups(osteon):
    entries = json.loads((ROOT / "Knowledge" / "conversions.json").read_text(encoding="utf-8"))["conversions"]
    found = document(osteon, b"", "--published")["published"]
    assert [one["key"] for one in found] == [entry["key"] for entry in entries]
    for entry in entries:
        (one,) = document(osteon, b"", "--published", entry["key"], "--bmd", "0.85")["published"]
        assert abs(one["converted"] - (entry["slope"] * (0.85 - entry["at"]) + entry["gives"])) < 1e-15
        assert one["use"] == "for groups, not for the change of one person"
        for options in ([], ["--bmd", "0.85"]):
            text = osteon.run("calibrate", "--published", entry["key"], *options, "--width", "200").out.decode()
            assert one["use"] in text and entry["error"]["says"] in text
    text = osteon.run("calibrate", "--published", "--width", "200").out.decode()
    assert "for groups, not for the change of one person" in text.splitlines()[0]


def test_an_unknown_conversion_is_refused_with_the_nearest(osteon):
    assert "Did you mean 'hui-1997.lumbar-spine.lunar'?" in refusal(
        osteon, b"", "--published", "hui-1997.lumbar-spine.luna"
    )


# --- Picture --------------------------------------------------------------------------------


def test_the_picture_is_well_formed_and_names_scanners_and_sites(osteon, tmp_path):
    file = tmp_path / "both.svg"
    rows = people(30) + people(15, "lumbar-spine", shift=-0.08) + people(3, "femoral-neck")
    document(osteon, table(rows), "--plot", str(file))
    texts = checked(file.read_bytes())
    assert "B against A" in texts and "Total hip" in texts and "Lumbar spine L1-L4" in texts
    assert "Femoral neck" not in texts


def test_without_a_relation_there_is_no_picture_and_no_file(osteon, tmp_path):
    file = tmp_path / "none.svg"
    assert "but every site is refused" in refusal(osteon, table(people(5)), "--plot", str(file))
    assert not file.exists()
