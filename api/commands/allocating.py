"""`guiyan allocate` and `group`: many seats at once, investors together, and teams."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from api.commands.answers import language_of, show_json
from api.commands.named import Named, refused, yuan
from data.errors import Fault, GuiyanError
from data.text import Text

Lang = Annotated[str, typer.Option("--lang", help="zh | en")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON as JSON")]
OPTIONS = {
    "locked": "--lock", "excluded": "--exclude", "sum": "--sum", "least_ticket": "--least-ticket", "most_ticket": "--most-ticket",
    "least_partners": "--least-partners", "most_partners": "--partners", "concentration": "--concentration", "tolerances": "--tolerate",
    "takes": "--takes", "quotas": "--quota", "floor": "--floor", "after": "--after", "need": "number", "project": "number", "openings": "numbers", "fair_price": "--fair",
}  # fmt: skip
"""How the command line calls what the API's body calls so."""

FOR_A_TEAM = Text(zh="和 --team 一起才用", en="to be used with --team alone")
FOR_INVESTORS = Text(zh="不和 --team 一起用：只管凑钱的组合", en="not to be used with --team: it is about investors")
A_TERM = Text(zh="share=百分点、years=年、involvement=1，如 share=5", en="share=PERCENT, years=YEARS or involvement=1, such as share=5")
NO_MORE = Text(zh="不大于 {option}（{most}）", en="no more than {option} ({most})")
AFTER_A_RUN = Text(zh="和 --after 一起才用", en="to be used with --after alone")


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("allocate")(allocate)
    app.command("group")(group)


