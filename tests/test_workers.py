"""The pool: results in order or as completed; what crashes, hangs or bloats its process fails alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from extractor.errors import InputError
from extractor.workers import AHEAD, Failure, Pool
from tests.batch import fake


def codes(results: Any) -> list[Any]:
    return [(key, result.code if isinstance(result, Failure) else result) for key, result in results]


def test_bad_tasks_fail_alone_and_the_others_are_done_in_order() -> None:
    tasks = [
        ("one", 1), ("exits", b"EXIT"), ("two", 2), ("hangs", b"HANG"), ("three", 3), ("bloats", b"BLOAT"),
        ("none", None), ("segfault", b"SEGFAULT"), ("four", 4),
    ]  # fmt: skip
    pool = Pool(fake.start_echo, jobs=2, timeout=1.0, memory=10**9)
    assert codes(pool.run(tasks)) == [
        ("one", 1), ("exits", "crashed"), ("two", 2), ("hangs", "timeout"), ("three", 3), ("bloats", "memory"),
        ("none", None), ("segfault", "crashed"), ("four", 4),
    ]  # fmt: skip


def test_results_as_they_are_completed() -> None:
    pool = Pool(fake.start_echo, jobs=2)
    tasks = [(0, b"WAIT"), *((number, b"quick") for number in range(1, 20))]
    keys = [key for key, _ in pool.run(tasks, ordered=False)]
    assert sorted(keys) == list(range(20))
    assert keys.index(0) > 0


def test_tasks_are_taken_only_as_they_are_needed() -> None:
    taken = 0

    def tasks() -> Iterator[tuple[int, Any]]:
        nonlocal taken
        for number in itertools.count():
            taken += 1
            yield number, None if number else b"WAIT"

    results = Pool(fake.start_echo).run(tasks())
    assert next(results) == (0, b"WAIT")
    assert taken <= AHEAD + 1
    results.close()


@pytest.mark.parametrize("jobs", [0, 2])
def test_stop_finishes_what_is_in_hand(jobs: int) -> None:
    pool = Pool(fake.start_echo, jobs=jobs)
    keys = []
    for key, result in pool.run(((number, number) for number in itertools.count()), ordered=True):
        assert key == result
        keys.append(key)
        if key == 30:
            pool.stop()
    assert keys == list(range(len(keys)))
    assert 31 <= len(keys) < 31 + AHEAD + 3


@pytest.mark.parametrize(
    ("start", "code"),
    [(fake.start_refused, "no_model"), (fake.start_broken, "no_workers"), (fake.start_dying, "no_workers")],
)
def test_workers_that_cannot_start_are_said(start: Callable[[], Callable[[Any], Any]], code: str) -> None:
    with pytest.raises(InputError) as caught:
        list(Pool(start, jobs=1).run([("a", 1)]))
    assert caught.value.code == code


def test_nothing_to_do_starts_no_process() -> None:
    assert list(Pool(fake.start_dying).run([("a", None), ("b", None)])) == [("a", None), ("b", None)]


def test_without_processes_the_work_is_done_here() -> None:
    assert list(Pool(fake.start_echo, jobs=0).run([("a", 1), ("b", None)])) == [("a", 1), ("b", None)]
