# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Reference arithmetic for bone-density scores, written without sight of the engine.

Units: density (BMD) in g/cm² unless a name ends in `_mg` (mg/cm²); BMC in g; area in cm²;
age in years; T and Z without unit, `tenths` being a score times ten as an integer.

Numbers arrive as decimal text, integers, floats or fractions. `exact` turns each into a
rational; a float is taken at its shortest decimal text, so 0.5645 is 5645/10000 and rounds up.
"""

import datetime
import json
import math
from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from statistics import NormalDist

import mpmath

mp = mpmath.mp.clone()
mp.dps = 50

Number = str | int | float | Fraction

T_NORMAL_FROM_TENTHS = -10
T_OSTEOPOROSIS_UP_TO_TENTHS = -25
Z_BELOW_UP_TO_TENTHS = -20
ADULT_FROM_YEARS = 20

# Young White women on the Hologic scale, mean and SD in g/cm². Also used for men.
T_REFERENCES = {
    "femoral-neck": ("0.858", "0.120"),
    "total-hip": ("0.942", "0.122"),
    "lumbar-spine": ("1.047", "0.110"),
}

# Site of the study document -> the vertebrae of its curve.
CURVE_SITES = {
    "femoral-neck": None,
    "total-hip": None,
    "lumbar-spine": ["L1", "L2", "L3", "L4"],
}

CURVE_FILE = Path(__file__).resolve().parent.parent / "Knowledge" / "references" / "nhanes-2005-2010-age-curves.json"


# --- Exact numbers and rounding -------------------------------------------------------------


def exact(number: Number) -> Fraction:
    """The number as a rational; a float is taken at its shortest decimal text."""
    return Fraction(repr(number) if isinstance(number, float) else number)


def round_half_away(value: Fraction) -> int:
    """The nearest integer; a tie goes away from zero (-24.5 becomes -25)."""
    magnitude = math.floor(abs(value) + Fraction(1, 2))
    return -magnitude if value < 0 else magnitude


def to_mg(density: Number) -> int:
    """Density in g/cm² as integer mg/cm²."""
    return round_half_away(exact(density) * 1000)


def to_tenths(score: Number) -> int:
    """A score as integer tenths."""
    return round_half_away(exact(score) * 10)


def to_mpf(value):
    """A rational, float or multi-precision number at the working precision (floats exactly)."""
    if isinstance(value, Fraction):
        return mp.mpf(value.numerator) / value.denominator
    return mp.mpf(value)


def to_float(value) -> float:
    """The double nearest to a multi-precision number, correct for subnormal results too."""
    return float(mp.nstr(value, 45))


# --- T-score --------------------------------------------------------------------------------


@dataclass(frozen=True)
class TScore:
    """A T-score: the reported integer tenths and the unrounded value."""

    tenths: int
    unrounded: float


def t_score(density: Number, mean: Number, sd: Number) -> TScore:
    """T of a density against a young-adult mean and SD, all g/cm².

    The density is first rounded to integer mg/cm²; from there on the arithmetic is exact.
    """
    t = (Fraction(to_mg(density), 1000) - exact(mean)) / exact(sd)
    return TScore(round_half_away(t * 10), float(t))


def category_of_t(tenths: int) -> str:
    """The category of a reported T in tenths."""
    if tenths >= T_NORMAL_FROM_TENTHS:
        return "normal"
    if tenths <= T_OSTEOPOROSIS_UP_TO_TENTHS:
        return "osteoporosis"
    return "low-bone-mass"


# --- Z-score --------------------------------------------------------------------------------


@dataclass(frozen=True)
class CurvePoint:
    """One row of an LMS curve: age in years, L and S without unit, M in g/cm²."""

    age: Fraction
    l: Fraction
    m: Fraction
    s: Fraction


def z_score(density, l, m, s):
    """Z by LMS as a multi-precision number; density and M in g/cm².

    Fractions are used as they are and floats at their exact binary value. The density is not
    rounded. L = 0 is the exact limit ln(density / M) / S.
    """
    density, l, m, s = (to_mpf(value) for value in (density, l, m, s))
    log_ratio = mp.log(density / m)
    if l == 0:
        return log_ratio / s
    return mp.expm1(l * log_ratio) / (l * s)


def z_tenths(z) -> int:
    """A multi-precision Z as integer tenths, half away from zero."""
    magnitude = int(mp.floor(abs(z) * 10 + mp.mpf("0.5")))
    return -magnitude if z < 0 else magnitude


def category_of_z(tenths: int) -> str:
    """The category of a reported Z in tenths."""
    return "below-expected-range" if tenths <= Z_BELOW_UP_TO_TENTHS else "within-expected-range"


def load_curves(group: str = "all") -> dict[tuple[str, str], list[CurvePoint]]:
    """The project's LMS curves by (study site, sex "female" or "male"), sorted by age."""
    curves: dict[tuple[str, str], list[CurvePoint]] = {}
    for curve in json.loads(CURVE_FILE.read_text(encoding="utf-8"), parse_float=str)["curves"]:
        site = curve["site"]
        if curve["group"] == group and site in CURVE_SITES and curve["vertebrae"] == CURVE_SITES[site]:
            points = [CurvePoint(*(Fraction(number) for number in row)) for row in curve["rows"]]
            curves[site, curve["sex"]] = sorted(points, key=lambda point: point.age)
    return curves


