"""Trials timed in turn, and what comes of it: medians, ratios, one Markdown table."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import Any, Final

from pytest_benchmark.fixture import BenchmarkFixture

Clock = Callable[[], float]
"""Says the seconds since some instant."""

_ROUNDS: Final = 5
_DOUBLING: Final = 2.3
"""How many times as long twice the size may take."""

_HEADER: Final = ("measured", "value", "yardstick", "ratio", "target", "reached")


def seconds_written(seconds: float) -> str:
    """Seconds as a reader wants them."""
    if seconds < 1:
        return f"{seconds * 1_000:.3g} ms"
    return f"{seconds:.1f} s"


def user_time() -> float:
    """Seconds this process has computed, without what the system took to give it memory."""
    return getrusage(RUSAGE_SELF).ru_utime


def cpu_seconds_written(seconds: float) -> str:
    """Seconds of the processor."""
    return f"{seconds_written(seconds)} CPU"


def megabytes_written(megabytes: float) -> str:
    """Megabytes (10^6 bytes) without a fraction."""
    return f"{megabytes:.0f} MB"


def _nothing(*_arguments: object) -> tuple[()]:
    return ()


@dataclass(frozen=True, slots=True)
class Trial:
    """Something to time: `run` alone counts; it and `finish` take what `prepare` returns."""

    run: Callable[..., object]
    prepare: Callable[[], tuple[Any, ...]] = _nothing
    finish: Callable[..., object] = _nothing


@dataclass(frozen=True, slots=True)
class Result:
    """A measured value against a yardstick of the same unit; with a target for the ratio, or none.

    `written` turns a value into text; `target` is the highest ratio that will do.
    """

    name: str
    value: float
    yardstick: float
    yardstick_name: str
    target: float | None = None
    written: Callable[[float], str] = seconds_written

    @property
    def ratio(self) -> float:
        """The value in yardsticks."""
        return self.value / self.yardstick

    @property
    def is_reached(self) -> bool:
        """Whether the target, if there is one, is reached."""
        return self.target is None or self.ratio <= self.target


def medians_in_turn(
    benchmark: BenchmarkFixture,
    *trials: Trial,
    rounds: int,
    warm_ups: int = 1,
    clock: Clock = perf_counter,
) -> list[float]:
    """The median seconds of each trial; a round times all, the first as the benchmark's own.

    `clock` is `process_time` where only the processor's time is to count: on a busy machine it
    tells more than the wall clock, but not what is waited for.
    """
    subject, *yardsticks = trials
    seconds: list[list[float]] = [[] for _ in trials]

    def before_each_round() -> tuple[tuple[Any, ...], dict[str, Any]]:
        for trial, own in zip(yardsticks, seconds[1:], strict=True):
            arguments = trial.prepare()
            _settle_memory()
            own.append(_seconds_of(trial, arguments, clock))
            trial.finish(*arguments)
        arguments = subject.prepare()
        _settle_memory()
        return arguments, {}

    benchmark.pedantic(
        lambda *arguments: seconds[0].append(_seconds_of(subject, arguments, clock)),
        setup=before_each_round,
        teardown=subject.finish,
        rounds=rounds,
        warmup_rounds=warm_ups,
    )
    return [median(own[-rounds:]) for own in seconds]


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table."""
    rows = [_HEADER, tuple("---" for _ in _HEADER), *map(_row, results)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(result: Result) -> tuple[str, ...]:
    yardstick = f"{result.written(result.yardstick)}: {result.yardstick_name}"
    target, reached = "", ""
    if result.target is not None:
        target, reached = f"≤ {result.target:g}", "yes" if result.is_reached else "**no**"
    value = result.written(result.value)
    return result.name, value, yardstick, f"{result.ratio:.3g}", target, reached


def repeated(trial: Trial, times: int) -> Trial:
    """The trial so many times over, to be exposed to the machine's noise as long as another one."""

    def prepare() -> tuple[Any, ...]:
        return tuple(trial.prepare() for _ in range(times))

    def run(*rounds: tuple[Any, ...]) -> None:
        for arguments in rounds:
            trial.run(*arguments)

    def finish(*rounds: tuple[Any, ...]) -> None:
        for arguments in rounds:
            trial.finish(*arguments)

    return Trial(run, prepare, finish)


def doubling(
    benchmark: BenchmarkFixture, name: str, trial_of: Callable[[int], Trial], size: int, times: int
) -> Result:
    """What twice the size, which the name has for `{}`, takes against the size itself.

    A trial runs so many times.
    """
    double, single = trial_of(2 * size), trial_of(size)
    trials = repeated(double, times), repeated(single, 2 * times)
    doubles, singles = medians_in_turn(benchmark, *trials, rounds=_ROUNDS, clock=user_time)
    took, once = doubles / times, singles / times / 2
    return Result(
        name.format(f"{2 * size:,}"), took, once, f"{size:,}", _DOUBLING, cpu_seconds_written
    )


def _seconds_of(trial: Trial, arguments: tuple[Any, ...], clock: Clock) -> float:
    begin = clock()
    trial.run(*arguments)
    return clock() - begin


def _settle_memory() -> None:
    """What earlier trials left in memory must not slow the collector in the next one."""
    gc.collect()
    gc.freeze()
