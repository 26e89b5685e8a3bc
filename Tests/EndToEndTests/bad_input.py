# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""What is refused, and the exact sentence with which: the place, the rule, the fact and the way out."""

import json

SECRETS = ("Q7731-Doe", "1958-03-02", "2026-05-01")

STUDY_TEXT = """{
  "osteon": "study/1",
  "patient": {
    "id": "Q7731-Doe", "birthDate": "1958-03-02", "sexAtBirth": "female", "menopause": { "status": "post", "age": 51 }
  },
  "history": {
    "riskFactors": { "currentSmoker": false, "fallsInLastYear": 0 }, "fractures": [ { "site": "hip", "date": "2019" } ]
  },
  "scans": [
    {
      "date": "2026-05-01", "scanner": { "manufacturer": "Hologic" },
      "regions": [
        { "site": "lumbar-spine", "vertebrae": ["L1", "L2", "L3", "L4"], "bmd": 0.864 },
        { "site": "femoral-neck", "side": "left", "bmd": 0.631, "printed": { "t": -1.9 } },
        { "site": "total-hip", "side": "left", "bmd": 0.760, "excluded": { "reason": "hip prosthesis" } }
      ]
    }
  ],
  "precision": { "sites": [ { "site": "total-hip", "rmsSd": 0.009, "degreesOfFreedom": 30 } ] }
}
"""
GOOD = json.loads(STUDY_TEXT)

SPINE, NECK, HIP = (("scans", 0, "regions", index) for index in range(3))
PRECISION = ("precision", "sites", 0)
SITES = (
    "lumbar-spine, femoral-neck, total-hip, trochanter, intertrochanter, wards, radius-33, radius-ultradistal, "
    "radius-mid, total-body, total-body-less-head"
)

