# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Age curves of `docs/methods/age-curves.md`, written without sight of the engine.

    python Reference/age_curves.py --sample IN.csv --ages 8 85 --power 0 --penalty 10 300 100 \\
        --at 8,8.5,9,20:84:1 -o OUT.csv
    python Reference/age_curves.py ... --spurt 0.5 --middle 12 ...     more room for puberty
    python Reference/age_curves.py ... --edf 3 9 6 ...     the penalties that give these edf

IN.csv has columns `age, value, weight`, OUT.csv `age, L, M, S`. Ages in years.

The penalized log likelihood is maximized directly: a trust-region search with the exact Hessian,
then full Newton steps until a further one could gain nothing that a double can show.

A curve has 33 coefficients, the three in the order L, log M, log S. They belong not to the B-splines
but to an equivalent basis in which the penalty is diagonal and a straight line has none at all: so
penalties may be as large as one likes without loss of digits.
"""

import argparse
import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import scipy.interpolate
import scipy.linalg
import scipy.optimize
import scipy.special

INTERVALS = 30
DEGREE = 3
COEFFICIENTS = INTERVALS + DEGREE
CURVES = ("L", "log M", "log S")
L, LOG_M, LOG_S = range(3)
PAIRS = ((L, L), (L, LOG_M), (L, LOG_S), (LOG_M, LOG_M), (LOG_M, LOG_S), (LOG_S, LOG_S))

SERIES_BELOW = 0.5
SERIES_TERMS = 18
RELATIVE_GAIN = 1e-15

SPURT_WIDTH = 1.5
STRAIGHT_EDF, STRAIGHT_PENALTY = 2.0, 1e10

Array = np.ndarray
Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Sample:
    """People measured once: age in years, value (positive), survey weight (positive)."""

    age: Array
    value: Array
    weight: Array


@dataclass(frozen=True)
class Model:
    """What is fixed before the coefficients: the stretch of age, its range, the penalties.

    `spurt` is the room given to the years around `middle` (years), 0 for none.
    """

    power: float
    ages: tuple[float, float]
    penalty: Triple
    spurt: float = 0.0
    middle: float = 13.0


# --- Age and splines ------------------------------------------------------------------------


def raised(age, power: float):
    """Age `a` as `(a^p - 1) / p`, and as `log a` where p is 0."""
    age = np.asarray(age, dtype=float)
    return np.log(age) if power == 0 else (age**power - 1) / power


def stretch(age, model: Model):
    """The stretched age: 0 to 1 over the model's ages, plus the spurt, a logistic step at its middle."""
    low, high = (float(raised(end, model.power)) for end in model.ages)
    share = (raised(age, model.power) - low) / (high - low)
    return share + model.spurt * scipy.special.expit((np.asarray(age, dtype=float) - model.middle) / SPURT_WIDTH)


def basis(age, model: Model) -> Array:
    """The 33 cubic B-splines at each age, one row an age."""
    low, high = (float(stretch(end, model)) for end in model.ages)
    step = (high - low) / INTERVALS
    knots = low + step * np.arange(-DEGREE, INTERVALS + DEGREE + 1)
    t = np.clip(stretch(age, model), knots[DEGREE], knots[-DEGREE - 1])
    return scipy.interpolate.BSpline.design_matrix(t, knots, DEGREE).toarray()


def turned_roughness() -> tuple[Array, Array]:
    """The eigenvalues of `D2'D2`, two of them exactly 0, and its eigenvectors in columns."""
    second_difference = np.diff(np.eye(COEFFICIENTS), n=2, axis=0)
    values, vectors = np.linalg.eigh(second_difference.T @ second_difference)
    values[:2] = 0
    return values, vectors


ROUGHNESS, TURN = turned_roughness()


def turned_basis(age, model: Model) -> Array:
    """The basis in which the penalty is diagonal: B-splines times the eigenvectors of `D2'D2`."""
    return basis(age, model) @ TURN


