"""How far a command's work is: on standard error where that is a terminal, nowhere otherwise."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from api.use_cases.progress import STEPS, Tell, untold
from data.text import Language


@contextmanager
def watched(language: Language) -> Iterator[Tell]:
    """What a use case tells its steps to, for as long as it works; the bar is gone when the answer comes."""
    if not sys.stderr.isatty():
        yield untold
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(STEPS["candidates"].say(language), total=1.0)

        def tell(step: str, share: float) -> None:
            bars.update(task, description=STEPS[step].say(language), completed=share)

        yield tell
