"""`guiyan match-all`: everything against everything, to Parquet; resumable, on this machine or on Dask."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.answers import BAD_OPTION, language_of, show_json
from api.commands.matching import Json, Lang, Track_
from data.errors import Fault, InvalidInput
from data.text import Language, Text

if TYPE_CHECKING:
    from matcher.batch import Checked, Progress
    from matcher.batch.folder import Folder, Manifest
    from matcher.batch.local import Workers
    from matcher.batch.plan import Terms
    from matcher.compile import Side

SMALL = 20_000_000
"""Pairs that one process decides sooner than others can be started."""

EVERY_S = 10.0
"""Seconds between two plain lines where there is no terminal."""

ASKERS: dict[str, tuple["Side", ...]] = {
    "both": ("opportunity", "member"),
    "members": ("member",),
    **dict.fromkeys(("openings", "needs", "services", "opportunities"), ("opportunity",)),
}
SPLITS = ("askers", "pool")
FOR_WHOM: dict["Side", Text] = {
    "member": Text(zh="为成员找机会", en="opportunities for members"),
    "opportunity": Text(zh="为机会找成员", en="members for opportunities"),
}
ONE_OF = Text(zh="{known} 之一", en="one of {known}")
ONLY_ONE = Text(zh="--workers、--dask、--scheduler 只能选一个", en="only one of --workers, --dask and --scheduler")
FAR = Text(
    zh="{what}：{done}/{total}（{percent}%），每秒{rate}对，约剩{left}",
    en="{what}: {done} of {total} ({percent} %), {rate} pairs a second, about {left} left",
)
DONE = Text(
    zh="{members}名成员、{opportunities}个机会（{track}，{scorecard}），共{places}条，在 {folder}",
    en="{members} members and {opportunities} opportunities ({track}, {scorecard}): {places} places, in {folder}",
)
TOOK = Text(zh="用时{seconds}秒，每秒{rate}对", en="it took {seconds} s, {rate} pairs a second")
AS_OF = Text(
    zh="接着做上次没做完的：记录以那时为准，此后关闭的会去掉", en="going on with an unfinished run: records as they were then, those closed since are left out"
)
COMPLETE = Text(zh="这里的匹配已经做完；要重做请加 --fresh", en="the run in this folder is complete; --fresh starts anew")
TO_READ = Text(
    zh="查看：duckdb -c \"select * from '{folder}/*.parquet' limit 20\"", en="to read it: duckdb -c \"select * from '{folder}/*.parquet' limit 20\""
)
CHECKED = Text(
    zh="重新计算了{pairs}对，不一致的{differing}对；另有{gone}对因记录已变，没有计算",
    en="scored {pairs} pairs again, {differing} differ; {gone} more were left because a record has changed",
)
DIFFERS = Text(zh="  {member} × {opportunity}：结果里{kept}，现在{now}", en="  {member} × {opportunity}: {kept} in the result, {now} now")
EXCLUDED = Text(zh="不能推荐", en="not to be proposed")


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("match-all")(match_all)


def match_all(
    out: Annotated[Path, typer.Option("--out", help="结果写入的文件夹，中断后用同一个即接着做 the folder for the result; the same one again goes on")],
    for_: Annotated[str, typer.Option("--for", help="openings（每个机会找成员）| members（每名成员找机会）| both")] = "both",
    track: Track_ = "work",
    k: Annotated[int, typer.Option("--k", "-k", min=1, max=1000, help="每方最多几个 places for each")] = 20,
    lowest: Annotated[float, typer.Option("--lowest", min=0, max=100, help="低于几分的不要 the lowest score, in points")] = 0.0,
    explain: Annotated[int, typer.Option("--explain", min=0, max=1000, help="前几名写明各项得分 places with the points of every criterion")] = 0,
    shard: Annotated[int, typer.Option("--shard", min=1, max=1_000_000, help="每片几条 records in a shard")] = 2_000,
    split: Annotated[str, typer.Option("--split", help="askers（只分提问的一方）| pool（被找的一方也分）")] = "askers",
    parts: Annotated[int, typer.Option("--parts", min=1, max=4096, help="--split pool 时分几份 how many parts with --split pool")] = 4,
    workers: Annotated[int, typer.Option("--workers", min=0, max=1024, help="本机几个进程，0 为全部核 processes of this machine, 0 for all cores")] = 0,
    dask: Annotated[int, typer.Option("--dask", min=0, max=1024, help="在本机起几个 Dask 进程 start so many Dask workers here")] = 0,
    scheduler: Annotated[str, typer.Option("--scheduler", help="Dask 调度器，如 tcp://10.0.0.5:8786 a Dask scheduler")] = "",
    shared: Annotated[Path | None, typer.Option("--shared-folder", help="各机都能读的文件夹，不给则把数据发给各机 a folder that all machines reach; else the pools are sent")] = None,
    memory: Annotated[str, typer.Option("--memory", help="--dask 每个进程最多几内存 the most memory of each --dask worker")] = "1GB",
    check: Annotated[int, typer.Option("--check", min=0, help="不匹配，只抽查几对 only score so many random pairs of the result again")] = 0,
    seed: Annotated[int, typer.Option("--seed", help="抽查用的随机种子 the seed of --check")] = 0,
    fresh: Annotated[bool, typer.Option("--fresh", help="丢掉这里已有的结果 throw away the result that is there")] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """全员对全部机会匹配，写成 Parquet。 Matches everything with everything and writes Parquet.

    包括全部开放、参加该类匹配的记录；关闭、待核实、过期的不在内。结果只有编号和分数。
    Covers every open record that takes part in the track; closed, held and expired ones never appear. Ids and scores alone are written.
    """
    from api.use_cases.matching import read_track
    from matcher.batch.folder import Folder
    from matcher.batch.plan import terms_of
    from matcher.engine import Matcher

    language, folder = language_of(lang), Folder(out)
    if check:
        _check(folder, check, seed, language, as_json)
        return
    if (workers > 0) + (dask > 0) + bool(scheduler) > 1:
        raise InvalidInput(BAD_OPTION, (Fault("--scheduler", scheduler, ONLY_ONE),))
    _known("--for", for_, tuple(ASKERS))
    _known("--split", split, SPLITS)
    terms = terms_of(
        Matcher(read_track(track)), askers=ASKERS[for_], k=k, lowest=round(lowest * 100), explained=explain,
        shard=shard, parts=parts if split == "pool" else 1,
    )  # fmt: skip
    _run(folder, terms, _Crew(workers, dask, scheduler, shared, memory), fresh, language, as_json)


def _known(option: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise InvalidInput(BAD_OPTION, (Fault(option, given, ONE_OF.filled(known=", ".join(known))),))


@dataclass(frozen=True, slots=True)
class _Crew:
    """Who is to do the work."""

    workers: int
    dask: int
    scheduler: str
    shared: Path | None
    memory: str

    @contextmanager
    def at_work(self, pairs: int) -> Iterator["Workers"]:
        """Those who do the work, for as long as it takes."""
        from matcher.batch.local import Here, Processes

        if self.scheduler or self.dask:
            from matcher.batch.dask import cluster_at, cluster_here

            found = cluster_at(self.scheduler, send=self.shared is None) if self.scheduler else cluster_here(self.dask, self.memory)
            with found as dask:
                yield dask
            return
        cores = self.workers or len(os.sched_getaffinity(0))
        yield Here() if cores == 1 or (pairs <= SMALL and not self.workers) else Processes(cores)


def _run(folder: "Folder", terms: "Terms", crew: _Crew, fresh: bool, language: Language, as_json: bool) -> None:
    from api.commands.local import local_store
    from api.use_cases.matching_all import begin_over, gone_since
    from matcher.batch import go_on
    from matcher.scorecard import load_scorecard

    folder.manifest()
    with folder.held(), local_store() as (database, asker):
        if fresh:
            folder.clear()
        manifest = folder.same_run(terms)
        if manifest is not None:
            print((COMPLETE if manifest.finished else AS_OF).say(language), file=sys.stderr)
        manifest = manifest or begin_over(database, asker, folder, terms, crew.shared)
        shown, started = _shown(language), monotonic()
        if not manifest.finished:
            with crew.at_work(manifest.counts["member"] * manifest.counts["opportunity"]) as workers, shown:
                for progress in go_on(folder, manifest, load_scorecard(terms.track), workers, gone_since(database, asker, manifest)):
                    shown.tell(progress)
        _tell_end(folder, manifest, shown.pairs, monotonic() - started, language, as_json)


class _Lines:
    """Progress as plain lines on standard error, now and then and when a side is done."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._far: dict[Side, Progress] = {}
        self._started = self._told = monotonic()

    def __enter__(self) -> "_Lines":
        self._started = self._told = monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left open."""

    @property
    def pairs(self) -> int:
        """All pairs decided so far."""
        return sum(progress.pairs for progress in self._far.values())

    @property
    def rate(self) -> float:
        """Pairs a second so far."""
        return self.pairs / max(monotonic() - self._started, 1e-9)

    def tell(self, progress: "Progress") -> None:
        """Take note of how far one side is."""
        self._far[progress.asking] = progress
        if progress.done == progress.total or monotonic() - self._told >= EVERY_S:
            self._told = monotonic()
            self._say(progress)

    def _say(self, progress: "Progress") -> None:
        left = sum((one.total - one.done) * one.against for one in self._far.values()) / max(self.rate, 1e-9)
        said = FAR.say(
            self.language, what=FOR_WHOM[progress.asking].say(self.language), done=f"{progress.done:,}", total=f"{progress.total:,}",
            percent=100 * progress.done // max(progress.total, 1), rate=f"{self.rate:,.0f}", left=_clock(left),
        )  # fmt: skip
        print(said, file=sys.stderr, flush=True)


class _Bars(_Lines):
    """Progress as bars, where standard error is a terminal."""

    def __enter__(self) -> "_Bars":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        super().__enter__()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
        self._bars = Progress(*columns, console=Console(stderr=True))
        self._tasks: dict[Side, int] = {}
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def tell(self, progress: "Progress") -> None:
        """Move the bar of one side."""
        self._far[progress.asking] = progress
        if progress.asking not in self._tasks:
            what = FOR_WHOM[progress.asking].say(self.language)
            self._tasks[progress.asking] = self._bars.add_task(what, total=progress.total, rate="")
        self._bars.update(self._tasks[progress.asking], completed=progress.done, rate=f"{self.rate / 1e6:,.0f} M/s")  # type: ignore[arg-type]


def _shown(language: Language) -> _Lines:
    return _Bars(language) if sys.stderr.isatty() else _Lines(language)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _tell_end(folder: "Folder", manifest: "Manifest", pairs: int, seconds: float, language: Language, as_json: bool) -> None:
    from matcher.batch.places import counted

    terms = manifest.terms
    files = [file for asking in terms.askers for file in folder.files(asking)]
    places = sum(map(counted, files))
    if as_json:
        show_json(
            {"folder": str(folder.path), **terms.as_json(), "sequence": manifest.sequence, "counts": dict(manifest.counts),
             "shards": len(files), "places": places, "pairs": pairs, "seconds": round(seconds, 3)}
        )  # fmt: skip
        return
    print(
        DONE.say(
            language, members=f"{manifest.counts['member']:,}", opportunities=f"{manifest.counts['opportunity']:,}",
            track=terms.track.value, scorecard=terms.scorecard, places=f"{places:,}", folder=folder.path,
        )
    )  # fmt: skip
    if pairs:
        print(TOOK.say(language, seconds=f"{seconds:,.1f}", rate=f"{pairs / max(seconds, 1e-9):,.0f}"))
    if files:
        print(TO_READ.say(language, folder=Path(files[0]).parent))


def _check(folder: "Folder", count: int, seed: int, language: Language, as_json: bool) -> None:
    """Score random pairs of a result again; the exit code is 1 where any differs."""
    from dataclasses import asdict

    from api.commands.local import local_store
    from api.use_cases.matching_all import pairs_in
    from matcher.batch import check
    from matcher.scorecard import load_scorecard

    manifest = folder.known()
    with local_store() as (database, asker), database.reading() as connection:
        found = check(folder, load_scorecard(manifest.terms.track), pairs_in(connection, asker, manifest), count, seed)
    if as_json:
        show_json(asdict(found))
    else:
        _tell_check(found, language)
    if found.differing:
        sys.exit(1)


def _tell_check(found: "Checked", language: Language) -> None:
    print(CHECKED.say(language, pairs=found.pairs, differing=len(found.differing), gone=found.gone))
    for one in found.differing[:20]:
        now = EXCLUDED.say(language) if one.now is None else f"{one.now / 100:.2f}"
        print(DIFFERS.say(language, member=one.member, opportunity=one.opportunity, kept=f"{one.kept / 100:.2f}", now=now))