def penalty_matrix(penalty: Triple) -> Array:
    """`P` in the turned basis: the penalty of each curve times the eigenvalues of `D2'D2`."""
    return np.diag(np.kron(penalty, ROUGHNESS))


# --- Likelihood of one person ---------------------------------------------------------------


def by_series(u: Array, closed: Callable[[Array], Array], order: int) -> Array:
    """The `order`-th derivative of `(exp(u) - 1) / u`: `closed` form, or near 0 its series.

    The series is `sum_k u^k / (k! (k + order + 1))`.
    """
    small = np.abs(u) < SERIES_BELOW
    safe = np.where(small, 1.0, u)
    term, total = np.ones_like(u), np.zeros_like(u)
    for k in range(SERIES_TERMS):
        total = total + term / (k + order + 1)
        term = term * u / (k + 1)
    return np.where(small, total, closed(safe))


def growth(u: Array) -> Array:
    """`(exp(u) - 1) / u`, 1 at 0."""
    return by_series(u, lambda v: np.expm1(v) / v, 0)


def growth_slope(u: Array) -> Array:
    """The first derivative of `growth`, 1/2 at 0."""
    return by_series(u, lambda v: (v * np.exp(v) - np.expm1(v)) / v**2, 1)


def growth_bend(u: Array) -> Array:
    """The second derivative of `growth`, 1/3 at 0."""
    return by_series(u, lambda v: ((v * v - 2 * v) * np.exp(v) + 2 * np.expm1(v)) / v**3, 2)


@dataclass(frozen=True)
class Scores:
    """`z` of each person, its first derivatives by (L, log M, log S), and the log density."""

    x: Array
    ratio: Array
    z: Array
    z_l: Array
    z_m: Array
    log_density: Array


def scores_of(value: Array, l: Array, log_m: Array, log_s: Array) -> Scores:
    """Box-Cox scores; `x = log(y / M)`, `ratio = (y / M)^L`, and `dz / d log S = -z`."""
    x = np.log(value) - log_m
    ratio, s = np.exp(l * x), np.exp(log_s)
    z = x * growth(l * x) / s
    z_l = x * x * growth_slope(l * x) / s
    log_density = l * x - log_s - z * z / 2 - np.log(value) - np.log(2 * np.pi) / 2
    return Scores(x, ratio, z, z_l, -ratio / s, log_density)


def slopes(scores: Scores, l: Array) -> list[Array]:
    """First derivatives of the log density by L, log M and log S."""
    z = scores.z
    return [scores.x - z * scores.z_l, -l - z * scores.z_m, z * z - 1]


def bends(scores: Scores, l: Array, log_s: Array) -> dict[tuple[int, int], Array]:
    """Second derivatives of the log density, by pair of curves."""
    x, z, z_l, z_m = scores.x, scores.z, scores.z_l, scores.z_m
    z_ll = x**3 * growth_bend(l * x) / np.exp(log_s)
    z_lm, z_mm = x * z_m, -l * z_m
    return {
        (L, L): -z_l * z_l - z * z_ll,
        (L, LOG_M): -1 - z_l * z_m - z * z_lm,
        (L, LOG_S): 2 * z * z_l,
        (LOG_M, LOG_M): -z_m * z_m - z * z_mm,
        (LOG_M, LOG_S): 2 * z * z_m,
        (LOG_S, LOG_S): -2 * z * z,
    }


def expected_information(l: Array, log_s: Array) -> dict[tuple[int, int], Array]:
    """The table of the method note: expected information of one person, by pair of curves."""
    s2 = np.exp(2 * log_s)
    one = np.ones_like(l)
    return {
        (L, L): 7 / 4 * s2,
        (L, LOG_M): -one / 2,
        (L, LOG_S): l * s2,
        (LOG_M, LOG_M): (1 + 2 * l * l * s2) / s2,
        (LOG_M, LOG_S): 2 * l,
        (LOG_S, LOG_S): 2 * one,
    }


