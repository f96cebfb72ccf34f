"""`guiyan index`: the index that answers come from, made beforehand for a large database, and how it stands."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.answers import BAD_OPTION, language_of, show_json
from api.commands.matching import Json, Lang
from data.errors import Conflict, Fault, InvalidInput
from data.text import Language, Text
from data.vocabulary import TRACK_LABELS, Track

if TYPE_CHECKING:
    from pathlib import Path

    from api.generation import Generation
    from data.store.database import Database

ALL = "all"
ONE_OF = Text(zh="{known} 之一", en="one of {known}")
NO_FOLDER = Text(
    zh="没有放索引的文件夹：用 GUIYAN_INDEX 指定一个",
    en="there is no folder for the index: name one by GUIYAN_INDEX",
)
BUSY = Text(zh="另一个进程正在写 {folder}", en="another process is writing to {folder}")
FAR = Text(zh="已读 {done}/{total}", en="{done} of {total} read")
WRITTEN = Text(
    zh="{track}：成员{members}，机会{opportunities}，截至第{sequence}次改动，{bytes}字节，在 {folder}",
    en="{track}: {members} members, {opportunities} opportunities, up to change {sequence}, {bytes} bytes, in {folder}",
)
BEHIND = Text(zh="此后又有{tail}次改动", en="{tail} changes since then")
NONE_YET = Text(zh="{track}：还没有保存过索引", en="{track}: no index was kept yet")
UNUSABLE = Text(zh="{track}：保存的索引不能用：{reason}", en="{track}: the index that was kept cannot be used: {reason}")


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("index")(index)


def index(
    action: Annotated[str, typer.Argument(help="build（建立并保存）| status（查看） build and keep it, or see how it stands")] = "status",
    track: Annotated[str, typer.Option(help="匹配类型，或 all a track, or all")] = ALL,
    processes: Annotated[int, typer.Option(min=0, max=256, help="几个进程，0 为全部核 processes, 0 for all cores")] = 0,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """建立匹配用的索引并存盘，服务进程几秒内即可启动；或查看其状态。 Builds the index on disk, so that servers start in seconds; or shows how it stands.

    百万条记录首次建立要花一些时间；此后各进程自行跟进、自行保存。
    The first time takes a while for a million records; from then on serving processes keep up and keep it by themselves.
    """
    from api.commands.local import local_store
    from api.settings import index_folder

    language = language_of(lang)
    if action not in ("build", "status"):
        raise InvalidInput(BAD_OPTION, (Fault("ACTION", action, ONE_OF.filled(known="build, status")),))
    tracks = _tracks(track)
    with local_store() as (database, _):
        folder = index_folder(database.file)
        if folder is None:
            raise InvalidInput(BAD_OPTION, (Fault("GUIYAN_INDEX", "", NO_FOLDER),))
        if action == "build":
            _build(database, folder, tracks, processes or len(os.sched_getaffinity(0)), language)
        told = [_status(database, folder, one) for one in tracks]
    if as_json:
        show_json(told)
        return
    for one in told:
        print(_sentence(one, language))


def _tracks(named: str) -> tuple[Track, ...]:
    if named == ALL:
        return tuple(Track)
    if named not in {track.value for track in Track}:
        known = ", ".join([ALL, *(track.value for track in Track)])
        raise InvalidInput(BAD_OPTION, (Fault("--track", named, ONE_OF.filled(known=known)),))
    return (Track(named),)


def _build(database: "Database", folder: "Path", tracks: tuple[Track, ...], processes: int, language: Language) -> None:
    from api.gathering import build

    def tell(done: int, total: int) -> None:
        end = "\r" if sys.stderr.isatty() and done < total else "\n"
        print(FAR.say(language, done=done, total=total), end=end, file=sys.stderr, flush=True)

    for track, found in build(database, tracks, processes, tell):
        _keep(folder, track, found)


def _keep(folder: "Path", track: Track, found: "Generation") -> None:
    from api.generation import write_generation
    from features.generations import Generations
    from matcher.engine import Matcher

    generations = Generations(folder / track.value)
    with generations.held() as ours:
        if not ours:
            raise Conflict(BUSY.filled(folder=generations.folder))
        generations.add(lambda place: write_generation(place, Matcher(track), found))


def _status(database: "Database", folder: "Path", track: Track) -> dict[str, object]:
    """How the index of a track stands: `tail` counts the changes that it does not hold yet."""
    from api.generation import MEMBERS, OPPORTUNITIES
    from data.store.repositories import feed_mark, newest_change
    from features.generations import Generations
    from features.snapshot import Refused, read_manifest

    current = Generations(folder / track.value).current()
    if current is None:
        return {"track": track.value, "generation": None}
    try:
        sides = {side: read_manifest(current / side) for side in (MEMBERS, OPPORTUNITIES)}
    except Refused as error:
        return {"track": track.value, "generation": current.name, "refused": str(error)}
    sequence = int(sides[MEMBERS].about["sequence"])
    with database.reading() as connection:
        newest, own = newest_change(connection), feed_mark(connection, sequence) == sides[MEMBERS].about["mark"]
    told = {"track": track.value, "generation": current.name, "folder": str(current), "sequence": sequence, "tail": newest - sequence}
    sizes = sum(path.stat().st_size for path in current.rglob("*") if path.is_file())
    refused = {} if own else {"refused": "another database"}
    return {**told, **{side: manifest.rows for side, manifest in sides.items()}, "bytes": sizes, **refused}


def _sentence(told: dict[str, object], language: Language) -> str:
    label = TRACK_LABELS[Track(str(told["track"]))].say(language)
    if told["generation"] is None:
        return NONE_YET.say(language, track=label)
    if "refused" in told:
        return UNUSABLE.say(language, track=label, reason=told["refused"])
    named = {key: told[key] for key in ("members", "opportunities", "sequence", "bytes", "folder")}
    written = WRITTEN.say(language, **{**named, "track": label})
    return f"{written}；{BEHIND.say(language, tail=told['tail'])}" if language == "zh" else f"{written}; {BEHIND.say(language, tail=told['tail'])}"