# A name, the changes, and the sentence; {0} is the place of the first change.
CASES = [
    ("no patient", [(("patient",), ...)], "'patient' must be given, but is missing. Add it."),
    ("a null patient", [(("patient",), None)], "'patient' must be given, but is missing. Add it."),
    ("no scanner", [(("scans", 0, "scanner"), ...)], "'scans[0].scanner' must be given, but is missing. Add it."),
    (
        "another version",
        [(("osteon",), "study/2")],
        "'osteon' must be 'study/1', the one version there is, but is another text. Write \"study/1\".",
    ),
    (
        "a list for an object",
        [(("patient",), [])],
        "'patient' must be an object, but is a list. Write keys with values in braces.",
    ),
    (
        "an object for a list",
        [(("scans",), {})],
        "'scans' must be a list, but is an object. Put it in square brackets.",
    ),
    (
        "null in a list",
        [(("scans", 0), None)],
        "'scans[0]' must be an object, but is null. Write keys with values in braces.",
    ),
    (
        "a number for a text",
        [(("scans", 0, "scanner", "manufacturer"), 5)],
        "'scans[0].scanner.manufacturer' must be a text, but is a number. Put it in double quotes.",
    ),
    (
        "a number for a date",
        [(("scans", 0, "date"), 20260501)],
        "'scans[0].date' must be a text, but is a number. Put it in double quotes.",
    ),
    (
        "a truth value for a number",
        [((*NECK, "bmd"), True)],
        "'{0}' must be a number, but is a truth value. Write digits with a decimal point, without quotes.",
    ),
    (
        "a text for a truth value",
        [(("history", "riskFactors", "currentSmoker"), "no")],
        "'history.riskFactors.currentSmoker' must be true or false, but is a text. "
        "Write true or false, without quotes.",
    ),
    (
        "a fraction for a count",
        [(("history", "riskFactors", "fallsInLastYear"), 1.5)],
        "'history.riskFactors.fallsInLastYear' must be a whole number, but is 1.5. Write it without decimals.",
    ),
    (
        "a negative count",
        [(("history", "riskFactors", "fallsInLastYear"), -1)],
        "'history.riskFactors.fallsInLastYear' must be from 0 to 1000 falls, but is -1. Check the value and its unit.",
    ),
    (
        "no degrees of freedom",
        [((*PRECISION, "degreesOfFreedom"), 0)],
        "'{0}' must be from 1 to 100000 degrees of freedom, but is 0. Check the value and its unit.",
    ),
    ("an unknown key", [((*NECK, "bdm"), 0.6)], "'{0}' is not a known key. Did you mean 'bmd'?"),
    ("an unknown key at the top", [(("scnas",), [])], "'scnas' is not a known key. Did you mean 'scans'?"),
    (
        "an unknown key far from any",
        [(("scans", 0, "scanner", "colour"), "blue")],
        "'{0}' is not a known key. Known here: manufacturer, model, serial, software.",
    ),
    (
        "an unknown site",
        [((*NECK, "site"), "femural-neck")],
        f"'{{0}}' must be one of {SITES}, but is 'femural-neck'. Did you mean 'femoral-neck'?",
    ),
    (
        "an unknown site far from any",
        [((*NECK, "site"), "elbow")],
        f"'{{0}}' must be one of {SITES}, but is 'elbow'. Choose one of these.",
    ),
    (
        "an unknown vertebra",
        [((*SPINE, "vertebrae", 0), "L5")],
        "'{0}' must be one of L1, L2, L3, L4, but is 'L5'. Choose one of these.",
    ),
    (
        "a density in mg/cm²",
        [((*NECK, "bmd"), 571)],
        "'{0}' must be from 0.1 to 3 g/cm², but is 571. It looks like mg/cm²: divide it by 1000.",
    ),
    (
        "a density with a comma",
        [((*NECK, "bmd"), "0,571")],
        "'{0}' must be a number, but is the text '0,571'. Write a decimal point, not a comma, and no quotes.",
    ),
    (
        "a density with its unit",
        [((*NECK, "bmd"), "0.571 g/cm²")],
        "'{0}' must be a number, but is the text '0.571 g/cm²'. Write the number without quotes and without a unit.",
    ),
    (
        "a negative density",
        [((*NECK, "bmd"), -0.1)],
        "'{0}' must be from 0.1 to 3 g/cm², but is -0.1. Check the value and its unit.",
    ),
    ("no density", [((*NECK, "bmd"), 0)], "'{0}' must be from 0.1 to 3 g/cm², but is 0. Check the value and its unit."),
    (
        "a density above any bone",
        [((*NECK, "bmd"), 3.5)],
        "'{0}' must be from 0.1 to 3 g/cm², but is 3.5. Check the value and its unit.",
    ),
    (
        "a height in m",
        [(("patient", "heightCm"), 1.62)],
        "'{0}' must be from 30 to 250 cm, but is 1.62. It looks like m: multiply it by 100.",
    ),
    (
        "a day that is none",
        [(("scans", 0, "date"), "2026-02-30")],
        "'scans[0].date' must be a day of the calendar written as YYYY-MM-DD, but is not. "
        "Check year, month and day.",
    ),
    (
        "a day in another order",
        [(("patient", "birthDate"), "02.03.1958")],
        "'patient.birthDate' must be a day of the calendar written as YYYY-MM-DD, but is not. "
        "Check year, month and day.",
    ),
    (
        "a month that is none",
        [(("history", "fractures", 0, "date"), "2019-13")],
        "'{0}' must be a day, a month or a year written as YYYY-MM-DD, YYYY-MM or YYYY, but is not. "
        "Check year, month and day.",
    ),
    (
        "a scan before birth",
        [(("scans", 0, "date"), "1957-01-01")],
        "'scans[0].date' must not lie before 'patient.birthDate', but does. Check both dates.",
    ),
    (
        "an age of 130",
        [(("patient", "birthDate"), "1896-01-01")],
        "'scans[0].date' must lie within 120 years of 'patient.birthDate', but does not. Check both dates.",
    ),
    (
        "an age beside the dates",
        [(("scans", 0, "ageYears"), 50)],
        "'scans[0].ageYears' must agree with the dates of birth and scan within one year, but does not. Leave one out.",
    ),
    (
        "no age",
        [(("patient", "birthDate"), ...)],
        "'scans[0]' needs the age: 'date' with 'patient.birthDate', or 'ageYears', but has neither. "
        "Give both dates, or the age in years with decimals.",
    ),
    (
        "a region twice",
        [(("scans", 0, "regions", 3), {"site": "femoral-neck", "side": "left", "bmd": 0.6})],
        "'scans[0].regions[3]' must be another region than 'scans[0].regions[1]', but both are 'femoral-neck left'. "
        "Keep one; a repeated measurement is a scan of its own.",
    ),
    (
        "a spine twice",
        [(("scans", 0, "regions", 3), {"site": "lumbar-spine", "bmd": 0.6})],
        "'scans[0].regions[3]' must be another region than 'scans[0].regions[0]', but both are 'lumbar-spine L1-L4'. "
        "Keep one; a repeated measurement is a scan of its own.",
    ),
    (
        "a side on the spine",
        [((*SPINE, "side"), "left")],
        "'{0}' belongs to a paired bone, but the site is 'lumbar-spine'. Leave it out.",
    ),
    (
        "vertebrae on the hip",
        [((*HIP, "vertebrae"), ["L1"])],
        "'{0}' belongs to the lumbar spine, but the site is 'total-hip'. Leave it out, or correct the site.",
    ),
    (
        "a trabecular bone score on the hip",
        [((*HIP, "tbs"), 1.2)],
        "'{0}' belongs to the lumbar spine, but the site is 'total-hip'. Leave it out, or correct the site.",
    ),
    (
        "empty vertebrae",
        [((*SPINE, "vertebrae"), [])],
        "'{0}' must name at least one vertebra, but is empty. Leave it out for L1 to L4.",
    ),
    (
        "a vertebra twice",
        [((*SPINE, "vertebrae"), ["L1", "L2", "L1"])],
        "'{0}' must name each vertebra once, but repeats one. Keep one of each.",
    ),
    (
        "an empty reason",
        [((*HIP, "excluded", "reason"), "  ")],
        "'{0}' must say why, but is empty. Give the reason in a few words.",
    ),
    ("no scans", [(("scans",), [])], "'scans' must hold at least one scan, but is empty. Add a scan."),
    (
        "no regions",
        [(("scans", 0, "regions"), [])],
        "'scans[0].regions' must hold at least one region, but is empty. Add a region.",
    ),
    (
        "too many regions",
        [(("scans", 0, "regions"), [{"site": "femoral-neck", "bmd": 0.5}] * 101)],
        "'scans[0].regions' may hold 100 regions, but holds 101. Split it into scans.",
    ),
    (
        "too many scans",
        [(("scans",), GOOD["scans"] * 1001)],
        "'scans' may hold 1000 scans, but holds 1001. Leave out the oldest.",
    ),
    (
        "neither density nor score",
        [((*SPINE, "bmd"), ...)],
        "'scans[0].regions[0]' needs 'bmd' or 'printed', but has neither. "
        "Give the density in g/cm², or the printed scores.",
    ),
    (
        "a print without scores",
        [((*NECK, "printed"), {"reference": "Hologic"})],
        "'{0}' needs 't' or 'z', but has neither. Give a score, or leave 'printed' out.",
    ),
    (
        "a score beyond any",
        [((*NECK, "printed", "t"), -19)],
        "'{0}' must be from -15 to 15 standard deviations, but is -19. Check the value and its unit.",
    ),
    (
        "menopause of a man",
        [(("patient", "sexAtBirth"), "male")],
        "'patient.menopause' belongs to a person recorded female at birth, but 'patient.sexAtBirth' is male. "
        "Correct one of the two, or leave it out.",
    ),
    (
        "menopause after the scan",
        [(("patient", "menopause", "age"), 69.5)],
        "'patient.menopause.age' must not lie after the latest scan when the status is 'post', but is 69.5 years. "
        "Check the age at menopause and the status.",
    ),
    (
        "an age at menopause before it",
        [(("patient", "menopause", "status"), "pre")],
        "'patient.menopause.age' belongs to a person who has reached menopause, but the status is 'pre'. "
        "Correct one of the two, or leave it out.",
    ),
    (
        "precision in percent",
        [((*PRECISION, "rmsSd"), 1.2)],
        "'{0}' must be from 0.0001 to 0.15 g/cm², but is 1.2. It looks like a percentage: give it in g/cm².",
    ),
    (
        "both precisions",
        [((*PRECISION, "leastSignificantChange"), 0.025)],
        "'precision.sites[0]' needs exactly one of 'rmsSd' and 'leastSignificantChange', both in g/cm², but has both. "
        "Give one of the two.",
    ),
    (
        "neither precision",
        [((*PRECISION, "rmsSd"), ...)],
        "'precision.sites[0]' needs exactly one of 'rmsSd' and 'leastSignificantChange', both in g/cm², "
        "but has neither. Give one of the two.",
    ),
    (
        "precision of a site twice",
        [(("precision", "sites", 1), {"site": "total-hip", "rmsSd": 0.01})],
        "'precision.sites[1]' must be another site than 'precision.sites[0]', but both are 'total-hip'. Keep one.",
    ),
    (
        "vertebrae on the precision of a hip",
        [((*PRECISION, "vertebrae"), ["L1"])],
        "'{0}' belongs to the lumbar spine, but the site is 'total-hip'. Leave it out, or correct the site.",
    ),
    (
        "two scans of which one has no time",
        [
            (("patient", "birthDate"), ...),
            (("scans", 0, "ageYears"), {"atLeast": 60}),
            (
                ("scans", 1),
                {"ageYears": 60, "scanner": {"manufacturer": "Hologic"}, "regions": [{"site": "wards", "bmd": 0.5}]},
            ),
        ],
        "'scans' must be in order of time by 'date', or by 'ageYears' with decimals, but one scan has neither. "
        "Give each scan its date.",
    ),
    (
        "ages that the days contradict",
        [
            (("patient", "birthDate"), ...),
            (("scans", 0, "ageYears"), 68),
            (
                ("scans", 1),
                {
                    "date": "2025-05-01",
                    "ageYears": 69,
                    "scanner": {"manufacturer": "Hologic"},
                    "regions": [{"site": "wards", "bmd": 0.5}],
                },
            ),
        ],
        "'scans[1].ageYears' must agree with the days and ages of the other scans within one year, but does not. "
        "Check age and date of each scan.",
    ),
]

