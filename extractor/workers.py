"""Processes that each hold something costly to load. A task that crashes, hangs or bloats its process fails alone.

`Pool(start).run(tasks)`: each process calls `start()` once, which returns the function that does one task. Processes
are spawned, not forked; each has one pipe of its own, so that the death of one is seen at once and harms no other.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, resource_tracker
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from extractor.errors import InputError

K = TypeVar("K")
Work = Callable[[Any], Any]

START_TIMEOUT = 300.0  # seconds for a process to load what it holds, on a slow disk too
START_ATTEMPTS = 3
# A process that has grown by this much since it was ready makes room for a new one after its task.
GROWTH = 600_000_000
MEMORY = 4_000_000_000
TIMEOUT = 60.0
# How many tasks an unfinished one may be overtaken by before the others wait for it.
AHEAD = 256
DEAD = (EOFError, OSError)


@dataclass(frozen=True)
class Failure:
    """Why a task has no result: `timeout`, `crashed` or `memory`, and in words."""

    code: str
    message: str


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Any
    deadline: float
    ready: bool = False
    task: int | None = None


@dataclass
class _Queue(Generic[K]):
    """What was taken from the tasks and is not given out yet."""

    tasks: Iterator[tuple[K, Any]]
    keys: dict[int, K] = field(default_factory=dict)
    done: dict[int, Any] = field(default_factory=dict)
    waiting: list[tuple[int, Any]] = field(default_factory=list)
    taken: int = 0
    given: int = 0
    exhausted: bool = False


class Pool:
    """Up to `jobs` processes. `timeout` in seconds and `memory` in bytes bound one task.

    With `jobs=0` the tasks are done in this process, unprotected.
    """

    def __init__(
        self, start: Callable[[], Work], *, jobs: int = 1, timeout: float = TIMEOUT, memory: int | None = MEMORY
    ) -> None:
        self._start = start
        self._jobs = jobs
        self._timeout = timeout
        self._memory = memory
        self._workers: list[_Worker] = []
        self._stopped = False
        self._failed_starts = 0

    def stop(self) -> None:
        """Take no further task; `run` ends once those in hand are finished. May be called from a signal handler."""
        self._stopped = True

    def run(self, tasks: Iterable[tuple[K, Any]], *, ordered: bool = True) -> Generator[tuple[K, Any]]:
        """Each key with the result of its task or a `Failure`. A task that is None is not done: its result is None.

        Tasks are taken as they are needed. `ordered`: in the order of the tasks, else as they are completed.
        Raises `InputError` where `start` does, or where no process can be started.
        """
        if not self._jobs:
            yield from self._run_here(tasks)
            return
        queue = _Queue(iter(tasks))
        try:
            while True:
                self._hand_out(queue)
                yield from _give(queue, ordered=ordered)
                if not queue.keys and (queue.exhausted or self._stopped):
                    return
                if any(worker.task is not None or not worker.ready for worker in self._workers):
                    self._collect(queue)
        finally:
            self.close()

    def close(self) -> None:
        """End all processes now."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            _bury(worker)
        self._workers.clear()

    def _run_here(self, tasks: Iterable[tuple[K, Any]]) -> Iterator[tuple[K, Any]]:
        work = self._start()
        for key, task in tasks:
            yield key, None if task is None else work(task)
            if self._stopped:
                return

    def _hand_out(self, queue: _Queue[Any]) -> None:
        """Take tasks and give them to idle processes; one more is taken ahead, so that none waits for its bytes."""
        while True:
            idle = next((worker for worker in self._workers if worker.ready and worker.task is None), None)
            if queue.waiting and idle is not None:
                number, task = queue.waiting.pop()
                self._send(queue, idle, number, task)
            elif queue.waiting or not self._take(queue):
                break
        if self._stopped:
            for number, _ in queue.waiting:
                del queue.keys[number]
            queue.waiting.clear()
        while queue.waiting and len(self._workers) < self._jobs:
            self._workers.append(self._spawn())

    def _take(self, queue: _Queue[Any]) -> bool:
        if self._stopped or queue.exhausted or queue.taken - queue.given >= AHEAD or len(queue.done) >= AHEAD:
            return False
        item = next(queue.tasks, None)
        if item is None:
            queue.exhausted = True
            return False
        key, task = item
        queue.keys[queue.taken] = key
        if task is None:
            queue.done[queue.taken] = None
        else:
            queue.waiting.append((queue.taken, task))
        queue.taken += 1
        return True

    def _send(self, queue: _Queue[Any], worker: _Worker, number: int, task: Any) -> None:
        try:
            worker.pipe.send(task)
        except DEAD:  # it died while it was idle: the task is not to blame
            queue.waiting.append((number, task))
            self._remove(worker)
            return
        worker.task = number
        worker.deadline = time.monotonic() + self._timeout

    def _collect(self, queue: _Queue[Any]) -> None:
        """Wait until a process answers, dies or has had its time."""
        soonest = min(worker.deadline for worker in self._workers if worker.task is not None or not worker.ready)
        wait = max(0.0, soonest - time.monotonic())
        answering = connection.wait([worker.pipe for worker in self._workers], min(wait, 1.0))
        for worker in list(self._workers):
            if worker.pipe in answering:
                try:
                    answer = worker.pipe.recv()
                except DEAD:
                    self._died(queue, worker)
                else:
                    self._answered(queue, worker, *answer)
            elif worker.deadline <= time.monotonic() and (worker.task is not None or not worker.ready):
                worker.process.kill()
                self._died(queue, worker, late=True)

    def _answered(self, queue: _Queue[Any], worker: _Worker, kind: str, value: Any, leaving: bool) -> None:
        if kind == "unusable":
            raise InputError(*value)
        if kind == "ready":
            worker.ready = True
            self._failed_starts = 0
            return
        if worker.task is not None:
            queue.done[worker.task] = Failure("memory", value) if kind == "memory" else value
            worker.task = None
        if leaving:
            self._remove(worker)

    def _died(self, queue: _Queue[Any], worker: _Worker, *, late: bool = False) -> None:
        worker.process.join(1)
        self._remove(worker)
        code = worker.process.exitcode
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= START_ATTEMPTS:
                raise InputError(
                    "no_workers",
                    f"The worker processes cannot be started ({_ending(code)}); try --jobs 1, or free memory.",
                )
        elif worker.task is not None:
            queue.done[worker.task] = (
                Failure("timeout", f"It took more than {self._timeout:g} seconds; give more time with --timeout.")
                if late
                else Failure("crashed", f"It made its worker process end ({_ending(code)}); please report it.")
            )

    def _spawn(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._start, self._memory, self._timeout), daemon=True)
        with _no_interrupt():
            process.start()
        theirs.close()
        return _Worker(process, ours, time.monotonic() + START_TIMEOUT)

    def _remove(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        _bury(worker)


def _give(queue: _Queue[K], *, ordered: bool) -> Iterator[tuple[K, Any]]:
    while queue.done:
        number = next(iter(queue.keys)) if ordered else next(iter(queue.done))
        if number not in queue.done:
            return
        queue.given += 1
        yield queue.keys.pop(number), queue.done.pop(number)


def _bury(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C goes to every process of a terminal; one that is being started inherits that it is held back."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting it would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Any, start: Callable[[], Work], memory: int | None, timeout: float) -> None:
    """The life of a process: load, say so, then do one task after another until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_silent()
    try:
        work = start()
    except InputError as error:
        pipe.send(("unusable", (error.code, str(error)), True))
        return
    except Exception as error:
        message = f"The worker processes cannot be started ({type(error).__name__}: {error}); please report it."
        pipe.send(("unusable", ("no_workers", message), True))
        return
    _collect_less()
    if memory is not None:
        _limit_memory(memory)
    most = _resident() + GROWTH
    with suppress(*DEAD):  # the other end is gone
        pipe.send(("ready", None, False))
        while True:
            task = pipe.recv()
            with _alarm(timeout):
                kind, value = _attempt(work, task)
            leaving = kind == "memory" or _resident() > most
            pipe.send((kind, value, leaving))
            if leaving:
                return


def _attempt(work: Work, task: Any) -> tuple[str, Any]:
    try:
        return "done", work(task)
    except MemoryError:
        return "memory", "It needs more memory than a worker may take; give more with --memory."


@contextmanager
def _alarm(timeout: float) -> Iterator[None]:
    """End this process by itself, should its task still run when the process that watches over it is gone."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, timeout + 5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _be_silent() -> None:
    """What libraries print has no place between records, nor in a progress bar."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _collect_less() -> None:
    """What is loaded stays for good: looking through it for garbage again and again takes a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 50, 100)


def _limit_memory(memory: int) -> None:
    size = _statm(0)
    if sys.platform == "win32" or not size:
        return
    import resource

    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = size + memory
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _resident() -> int:
    """Bytes of memory that this process holds; 0 where the system does not say."""
    return _statm(1)


def _statm(column: int) -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  # read after every page
            return int(file.read().split()[column]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