def allocate(
    numbers: Annotated[list[str], typer.Argument(help="编号或 id numbers or ids")],
    k: Annotated[int, typer.Option("--k", "-k", min=0, max=5000, help="每个岗位的人选数，0 为够用即止 candidates for each, 0 for as many as matter")] = 0,
    takes: Annotated[int, typer.Option("--takes", min=1, max=50, help="每人最多几个席位 seats a member may have")] = 1,
    reserves: Annotated[int, typer.Option("--reserves", min=0, max=50, help="每个岗位几名候补 reserves for each")] = 3,
    seats: Annotated[list[str] | None, typer.Option("--seats", help="安排几人：岗位=人数 或 岗位=至少-至多，可写几次 how many: OPENING=MOST or OPENING=LEAST-MOST, may be repeated")] = None,
    lock: Annotated[list[str] | None, typer.Option("--lock", help="必须安排：岗位=成员，可写几次 must be placed: OPENING=MEMBER, may be repeated")] = None,
    forbid: Annotated[list[str] | None, typer.Option("--forbid", help="不得安排：岗位=成员，可写几次 must not be placed: OPENING=MEMBER, may be repeated")] = None,
    quota: Annotated[list[str] | None, typer.Option("--quota", help="名额：岗位=驿站或家乡代码=人数 或 =至少-至多，可写几次 of one station or hometown: OPENING=GROUP=MOST or =LEAST-MOST, may be repeated")] = None,
    stable: Annotated[bool, typer.Option("--stable", help="改为稳定安排：没有两方都更愿意彼此 an answer that nobody would walk away from, not the best total")] = False,
    floor: Annotated[float | None, typer.Option("--floor", min=0, max=100, help="不安排低于此分的 nobody is placed below")] = None,
    elsewhere: Annotated[bool, typer.Option("--elsewhere", help="底线只管不在自己最合适处的人 the floor holds for those placed elsewhere than where they fit best")] = False,
    fair: Annotated[float | None, typer.Option("--fair", min=0, max=100, help="各驿站公平份额，少一个席位计多少分 fair shares for stations, at so many points a seat short")] = None,
    after: Annotated[str, typer.Option("--after", help="上一次分配的 id：席位改动最少 an earlier allocation's id: with the fewest of its seats changed")] = "",
    give_up: Annotated[float, typer.Option("--give-up", min=0, max=100, help="和 --after 一起：少动一个席位可少几分 with --after: points that a seat kept may cost")] = 0.0,
    keep: Annotated[bool, typer.Option("--keep", help="留存这次分配，可再 guiyan accept 或 --after keep it, for guiyan accept or --after")] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """为几个岗位（或事项、需求）一起安排成员，总分最高。 Fills the seats of several openings at once, with the best total."""
    from api.commands.local import local_store
    from api.commands.watching import watched
    from api.index import Indexes
    from api.use_cases.allocating import allocate_seats
    from api.use_cases.allocation_words import told_allocation
    from data.store.runs import keep_run

    language = language_of(lang)
    if give_up and not after:
        raise refused("--give-up", f"{give_up:g}", AFTER_A_RUN)
    with local_store() as (database, asker):
        with database.reading() as connection:
            named = Named(connection, asker)
            openings = {which: named.opportunity(which, "number") for which in numbers}
            asked: dict[str, Any] = {
                "openings": list(openings.values()), "takes": takes, "alternates": reserves, "k": k or None,
                "objective": "stable" if stable else "total", "floor": floor, "floor_where": "elsewhere" if elsewhere else "everywhere",
                "fair_price": fair, "seats": named.seats("--seats", seats or (), openings), "after": named.run(after, "--after") if after else None, "give_up": give_up,
                "locks": named.pairs("--lock", lock or (), openings), "forbids": named.pairs("--forbid", forbid or (), openings),
                "quotas": named.quotas("--quota", quota or (), openings),
            }  # fmt: skip
            with _as_options(named.said), watched(language) as tell:
                kept = allocate_seats(connection, Indexes(database), asker, asked, tell)
            told = told_allocation(connection, asker, kept, language)
        if keep:
            with database.writing() as connection:
                told = {"id": keep_run(connection, asker, "allocation", asked, kept), **told}
    if as_json:
        show_json(told)
        return
    from api.rendering_runs import print_allocation

    print_allocation(told, language, frozenset((one["opening"], one["member"]) for one in asked["locks"]))


def group(
    number: Annotated[str, typer.Argument(help="项目的编号或 id，可加“.需求” a project's number or id, with its need where it has several")],
    team: Annotated[bool, typer.Option("--team", help="每项需求一个人 one member for each need")] = False,
    lock: Annotated[list[str] | None, typer.Option("--lock", help="必须参加：成员、成员=钱数 或 成员=至少-至多；组队时为 需求=成员；可写几次 must be in: MEMBER, MEMBER=YUAN or MEMBER=LEAST-MOST; NEED=MEMBER with --team; may be repeated")] = None,
    exclude: Annotated[list[str] | None, typer.Option("--exclude", help="不参加：成员；组队时也可为 需求=成员；可写几次 must stay out: MEMBER, or NEED=MEMBER with --team; may be repeated")] = None,
    sum_: Annotated[str, typer.Option("--sum", help="要凑多少（元，可写 80万），不写按项目还缺的数 yuan to be covered, as a rule what the need still lacks")] = "",
    partners: Annotated[int | None, typer.Option("--partners", min=1, max=200, help="最多几个出资人，不写为10 investors at most, 10 if left out")] = None,
    least_partners: Annotated[int | None, typer.Option("--least-partners", min=1, max=200, help="至少几个出资人 investors at least")] = None,
    concentration: Annotated[float | None, typer.Option("--concentration", min=1, max=100, help="一人最多占百分之几 the most percent of one")] = None,
    least_ticket: Annotated[str, typer.Option("--least-ticket", help="单笔最低出资（元，可写 1万），不写按项目写明的 the least yuan of one investor, as a rule what the need states")] = "",
    most_ticket: Annotated[str, typer.Option("--most-ticket", help="单笔最高出资（元），不写按项目写明的 the most yuan of one investor, as a rule what the need states")] = "",
    tolerate: Annotated[list[str] | None, typer.Option("--tolerate", help="差多少还可以谈：share=百分点、years=年、involvement=1，可写几次 how far a term may fall short: share=PERCENT, years=YEARS, involvement=1, may be repeated")] = None,
    takes: Annotated[int | None, typer.Option("--takes", min=1, max=20, help="组队时一人最多承担几项需求 with --team: needs that one may stand for")] = None,
    floor: Annotated[float | None, typer.Option("--floor", min=0, max=100, help="组队的最低分，不写为50 with --team: the least score, 50 if left out")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="留存这次组合，可再 guiyan accept keep it, for guiyan accept")] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """几个人合起来凑足一个项目的资金，或每项需求配一个人。 Investors who together cover a sum, or a team for all needs."""
    from api.commands.local import local_store
    from api.commands.watching import watched
    from api.index import Indexes
    from api.use_cases.group_words import told_group
    from api.use_cases.grouping import find_group
    from data.store.runs import keep_run

    language = language_of(lang)
    of_team = {"takes": takes, "floor": floor}
    of_investors = {
        "sum": yuan("--sum", sum_), "least_ticket": yuan("--least-ticket", least_ticket), "most_ticket": yuan("--most-ticket", most_ticket),
        "least_partners": least_partners, "most_partners": partners, "concentration": concentration,
        "tolerances": _tolerances(tolerate) if tolerate else None,
    }  # fmt: skip
    _refuse(of_investors if team else of_team, FOR_INVESTORS if team else FOR_A_TEAM)
    _in_order(of_investors)
    asked: dict[str, Any] = {key: value for key, value in (of_team if team else of_investors).items() if value is not None}
    with local_store() as (database, asker):
        with database.reading() as connection:
            named = Named(connection, asker)
            asked |= (_team if team else _investors)(named, named.project(number), lock or (), exclude or ())
            with _as_options(named.said), watched(language) as tell:
                kept = find_group(connection, Indexes(database), asker, asked, tell)
            told = told_group(connection, asker, kept, language)
        if keep:
            with database.writing() as connection:
                told = {"id": keep_run(connection, asker, "group", asked, kept), **told}
    if as_json:
        show_json(told)
        return
    from api.rendering_runs import print_group, print_team

    print_team(told, language) if team else print_group(told, language)


def _investors(named: Named, which: str, lock: Iterable[str], exclude: Iterable[str]) -> dict[str, Any]:
    """A need of capital with who must be in, and who must stay out."""
    excluded = [named.member(one, "--exclude") for one in exclude]
    return {"need": which, "locked": named.tickets("--lock", lock), "excluded": excluded}


def _team(named: Named, which: str, lock: Iterable[str], exclude: Iterable[str]) -> dict[str, Any]:
    """A project with who must stand for which need, and who must not."""
    project = which.partition(".")[0]
    needs = named.needs(project)
    excluded = named.places("--exclude", exclude, needs, alone=True)
    return {"project": project, "team": True, "locked": named.places("--lock", lock, needs), "excluded": excluded}


def _refuse(given: Mapping[str, object], why: Text) -> None:
    """InvalidInput where something was given that the other of the two groups alone takes."""
    for key, value in given.items():
        if value is not None:
            raise refused(OPTIONS[key], f"{value:g}" if isinstance(value, int | float) else str(value), why)


def _in_order(given: Mapping[str, Any]) -> None:
    """InvalidInput where the least of something is more than the most."""
    for low, high in (("least_ticket", "most_ticket"), ("least_partners", "most_partners")):
        if given[low] is not None and given[high] is not None and given[low] > given[high]:
            raise refused(OPTIONS[low], f"{given[low]:g}", NO_MORE.filled(option=OPTIONS[high], most=f"{given[high]:g}"))


def _tolerances(given: list[str]) -> dict[str, float]:
    """By how much each term may fall short."""
    from api.use_cases.investors import TOLERATED

    found = {}
    for one in given:
        key, _, value = one.partition("=")
        try:
            number = float(value)
        except ValueError:
            number = -1.0
        if key not in TOLERATED or not 0 <= number <= 1000:
            raise refused("--tolerate", one, A_TERM)
        found[key] = number
    return found


@contextmanager
def _as_options(said: Mapping[str, str]) -> Iterator[None]:
    """What the use case says of its body is said of the options instead, in the words that they were given; `said` is by id."""
    try:
        yield
    except GuiyanError as error:
        error.faults = tuple(Fault(_option(one.where), said.get(one.found, one.found), one.accepted) for one in error.faults)
        raise


def _option(where: str) -> str:
    key = where.removeprefix("$.").partition("[")[0].partition(".")[0]
    return OPTIONS.get(key, where)