def interpolate(points: list[CurvePoint], age: Fraction) -> CurvePoint | None:
    """L, M and S at an age, linear between rows; None outside the first and last age."""
    if not points[0].age <= age <= points[-1].age:
        return None
    upper = bisect_right([point.age for point in points], age)
    below = points[upper - 1]
    if below.age == age:
        return below
    above = points[upper]
    weight = (age - below.age) / (above.age - below.age)

    def blend(name: str) -> Fraction:
        low, high = getattr(below, name), getattr(above, name)
        return low + weight * (high - low)

    return CurvePoint(age, blend("l"), blend("m"), blend("s"))


# --- Normal distribution --------------------------------------------------------------------


def normal_cdf(z):
    """The standard normal distribution function as a multi-precision number."""
    return mp.erfc(-to_mpf(z) / mp.sqrt(2)) / 2


def normal_quantile(p: float):
    """The z whose normal_cdf is p (0 < p < 1), refined from a double along the tangent."""
    target = to_mpf(p)
    z = to_mpf(NormalDist().inv_cdf(p))
    for _ in range(5):
        z -= (normal_cdf(z) - target) / (mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi))
    return z


def centile(z):
    """The percentage of the reference group at or below z, as a multi-precision number."""
    return 100 * normal_cdf(z)


# --- Age ------------------------------------------------------------------------------------


def birthday(birth: datetime.date, year: int) -> datetime.date:
    """The birthday in a year; 29 February becomes 1 March where the year has none."""
    try:
        return birth.replace(year=year)
    except ValueError:
        return datetime.date(year, 3, 1)


def age_on(birth: datetime.date, scan: datetime.date) -> Fraction:
    """Age in years: completed years plus the part of the running year, counted in days."""
    if scan < birth:
        raise ValueError("the scan is before the birth")
    last_year = scan.year if scan >= birthday(birth, scan.year) else scan.year - 1
    last, following = birthday(birth, last_year), birthday(birth, last_year + 1)
    return last_year - birth.year + Fraction((scan - last).days, (following - last).days)


# --- Plausibility ---------------------------------------------------------------------------


def density_contradicted(bmd: Number, bmc: Number, area: Number) -> bool:
    """Rule AUD-11: BMD (g/cm²) is further from BMC (g) / area (cm²) than rounding explains."""
    bmd, bmc, area = exact(bmd), exact(bmc), exact(area)
    rounding = Fraction("0.0005") + (Fraction("0.005") + Fraction("0.005") * bmd) / area
    return abs(bmd - bmc / area) > rounding


