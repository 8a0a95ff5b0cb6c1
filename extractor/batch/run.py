"""A plan and a pool of workers → the outcome of every input, in the order of the plan."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial

from extractor.batch.ledger import Ledger
from extractor.batch.outcomes import Input, Outcome
from extractor.batch.plan import Plan
from extractor.batch.reading import Reader
from extractor.batch.work import Done, Render, Task, load
from extractor.errors import InputError
from extractor.workers import MEMORY, TIMEOUT, Failure, Pool


class Run:
    """Does the inputs of a plan in `jobs` processes.

    start: what each process calls once, and gives what does one `Task`. ledger: what is done already is left out, but
    for what failed where `retry_failed`. Raises `InputError` where no worker can work (no model).
    """

    def __init__(
        self,
        plan: Plan,
        start: Callable[[], Callable[[Task], Done]],
        *,
        ledger: Ledger | None = None,
        jobs: int = 1,
        timeout: float = TIMEOUT,
        memory: int | None = MEMORY,
        retry_failed: bool = False,
    ) -> None:
        self._plan = plan
        self._ledger = ledger or Ledger()
        self._retry_failed = retry_failed
        self._pool = Pool(start, jobs=min(jobs, max(1, plan.readable_inputs())), timeout=timeout, memory=memory)

    def stop(self) -> None:
        """Finish the pages in hand and no others. May be called from a signal handler."""
        self._pool.stop()

    def __iter__(self) -> Generator[Outcome]:
        with closing(self._pool.run(self._tasks())) as results:
            for outcome, result in results:
                yield self._told(outcome, result)

    def _tasks(self) -> Iterator[tuple[Outcome, Task | None]]:
        """What is known of each input before it is worked on, and the work, if there is any."""
        for outcome in self._plan.opened():
            if self._ledger.status(outcome.input) == "failed":
                yield outcome, None
        with closing(Reader()) as reader:
            for item in self._plan:
                status = self._ledger.status(item.input if isinstance(item, Outcome) else item)
                if status is None or (status == "failed" and self._retry_failed):
                    yield (item, None) if isinstance(item, Outcome) else self._task(reader, item)

    def _task(self, reader: Reader, item: Input) -> tuple[Outcome, Task | None]:
        try:
            content = reader.read(item)
        except InputError as error:
            return Outcome(item, "failed", code=error.code, message=str(error)), None
        sha256 = content.sha256
        first = self._ledger.first_with_bytes(sha256, key=item.key, path=item.shown)
        if first is not None:
            return Outcome(item, "duplicate", sha256=sha256, duplicate_of=first), None
        task = Task(content.html, item.name, content.url, content.published, content.warnings)
        return Outcome(item, "ok", sha256=sha256), task

    def _told(self, outcome: Outcome, result: Done | Failure | None) -> Outcome:
        if result is None:
            return outcome
        if isinstance(result, Failure) or result.code is not None:
            return replace(outcome, status="failed", code=result.code, message=result.message)
        text, story = result.text_sha256, None
        if text is not None and outcome.sha256 is not None:
            story = self._ledger.first_with_story(text, outcome.sha256)
        return replace(outcome, payload=result.payload, text_sha256=text, same_story_as=story, warnings=result.warnings)


def starting(model: str | None, render: Render) -> Callable[[], Callable[[Task], Done]]:
    """What a worker of this program calls once."""
    return partial(load, model, render)