# --- Likelihood of a sample -----------------------------------------------------------------


def effective_weights(weight: Array) -> Array:
    """Weights that sum to Kish's effective number of people."""
    return weight * (weight.sum() / (weight @ weight))


class Problem:
    """A sample and a model: the penalized log likelihood with its gradient and Hessian."""

    def __init__(self, sample: Sample, model: Model, scaled: Callable[[Array], Array] = effective_weights):
        self.sample, self.model = sample, model
        self.weight = scaled(sample.weight)
        distinct, self.place = np.unique(sample.age, return_inverse=True)
        self.rows = turned_basis(distinct, model)
        self.penalty = penalty_matrix(model.penalty)

    def curves(self, b: Array) -> list[Array]:
        """L, log M and log S of each person."""
        return [(self.rows @ part)[self.place] for part in b.reshape(3, COEFFICIENTS)]

    def summed(self, per_person: Array) -> Array:
        """Weighted sums of a quantity over the people of each distinct age."""
        return np.bincount(self.place, self.weight * per_person, len(self.rows))

    def blocks(self, by_pair: dict[tuple[int, int], Array]) -> Array:
        """The symmetric 99 x 99 matrix of a quantity given by pair of curves for each person."""
        matrix = np.empty((3, COEFFICIENTS, 3, COEFFICIENTS))
        for first, second in PAIRS:
            block = self.rows.T @ (self.summed(by_pair[first, second])[:, None] * self.rows)
            matrix[first, :, second, :] = matrix[second, :, first, :] = block
        return matrix.reshape(3 * COEFFICIENTS, 3 * COEFFICIENTS)

    def log_likelihood(self, b: Array) -> float:
        """The weighted log likelihood without the penalty."""
        with np.errstate(over="ignore", invalid="ignore"):
            total = float(self.weight @ scores_of(self.sample.value, *self.curves(b)).log_density)
        return total if np.isfinite(total) else -np.inf

    def objective(self, b: Array) -> float:
        """The penalized log likelihood."""
        return self.log_likelihood(b) - float(b @ self.penalty @ b) / 2

    def gradient(self, b: Array) -> Array:
        """First derivatives of the objective."""
        l, log_m, log_s = self.curves(b)
        found = slopes(scores_of(self.sample.value, l, log_m, log_s), l)
        return np.concatenate([self.rows.T @ self.summed(part) for part in found]) - self.penalty @ b

    def hessian(self, b: Array) -> Array:
        """Second derivatives of the objective."""
        l, log_m, log_s = self.curves(b)
        return self.blocks(bends(scores_of(self.sample.value, l, log_m, log_s), l, log_s)) - self.penalty

    def information(self, b: Array) -> Array:
        """Expected information of the unpenalized likelihood."""
        l, _, log_s = self.curves(b)
        return self.blocks(expected_information(l, log_s))

    def start(self, l: float = 1.0) -> Array:
        """Constant curves: an L, the weighted mean, the weighted coefficient of variation."""
        mean = np.average(self.sample.value, weights=self.weight)
        variance = np.average((self.sample.value - mean) ** 2, weights=self.weight)
        constants = [l, np.log(mean), np.log(variance) / 2 - np.log(mean)]
        return np.kron(constants, TURN.sum(axis=0))


# --- The fit --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fit:
    """Coefficients at the maximum, what they maximize, and what is left to gain by one Newton step."""

    model: Model
    coefficients: Array
    objective: float
    log_likelihood: float
    remaining_gain: float
    edf: Triple

    def at(self, ages) -> tuple[Array, Array, Array]:
        """L, M and S at ages in years."""
        rows = turned_basis(ages, self.model)
        l, log_m, log_s = (rows @ part for part in self.coefficients.reshape(3, COEFFICIENTS))
        return l, np.exp(log_m), np.exp(log_s)

    def gaic(self, k: float) -> float:
        """`-2 log likelihood + k edf`."""
        return -2 * self.log_likelihood + k * sum(self.edf)


