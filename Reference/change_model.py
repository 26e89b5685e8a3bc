# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The questions of `docs/methods/change.md`: a series of scans of one site with its model, and what is asked.

Used by `change.py` (state space) and `change_covariance.py` (covariances), which share nothing else.

Units: densities and precision errors in g/cm², time in years of 365.25 days from the first scan of the
series; after `Series.of`, rates in g/cm²/year, kappa in g/cm²/sqrt(year), omega in g/cm²/year/sqrt(year).
"""

import datetime
import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

Array = np.ndarray

DAYS_PER_YEAR = 365.25
OUTLYING = 3
UNLIKELY = 0.05


@dataclass(frozen=True)
class Series:
    """Scans of one site, and the model; `scanner` 0 is that of the first scan.

    `rates` are (from time, expected rate) and `regimes` (from time, tau), both in order: each holds from its
    time until the next, the first before its time too. `regimes` is None without a prior; then all expected
    rates are 0.
    """

    times: Array
    values: Array
    errors: Array
    scanners: tuple[int, ...]
    rates: tuple[tuple[float, float], ...]
    regimes: tuple[tuple[float, float], ...] | None
    kappa: float
    omega: float
    offset_sd: float

    @classmethod
    def of(cls, scans: list[dict], model: dict) -> "Series":
        """From scans (`date, density, precision, scanner`, in order) and a model in percent.

        `model`: `expected` is a list of `from` (a date) and `percent_per_year`, or None for no prior;
        `regimes` is a list of `from` and `tau`; where it is missing, one `tau` is that of a single regime;
        `tau, kappa, omega` in percent of the mean density; `offset_sd` in g/cm².
        """
        dates = [datetime.date.fromisoformat(scan["date"]) for scan in scans]
        values = np.array([scan["density"] for scan in scans], dtype=float)
        unit = float(values.mean()) / 100
        names = list(dict.fromkeys(scan["scanner"] for scan in scans))

        def steps(entries: list[dict], name: str) -> tuple[tuple[float, float], ...]:
            return tuple((years_between(dates[0], datetime.date.fromisoformat(entry["from"])), entry[name] * unit)
                         for entry in entries)

        rates, regimes = ((0.0, 0.0),), None
        if model["expected"] is not None:
            rates = steps(model["expected"], "percent_per_year")
            regimes = steps(model["regimes"], "tau") if model.get("regimes") else ((0.0, model["tau"] * unit),)
        return cls(
            times=np.array([years_between(dates[0], day) for day in dates]),
            values=values,
            errors=np.array([scan["precision"] for scan in scans], dtype=float),
            scanners=tuple(names.index(scan["scanner"]) for scan in scans),
            rates=rates,
            regimes=regimes,
            kappa=model["kappa"] * unit,
            omega=model["omega"] * unit,
            offset_sd=model["offset_sd"],
        )

    @property
    def unit(self) -> float:
        """One percent of the mean density, g/cm²."""
        return float(self.values.mean()) / 100

    @property
    def has_prior(self) -> bool:
        """Whether anything is expected of the rate."""
        return self.regimes is not None

    def expected_rate(self, time: float) -> float:
        """The expected rate from a time on; before the first step the first one's."""
        return next((rate for start, rate in reversed(self.rates) if start <= time), self.rates[0][1])

    def breaks(self, start: float, end: float) -> list[float]:
        """Start, the times in between at which the expected rate or the regime changes, and end."""
        inner = {time for time, _ in (*self.rates, *(self.regimes or ())) if start < time < end}
        return [start, *sorted(inner), end]


@dataclass(frozen=True)
class Normal:
    """A normal distribution."""

    mean: float
    sd: float

    def below(self, amount: float) -> float:
        """The probability of a value below an amount; for sd 0, 1 or 0."""
        if self.sd == 0:
            return float(self.mean < amount)
        return float(stats.norm.cdf((amount - self.mean) / self.sd))

    def above(self, amount: float) -> float:
        """The probability of a value above an amount."""
        return Normal(-self.mean, self.sd).below(-amount)


def normal(mean: float, variance: float) -> Normal:
    """From a variance that rounding may have made slightly negative."""
    return Normal(float(mean), math.sqrt(max(0.0, float(variance))))


def years_between(first: datetime.date, last: datetime.date) -> float:
    """Years of 365.25 days."""
    return (last - first).days / DAYS_PER_YEAR


def change_answer(series: Series, pair: tuple[int, int], change: Normal, expected: Normal | None,
                  losses_percent: list[float]) -> dict:
    """What is said about the change between two scans.

    `expected` is the prior predictive distribution of the observed change. Losses are in percent of the
    mean density.
    """
    observed = float(series.values[pair[1]] - series.values[pair[0]])
    z = None if expected is None else (observed - expected.mean) / expected.sd
    return {
        "pair": list(pair),
        "observed": observed,
        "mean": change.mean,
        "sd": change.sd,
        "loss": change.below(0),
        "gain": change.above(0),
        "loss_beyond": [change.below(-percent * series.unit) for percent in losses_percent],
        "mean_over_observed": change.mean / observed if observed else None,
        "prior_z": z,
        "prior_p": None if z is None else float(2 * stats.norm.sf(abs(z))),
    }


def together(series: list[Series], answers: list[dict]) -> dict:
    """The mean of the sites' percent changes between the same days, sites independent."""
    means = [answer["mean"] / one.unit for one, answer in zip(series, answers)]
    sds = [answer["sd"] / one.unit for one, answer in zip(series, answers)]
    change = Normal(math.fsum(means) / len(means), math.hypot(*sds) / len(sds))
    return {"mean_percent": change.mean, "sd_percent": change.sd, "loss": change.below(0), "gain": change.above(0)}
