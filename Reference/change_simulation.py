# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Random series, and simulated people whose true change is known. Used by `change.py`.

Paths are drawn with the exact discretization of the model; the many answers are worked out at once with
covariances. Densities in g/cm², time in years, tau in %/year, kappa in %/sqrt(year), omega in
%/year/sqrt(year).
"""

import datetime

import numpy as np
from scipy import stats

Array = np.ndarray

TAU, KAPPA, OMEGA = 0.5, 0.5, 0.2
OFFSET_SD = 0.015
PRIORS = {"right prior": (0.0, 1.0), "no prior": None, "wrong prior (+1 %/y, tau half)": (1.0, 0.5)}


# --- Random series --------------------------------------------------------------------------


def random_model(random: np.random.Generator, first: datetime.date, days: Array) -> dict:
    """A model in percent, one in four without a prior; expected rates change at up to three dates, or on a scan."""
    tau, kappa, omega = (float(random.choice(choices)) for choices in
                         ((0, 0.3, 0.5, 1.0), (0, 0.3, 0.5, 0.8), (0, 0.1, 0.2, 0.4)))
    model = {"expected": None, "tau": tau, "kappa": kappa, "omega": omega,
             "offset_sd": float(random.choice([0.005, 0.015, 0.03]))}
    if random.random() < 0.25:
        return model
    if tau == kappa == omega == 0:
        model["tau"] = 0.5
    places = random.integers(0, days[-1] + 1, random.integers(0, 4))
    if random.random() < 0.3:
        places = np.append(places, random.choice(days))
    starts = np.unique(np.append(places, -random.integers(0, 500)))
    model["expected"] = [{"from": str(first + datetime.timedelta(days=int(start))),
                          "percent_per_year": round(random.normal(-0.3, 1.5), 2)} for start in starts]
    return model


def random_question(seed: int) -> dict:
    """A person with hip and spine, 2 to 12 visits of which a site may miss some, and perhaps a second scanner."""
    random = np.random.default_rng([20261124, seed])
    visits = int(random.integers(2, 13))
    days = np.append(0, np.cumsum(random.integers(90, 1500, visits - 1)))
    first = datetime.date(2000, 1, 1) + datetime.timedelta(days=int(random.integers(3000)))
    scanner = np.where(np.arange(visits) >= random.integers(1, 2 * visits), "second", "first")
    if random.random() < 0.2:
        scanner = random.permutation(scanner)
    sites = []
    for name, error in (("total-hip", 0.010), ("lumbar-spine", 0.012)):
        level, slope = random.normal(0.85, 0.13), random.normal(-0.005, 0.012)
        scans = []
        for visit in range(visits):
            if visits > 2 and random.random() < 0.15:
                continue
            own_error = round(error * random.uniform(0.6, 1.8), 4)
            density = level + slope * days[visit] / 365.25 + random.normal(0, own_error)
            scans.append({"date": str(first + datetime.timedelta(days=int(days[visit]))),
                          "density": round(float(density), 3), "precision": own_error,
                          "scanner": str(scanner[visit])})
        if scans:
            sites.append({"site": name, "scans": scans, "model": random_model(random, first, days)})
    return {"sites": sites}


# --- People with a known truth --------------------------------------------------------------


def draw_rises(times: Array, tau: Array, kappa: Array, omega: Array, random: np.random.Generator) -> Array:
    """Rises of the level from the first scan without the expected part, one row a person."""
    people, n = times.shape
    rate = tau * random.standard_normal(people)
    rises = np.zeros((people, n))
    for k in range(1, n):
        years = times[:, k] - times[:, k - 1]
        first, second, third = random.standard_normal((3, people))
        # The pair (change of the rate, its integral) has covariance omega² [[h, h²/2], [h²/2, h³/3]].
        integral = omega * (years**1.5 / 2 * first + years**1.5 / np.sqrt(12) * second)
        rises[:, k] = rises[:, k - 1] + rate * years + integral + kappa * np.sqrt(years) * third
        rate = rate + omega * np.sqrt(years) * first
    return rises


def covariance(times: Array, tau: Array, kappa: Array, omega: Array) -> Array:
    """Covariances of the rises of each person, (people, n, n)."""
    tau, kappa, omega = (np.reshape(part, (-1, 1, 1)) ** 2 for part in (tau, kappa, omega))
    a, b = times[:, :, None], times[:, None, :]
    s, t = np.minimum(a, b), np.maximum(a, b)
    return tau * s * t + omega * (s**2 * t / 2 - s**3 / 6) + kappa * s


def probabilities_of_loss(times: Array, values: Array, errors: Array, is_second: Array, expected: Array,
                          prior: tuple[float, float] | None) -> Array:
    """P(loss) from first to last scan of each person.

    `expected` is the expected rise at each scan, percent of the mean density; `prior` is what is added
    to the expected rate in %/year and the factor of tau, or None.
    """
    people, n = values.shape
    unit = values.mean(axis=1, keepdims=True) / 100
    if prior is None:
        tau, rise = 0.0, np.zeros_like(values)
    else:
        tau, rise = TAU * prior[1], unit * (expected + prior[0] * times)
    k = covariance(times, tau * unit, KAPPA * unit, OMEGA * unit)
    v = k + np.eye(n) * (errors**2)[:, None, :]
    v += OFFSET_SD**2 * (is_second[:, :, None] & is_second[:, None, :])
    ones = np.ones((people, n))
    design = np.stack([ones] if prior else [ones, times], axis=2)
    w = np.stack([0 * times[:, -1]] + ([] if prior else [times[:, -1]]), axis=1)
    c = k[:, :, -1]
    rest = values - rise
    solved = np.linalg.solve(v, np.concatenate([design, c[:, :, None]], axis=2))
    design_t = design.transpose(0, 2, 1)
    inverse = np.linalg.inv(design_t @ solved[:, :, :-1])
    unknown = inverse @ solved[:, :, :-1].transpose(0, 2, 1) @ rest[:, :, None]
    missing = w[:, :, None] - design_t @ solved[:, :, -1:]
    left = rest[:, :, None] - design @ unknown
    mean = (np.sum(w * unknown[:, :, 0], axis=1) + rise[:, -1] + np.sum(solved[:, :, -1] * left[:, :, 0], axis=1))
    variance = (k[:, -1, -1] - np.sum(c * solved[:, :, -1], axis=1)
                + (missing.transpose(0, 2, 1) @ inverse @ missing)[:, 0, 0])
    return stats.norm.cdf(-mean / np.sqrt(variance))


def simulate(people: int, scans: int, random: np.random.Generator) -> tuple[dict, Array]:
    """What is known of people with so many scans, and whether each truly lost from first to last.

    Rates are in percent of the true first density, while the answers take the mean of the densities
    for it, as the method does. One in three has a second scanner; half start treatment (+2 %/year).
    """
    times = np.concatenate([np.zeros((people, 1)), np.cumsum(random.uniform(0.5, 3, (people, scans - 1)), 1)], axis=1)
    level = random.normal(0.8, 0.08, people)
    rate = random.choice([-2.0, -1.0, -0.5, 0.0], people)[:, None]
    start = np.where(random.random(people) < 0.5, random.uniform(0, 1, people) * times[:, -1], np.inf)[:, None]
    expected = rate * times + 2.0 * np.clip(times - start, 0, None)
    unit = level / 100
    rises = unit[:, None] * expected + draw_rises(times, TAU * unit, KAPPA * unit, OMEGA * unit, random)
    change_at = np.where(random.random(people) < 1 / 3, random.integers(1, scans, people), scans)
    is_second = np.arange(scans) >= change_at[:, None]
    errors = random.uniform(0.008, 0.016, (people, scans))
    offset = OFFSET_SD * random.standard_normal((people, 1))
    values = level[:, None] + rises + is_second * offset + errors * random.standard_normal((people, scans))
    known = {"times": times, "values": values, "errors": errors, "is_second": is_second, "expected": expected}
    return known, rises[:, -1] < 0


def print_calibration(people: int) -> None:
    """For each decile of the stated P(loss): how often bone was lost, under three priors."""
    random = np.random.default_rng(20261125)
    sizes = (2, 3, 4, 6, 8)
    groups = [simulate(people // len(sizes), scans, random) for scans in sizes]
    lost = np.concatenate([truth for _, truth in groups])
    print(f"{len(lost)} people, {100 * lost.mean():.1f} % lost; z in binomial standard errors")
    for name, prior in PRIORS.items():
        stated = np.concatenate([probabilities_of_loss(**known, prior=prior) for known, _ in groups])
        print(f"{name}: Brier score {np.mean((stated - lost) ** 2):.4f}")
        decile = np.minimum((10 * stated).astype(int), 9)
        for k in range(10):
            p, truth = stated[decile == k], lost[decile == k]
            z = (truth.sum() - p.sum()) / np.sqrt(np.sum(p * (1 - p)))
            print(f"  {k / 10:.1f}-{(k + 1) / 10:.1f} {len(p):7d}  stated {p.mean():.4f}  lost {truth.mean():.4f}"
                  f"  z {z:6.2f}")