def z_scores(fit: Fit, age: Array, value: Array) -> Array:
    """Z of values at ages."""
    l, m, s = fit.at(age)
    return scores_of(value, l, np.log(m), np.log(s)).z


def maximize(problem: Problem, start: Array) -> tuple[Array, float]:
    """The coefficients of the maximum, and the gain a further Newton step would promise."""
    found = scipy.optimize.minimize(
        lambda b: -problem.objective(b), start, method="trust-exact",
        jac=lambda b: -problem.gradient(b), hess=lambda b: -problem.hessian(b),
        options={"gtol": 1e-5, "maxiter": 500, "max_trust_radius": 20.0})
    return polish(problem, found.x)


def polish(problem: Problem, b: Array, steps: int = 20) -> tuple[Array, float]:
    """Full Newton steps until the promised gain is below rounding; fails unless it becomes so."""
    for _ in range(steps):
        gradient = problem.gradient(b)
        factor = scipy.linalg.cho_factor(-problem.hessian(b))
        step = scipy.linalg.cho_solve(factor, gradient)
        gain = float(gradient @ step) / 2
        if gain <= RELATIVE_GAIN * abs(problem.objective(b)):
            return b, gain
        b = b + step
    raise ArithmeticError(f"the fit did not converge: a step still promises {gain}")


def traces(information: Array, penalty: Array) -> Triple:
    """The trace of each curve's block of `(H + P)^-1 H`."""
    smoother = np.diag(np.linalg.solve(information + penalty, information))
    return as_triple(smoother.reshape(3, COEFFICIENTS).sum(axis=1))


def fit(sample: Sample, model: Model, start: Array | None = None,
        scaled: Callable[[Array], Array] = effective_weights) -> Fit:
    """The maximum of the penalized log likelihood."""
    problem = Problem(sample, model, scaled)
    b, gain = maximize(problem, problem.start() if start is None else start)
    edf = traces(problem.information(b), problem.penalty)
    return Fit(model, b, problem.objective(b), problem.log_likelihood(b), gain, edf)


def observed_edf(sample: Sample, fitted: Fit) -> Triple:
    """Effective degrees of freedom by the observed in place of the expected information."""
    problem = Problem(sample, fitted.model)
    observed = -problem.hessian(fitted.coefficients) - problem.penalty
    return traces(observed, problem.penalty)


def as_triple(numbers: Array) -> Triple:
    """Three plain floats."""
    l, log_m, log_s = (float(number) for number in numbers)
    return l, log_m, log_s


def fit_with_edf(sample: Sample, model: Model, edf: Triple, tolerance: float = 1e-8) -> Fit:
    """The fit whose three curves have the given edf; its penalties are found from `model.penalty`.

    Newton's method in the logarithms of the penalties, on `log(edf - 2)`, with a secant Jacobian
    and halved steps. An edf of exactly 2 is a straight line, with the penalty of one.
    """
    if not all(STRAIGHT_EDF <= part < COEFFICIENTS for part in edf):
        raise ValueError(f"edf of a curve must be from 2 to below {COEFFICIENTS}, but are {edf}")
    sought = np.asarray(edf) > STRAIGHT_EDF
    model = replace(model, penalty=as_triple(np.where(sought, model.penalty, STRAIGHT_PENALTY)))
    target = np.log(np.asarray(edf)[sought] - STRAIGHT_EDF)
    fitted = fit(sample, model)

    def refit(log_penalty: Array) -> Fit:
        penalty = np.array(model.penalty)
        penalty[sought] = np.exp(log_penalty)
        return fit(sample, replace(model, penalty=as_triple(penalty)), fitted.coefficients)

    def miss(candidate: Fit) -> Array:
        return np.log(np.asarray(candidate.edf)[sought] - STRAIGHT_EDF) - target

    place = np.log(np.asarray(model.penalty)[sought])
    for _ in range(60):
        missed = miss(fitted)
        if np.abs((np.asarray(fitted.edf) - edf)[sought]).max(initial=0) < tolerance:
            return fitted
        jacobian = np.column_stack([(miss(refit(place + 1e-3 * unit)) - missed) / 1e-3 for unit in np.eye(len(place))])
        step = np.clip(-np.linalg.solve(jacobian, missed), -4, 4)
        place, fitted = shorten_until_closer(refit, miss, place, step, float(np.abs(missed).max()))
    raise ArithmeticError("no penalties were found for these effective degrees of freedom")


