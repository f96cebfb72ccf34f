"""The several jobs of one post, each told apart with its own seats and pay."""

from __future__ import annotations

from data.reading.pay import pay_spans, read_pay
from data.text import Text
from features.drafts.filling import Filling
from features.drafts.jobs import Job, seats_of

SEVERAL = Text(zh="这里有{count}个岗位，请分开登记", en="there are {count} jobs here, please register them apart")


def part_jobs(row: Filling, jobs: tuple[Job, ...]) -> None:
    """Doubt a post of several jobs, and tell where each of them stands with its own seats and pay."""
    if len(jobs) < 2:
        return
    row.doubt("岗位名称", jobs[0].title[0], jobs[-1].title[1], SEVERAL.filled(count=len(jobs)))
    for job, (start, end) in zip(jobs, _stretches(row, jobs), strict=True):
        first, last, words = row.note.original(start, end)
        pay = next((read_pay(words[a:b]) for a, b in pay_spans(words)), None)
        row.parts.append({
            "title": row.note.said(*job.title), "start": first, "end": last, "text": row.note.text[first:last],
            "headcount": seats_of(row, job),
            "pay": {"low_raw": pay.low_raw, "high_raw": pay.high_raw, "period": pay.period} if pay else None,
        })  # fmt: skip


def _stretches(row: Filling, jobs: tuple[Job, ...]) -> list[tuple[int, int]]:
    """From each job's title to where the next one begins, the last to the end of the clause after its own."""
    after = [clause.end for clause in row.note.clauses if clause.end >= jobs[-1].title[1]][:2]
    ends = [*(job.title[0] for job in jobs[1:]), max(after, default=len(row.note.plain))]
    return [(job.title[0], end) for job, end in zip(jobs, ends, strict=True)]