TEXTS = [
    (
        "nothing",
        "",
        "line 1, column 1: A JSON document must hold a value, but there is none. Send the whole file again.",
    ),
    (
        "only spaces",
        " \n\n ",
        "line 1, column 1: A JSON document must hold a value, but there is none. Send the whole file again.",
    ),
    ("a list", "[]", "The document must be an object, but is a list. Write keys with values in braces."),
    (
        "a number beyond all",
        STUDY_TEXT.replace("0.864", "1e400"),
        "line 13, column 81: A number must be written with digits, one decimal point and no leading zero, and be "
        "finite; this one is not. Write a decimal point, not a comma, and no unit.",
    ),
    (
        "a number with a comma",
        STUDY_TEXT.replace("0.864", "0,864"),
        "line 13, column 83: JSON needs a key in double quotes here, but something else stands there. "
        "Check the file at this place with a JSON editor.",
    ),
    (
        "no number",
        STUDY_TEXT.replace("0.864", "NaN"),
        "line 13, column 81: JSON needs a value here, but something else stands there. "
        "Check the file at this place with a JSON editor.",
    ),
    (
        "a key twice",
        STUDY_TEXT.replace('"bmd": 0.864', '"bmd": 0.864, "bmd": 0.9'),
        "line 13, column 88: A key may stand once in an object, but 'bmd' stands twice. Keep one of the two.",
    ),
    (
        "two documents",
        "{}{}",
        "line 1, column 3: A JSON document must hold one value, but something follows it. "
        "Put each study on a line of its own, or send one at a time.",
    ),
    (
        "ten thousand brackets",
        "[" * 10_000 + "]" * 10_000,
        "line 1, column 66: Values may be nested 64 levels deep, but here is one more. "
        "Check the file at this place with a JSON editor.",
    ),
    (
        "ten thousand braces",
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        "line 1, column 326: Values may be nested 64 levels deep, but here is one more. "
        "Check the file at this place with a JSON editor.",
    ),
    (
        "a line break in a text",
        STUDY_TEXT.replace("Hologic", "Holo\nlogic"),
        "line 11, column 63: A text must not hold a line break or another control character. "
        "Check the file at this place with a JSON editor.",
    ),
    (
        "half a pair of escapes",
        STUDY_TEXT.replace("Hologic", "\\ud83d"),
        'line 11, column 59: A backslash must be followed by one of " \\ / b f n r t or by u and four hexadecimal '
        "digits. "
        "Check the file at this place with a JSON editor.",
    ),
    (
        "Latin 1",
        STUDY_TEXT.replace("Hologic", "Hölogic").encode("latin-1"),
        "line 11, column 58: The text must be UTF-8, but it holds other bytes. Save the file as UTF-8.",
    ),
    (
        "UTF-16",
        STUDY_TEXT.encode("utf-16"),
        "line 1, column 1: The text must be UTF-8, but it holds other bytes. Save the file as UTF-8.",
    ),
    (
        "UTF-16 without a mark",
        STUDY_TEXT.encode("utf-16-le"),
        "line 1, column 1: The text must be UTF-8, but it holds other bytes. Save the file as UTF-8.",
    ),
    (
        "UTF-16 of the other order",
        STUDY_TEXT.encode("utf-16-be"),
        "line 1, column 1: The text must be UTF-8, but it holds other bytes. Save the file as UTF-8.",
    ),
]