def shorten_until_closer(refit: Callable[[Array], Fit], miss: Callable[[Fit], Array],
                         place: Array, step: Array, worst: float) -> tuple[Array, Fit]:
    """The longest of step, step/2, step/4 ... that lessens the worst miss."""
    for _ in range(20):
        candidate = refit(place + step)
        if np.abs(miss(candidate)).max() < worst:
            return place + step, candidate
        step = step / 2
    raise ArithmeticError("no step brings the effective degrees of freedom closer")


# --- Files and command line -----------------------------------------------------------------


def read_sample(path: Path) -> Sample:
    """A sample from a CSV file with columns age, value, weight; rows without a positive weight are left out."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = [[float(row[name]) for name in ("age", "value", "weight")] for row in csv.DictReader(file)]
    age, value, weight = np.array([row for row in rows if row[2] > 0]).T
    return Sample(age, value, weight)


def write_curves(path: Path, ages: Array, fitted: Fit) -> None:
    """Columns age, L, M, S as shortest texts that parse back to the same double."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["age", "L", "M", "S"])
        writer.writerows([repr(float(number)) for number in row] for row in zip(ages, *fitted.at(ages)))


def parse_ages(text: str) -> Array:
    """Ages such as `8,8.5,20:84:1` (first:last:step, both ends included)."""
    ages: list[float] = []
    for part in text.split(","):
        numbers = [float(number) for number in part.split(":")]
        if len(numbers) == 1:
            ages.append(numbers[0])
        else:
            first, last, step = numbers
            ages.extend(first + step * k for k in range(round((last - first) / step) + 1))
    return np.array(ages)


def report(fitted: Fit, observed: Triple) -> Iterable[str]:
    """What the command line prints."""
    yield f"objective {fitted.objective!r}"
    yield f"log-likelihood {fitted.log_likelihood!r}"
    yield f"remaining-gain {fitted.remaining_gain:.3g}"
    yield "curve,penalty,edf,edf-observed"
    for row in zip(CURVES, fitted.model.penalty, fitted.edf, observed):
        yield ",".join(str(item) for item in row)
    yield f"edf {sum(fitted.edf)!r}"
    yield f"gaic3 {fitted.gaic(3)!r}"


def main() -> None:
    """Fits one sample and writes its curves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=Path, required=True)
    parser.add_argument("--power", type=float, required=True)
    parser.add_argument("--spurt", type=float, default=0.0, help="room for puberty in the stretched age")
    parser.add_argument("--middle", type=float, default=13.0, help="years at the middle of the spurt")
    parser.add_argument("--penalty", type=float, nargs=3, metavar=CURVES, default=(10.0, 100.0, 100.0))
    parser.add_argument("--edf", type=float, nargs=3, metavar=CURVES, help="search penalties with these edf")
    parser.add_argument("--ages", type=float, nargs=2, metavar=("LOW", "HIGH"), required=True)
    parser.add_argument("--at", type=parse_ages, required=True, help="such as 8,8.5,20:84:1")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    sample = read_sample(given.sample)
    model = Model(given.power, tuple(given.ages), tuple(given.penalty), given.spurt, given.middle)
    fitted = fit_with_edf(sample, model, tuple(given.edf)) if given.edf else fit(sample, model)
    write_curves(given.output, given.at, fitted)
    print("\n".join(report(fitted, observed_edf(sample, fitted))))


if __name__ == "__main__":
    main()
