"""Many pages: which there are, what came of each, and where it is kept. Every input has exactly one outcome.

`Plan` finds the inputs, `Run` does them in worker processes, `OutputFolder` keeps what came of them, so that a run goes
on where an earlier one was ended, however that was.
"""

from extractor.batch.folder import OutputFolder, check_output
from extractor.batch.formats import EXTENSIONS, Format, Lines, json_line
from extractor.batch.ledger import Ledger
from extractor.batch.outcomes import STATUSES, Input, Outcome
from extractor.batch.plan import Plan
from extractor.batch.reading import content_of
from extractor.batch.run import Run, starting
from extractor.batch.work import Done, Render, Task, done, record, whole, working

__all__ = [
    "EXTENSIONS", "STATUSES", "Done", "Format", "Input", "Ledger", "Lines", "Outcome", "OutputFolder", "Plan", "Render",
    "Run", "Task", "check_output", "content_of", "done", "json_line", "record", "starting", "whole", "working",
]  # fmt: skip