# --- Probabilities of the category of a repeat scan -----------------------------------------


@dataclass(frozen=True)
class SiteOnT:
    """A diagnostic site on the T basis; every number in mg/cm²."""

    density_mg: Number
    rms_sd_mg: Number
    mean_mg: Number
    sd_mg: Number


@dataclass(frozen=True)
class SiteOnZ:
    """A diagnostic site on the Z basis; density and precision error in mg/cm², M in g/cm²."""

    density_mg: Number
    rms_sd_mg: Number
    l: Number
    m: Number
    s: Number


def largest_mg_with_t_up_to(tenths: int, site: SiteOnT) -> int:
    """The largest integer density (mg/cm²) whose reported T is `tenths` or less."""
    mean, sd = exact(site.mean_mg), exact(site.sd_mg)

    def reported(mg: int) -> int:
        return round_half_away((mg - mean) / sd * 10)

    mg = math.ceil(mean + sd * Fraction(tenths + 1, 10))
    while reported(mg) > tenths:
        mg -= 1
    return mg


def largest_mg_with_z_up_to(tenths: int, site: SiteOnZ, ceiling_mg: int = 4000) -> int | None:
    """The largest integer density (mg/cm²) whose reported Z is `tenths` or less.

    Found by bisection, as Z rises with density; None if even 1 mg/cm² scores higher.
    """
    l, m, s = exact(site.l), exact(site.m), exact(site.s)

    def is_low(mg: int) -> bool:
        return z_tenths(z_score(Fraction(mg, 1000), l, m, s)) <= tenths

    low, high = 1, ceiling_mg
    if not is_low(low):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if is_low(middle) else (low, middle)
    return low


def probability_repeat_up_to(mg: int, density_mg: Number, rms_sd_mg: Number):
    """The probability that a repeat scan is reported as `mg` or less.

    With a flat prior on the true density and one error for each scan, the repeat is normal
    around the present density with standard deviation sqrt(2) * precision error. It is reported
    as an integer, so the boundary lies half a mg above `mg`.
    """
    boundary = mg + Fraction(1, 2) - exact(density_mg)
    return normal_cdf(to_mpf(boundary) / (mp.sqrt(2) * to_mpf(exact(rms_sd_mg))))


def probabilities_on_t(sites: list[SiteOnT]) -> dict[str, object]:
    """Probabilities of the three categories of the lowest T of a repeat, sites independent."""
    all_normal = no_osteoporosis = mp.mpf(1)
    for site in sites:
        not_normal_mg = largest_mg_with_t_up_to(T_NORMAL_FROM_TENTHS - 1, site)
        osteoporosis_mg = largest_mg_with_t_up_to(T_OSTEOPOROSIS_UP_TO_TENTHS, site)
        error = (site.density_mg, site.rms_sd_mg)
        all_normal *= 1 - probability_repeat_up_to(not_normal_mg, *error)
        no_osteoporosis *= 1 - probability_repeat_up_to(osteoporosis_mg, *error)
    return {
        "normal": all_normal,
        "low-bone-mass": no_osteoporosis - all_normal,
        "osteoporosis": 1 - no_osteoporosis,
    }


def probabilities_on_z(sites: list[SiteOnZ]) -> dict[str, object]:
    """Probabilities of the two categories of the lowest Z of a repeat, sites independent."""
    all_within = mp.mpf(1)
    for site in sites:
        below_mg = largest_mg_with_z_up_to(Z_BELOW_UP_TO_TENTHS, site)
        if below_mg is not None:
            all_within *= 1 - probability_repeat_up_to(below_mg, site.density_mg, site.rms_sd_mg)
    return {"within-expected-range": all_within, "below-expected-range": 1 - all_within}
