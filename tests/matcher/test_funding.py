"""Investors and projects of a funding history: read with clear errors, fitted fold by fold, ranked and explained by the engine."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest

from data.errors import GuiyanError, InvalidInput, NotFound
from data.text import Text
from data.vocabulary import Track
from features.funding.columns import INVESTOR_COLUMNS, VENTURE_COLUMNS, row
from features.funding.history import History, Investment, Venture, read_history
from features.funding.profiles import SUMS, sum_bin
from features.pool import Pool, as_array, order_key
from matcher.compile import compile_query
from matcher.criterion import Criterion
from matcher.funding.choices import choices
from matcher.funding.criteria import FUNDING_CRITERIA
from matcher.funding.fitting import as_toml, fit, whole_points
from matcher.funding.folds import Evaluation, evaluate, fold_of
from matcher.funding.market import Market
from matcher.ranking import lay_out, score_rows
from matcher.scorecard import parse_scorecard
from tests.bench.public import BENCH, needs_bench

PLACES = ("country", "state", "region", "city")
HOMES = {"hill": ("CN", "JX", "Hills", "Upper Hill"), "lake": ("CN", "HN", "Lakes", "Lakeside"), "port": ("CN", "GD", "Coast", "Port")}
TRADES = {"hill": "oranges", "lake": "fish", "port": "toys"}
RAISED = {"hill": 50_000, "lake": 400_000, "port": 5_000_000}
STAGES = {"hill": "angel", "lake": "series-a", "port": "series-b"}
every_criterion = pytest.mark.parametrize("criterion", FUNDING_CRITERIA, ids=lambda criterion: criterion.key)


def offer(kind: str, luck: Random) -> list[object]:
    """Round, sum, trade and place of a project, now and then one with something unlike its kind or unsaid."""
    other = luck.choice(list(HOMES)) if luck.random() < 0.2 else kind
    raised = "" if luck.random() < 0.1 else round(RAISED[kind] * luck.uniform(0.5, 2.0))
    return [STAGES[other], raised, "" if luck.random() < 0.05 else TRADES[kind], *HOMES[other]]


def table(path: Path, heading: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty investors who mostly join what is of their kind, 500 old rounds, 60 projects that stand open."""
    folder, luck = tmp_path_factory.mktemp("funding"), Random(4)
    kinds = list(HOMES)
    investors = [(f"i{n:02}", kinds[n % 3]) for n in range(30)]
    told: list[list[object]] = []
    for number in range(250):
        kind = luck.choice(kinds)
        day = date.fromordinal(luck.randint(date(2008, 1, 1).toordinal(), date(2012, 6, 30).toordinal()))
        fit, unlike = [i for i, k in investors if k == kind], [i for i, k in investors if k != kind]
        joining = {luck.choice(fit), luck.choice(fit if luck.random() < 0.8 else unlike)}
        told += [[name, f"old{number}", day, *terms] for terms in [offer(kind, luck)] for name in sorted(joining)]
    opened = [[f"new{n}", date(2012, 7, 1 + n % 28), *offer(kinds[n % 3], luck)] for n in range(60)]
    opened += [[row[1], date(2012, 9, 1), *row[3:]] for row in told[:20] if row[1] != told[0][1]][:10:2]
    columns = ["round_type", "raised_usd", "category", *PLACES]
    table(folder / "history.csv", ["investor", "project", "date", *columns], told)
    table(folder / "projects.csv", ["project", "round_date", *columns], list({str(row[0]): row for row in opened}.values()))
    table(folder / "investors.csv", ["investor", *PLACES], [[name, *(HOMES[kind] if n % 4 else [""] * 4)] for n, (name, kind) in enumerate(investors)])
    return folder


@pytest.fixture(scope="module")
def history(world: Path) -> History:
    return read_history(world)


@pytest.fixture(scope="module")
def evaluation(history: History) -> Evaluation:
    return evaluate(history, folds=3)


def broken(world: Path, folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of the world in which one thing is written otherwise, once."""
    for file in ("history.csv", "investors.csv", "projects.csv"):
        text = (world / file).read_text(encoding="utf-8")
        assert file != name or old in text
        (folder / file).write_text(text.replace(old, new, 1) if file == name else text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "row"),
    [
        ("history.csv", "round_type", "kind_of_round", "history.csv", None),
        ("projects.csv", "2012-07-01", "July", "round_date", 2),
        ("history.csv", "investor,project", "investor,project ", "history.csv", None),
        ("investors.csv", "i03", "", "investor", 5),
        ("investors.csv", "i03", "i02", "investors.csv", None),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_named_with_its_row(
    world: Path, tmp_path: Path, name: str, old: str, new: str, where: str, row: int | None
) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_history(broken(world, tmp_path, name, old, new))
    fault = caught.value.faults[0]
    assert (fault.where, fault.row) == (where, row)
    assert fault.say("zh") != fault.say("en")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"investors\.csv"):
        read_history(tmp_path)


@pytest.mark.parametrize("raised", ["-5", "nan", "much"])
def test_a_sum_that_is_none_is_refused(world: Path, tmp_path: Path, raised: str) -> None:
    line = (world / "projects.csv").read_text(encoding="utf-8").splitlines()[1]
    cells = line.split(",")
    cells[3] = raised
    with pytest.raises(InvalidInput) as caught:
        read_history(broken(world, tmp_path, "projects.csv", line, ",".join(cells)))
    assert caught.value.faults[0].found == raised


def test_every_new_project_is_ranked_once_and_no_old_one(history: History, evaluation: Evaluation) -> None:
    every = {venture.id for venture in history.ventures}
    met_again = 0
    for investor, ranking in zip(history.investors, evaluation.rankings(), strict=True):
        joined = {told.venture.id for told in history.investments if told.investor == investor.id}
        assert set(ranking) == every - joined and len(ranking) == len(set(ranking))
        met_again += len(every & joined)
    assert met_again


def test_projects_of_the_investors_own_kind_come_first(history: History, evaluation: Evaluation) -> None:
    trade = {venture.id: venture.trade for venture in history.ventures}
    right = 0
    for at, ranking in enumerate(evaluation.rankings()):
        right += sum(trade[name] == list(TRADES.values())[at % 3] for name in ranking[:5])
    assert right / (5 * len(history.investors)) >= 0.85


def test_the_ranking_falls_by_the_explained_score_and_ties_go_by_the_fixed_hash(history: History, evaluation: Evaluation) -> None:
    for investor in history.investors[:4]:
        ranking = evaluation.rank(investor)
        scores = [(-evaluation.explain(investor.id, name).score, order_key(name)) for name in ranking]
        assert scores == sorted(scores)


def test_an_explanation_adds_up_to_the_last_hundredth(history: History, evaluation: Evaluation) -> None:
    for investor in history.investors[::5]:
        for venture in history.ventures[::7]:
            found = evaluation.explain(investor.id, venture.id)
            told = found.as_json("en")
            rows = told["criteria"]
            assert isinstance(rows, list) and len(rows) == len(FUNDING_CRITERIA)
            assert sum(round(part["points"] * 100) for part in rows) == found.score == sum(found.subtotals().values())
            assert all(0 <= part["points"] <= part["max"] for part in rows)
            assert not any("{" in part["reason"] for part in rows)


def test_asked_from_the_project_the_same_points_are_found(history: History, evaluation: Evaluation) -> None:
    market, scorecard = evaluation.market, evaluation.scorecards[0]
    members = Pool(INVESTOR_COLUMNS)
    for investor in history.investors:
        members.put(investor.id, market.asking(investor))
    columns = {column.key: column for column in VENTURE_COLUMNS}
    for venture in history.ventures[:20]:
        asking = row(VENTURE_COLUMNS, market.habits.venture(venture))
        query = compile_query(asking, columns, members, "member", scorecard, FUNDING_CRITERIA, ())
        scores = score_rows(lay_out(query), members)
        for at, investor in enumerate(history.investors):
            assert market.explain(investor, venture, scorecard).score == scores[at]


def test_a_fitted_scorecard_is_an_ordinary_one(evaluation: Evaluation) -> None:
    for scorecard in evaluation.scorecards:
        assert scorecard.track is Track.INVEST
        read = parse_scorecard(as_toml(scorecard, "fitted"))
        assert [(e.key, e.maximum, e.baseline, e.curve) for e in read.entries] == [
            (e.key, e.maximum, e.baseline, e.curve) for e in scorecard.entries
        ]


def test_no_scorecard_has_seen_the_choices_of_those_it_ranks(history: History, evaluation: Evaluation) -> None:
    past, folds = choices(history), len(evaluation.scorecards)
    for investor in history.investors[:6]:
        others = [choice for choice in past if fold_of(choice.investor, folds) != fold_of(investor.id, folds)]
        assert investor.id not in {choice.investor for choice in others}
        assert evaluation.scorecard(investor.id) == fit(others) != fit(past)
    assert {fold_of(investor.id, folds) for investor in history.investors} == set(range(folds))


def test_what_came_later_is_not_known_yet(history: History) -> None:
    day = date(2011, 1, 1)
    earlier = [told for told in history.investments if told.venture.day < day]
    whole, cut = Market(history.investments, history.ventures, day), Market(earlier, history.ventures, day)
    assert 0 < len(earlier) < len(history.investments)
    for investor in history.investors:
        assert whole.asking(investor) == cut.asking(investor)
        assert np.array_equal(whole.new_to(investor), cut.new_to(investor))


def test_an_investor_without_a_past_is_ranked_for_all_the_same(history: History, evaluation: Evaluation) -> None:
    market = Market(history.investments, history.ventures, date(2000, 1, 1))
    investor = history.investors[0]
    assert len(market.rank(investor, evaluation.scorecards[0])) == len(history.ventures)
    assert np.isnan(market.measures(investor)).all()


def test_a_history_too_short_to_learn_from_is_refused(history: History) -> None:
    with pytest.raises(InvalidInput):
        fit(choices(History(history.investors, history.ventures, history.investments[:1])))


def test_a_sum_is_measured_by_the_habit_of_just_this_sum(history: History, evaluation: Evaluation) -> None:
    at = [criterion.key for criterion in FUNDING_CRITERIA].index("ticket")
    for investor in history.investors:
        habits = dict(evaluation.market.habits.investor(investor).sums)
        measured = evaluation.market.measures(investor)[at]
        for venture, value in zip(history.ventures, measured, strict=True):
            if venture.raised is None:
                assert np.isnan(value)
            else:
                assert value == pytest.approx(min(max((habits[sum_bin(venture.raised)] + 4) / 6, 0), 1), abs=1e-4)


@pytest.mark.parametrize("dollars", [1_500, 20_000, 1_000_000, 87_000_000])
def test_a_sum_stands_in_the_closest_bin(dollars: int) -> None:
    assert 10 ** SUMS[sum_bin(dollars) - 1] == pytest.approx(dollars, rel=0.13)


def test_known_ground_is_worth_more_than_strange_ground(history: History, evaluation: Evaluation) -> None:
    at, compared = [criterion.key for criterion in FUNDING_CRITERIA].index("ground"), 0
    for investor in history.investors:
        been = {told.venture.site for told in history.investments if told.investor == investor.id}
        measured = evaluation.market.measures(investor)[at]
        known = [value for venture, value in zip(history.ventures, measured, strict=True) if venture.site in been]
        strange = [value for venture, value in zip(history.ventures, measured, strict=True) if venture.site not in been]
        if strange:
            compared += 1
            assert min(known) > max(strange)
    assert compared


def test_a_partner_in_the_project_raises_it_and_a_stranger_lowers_it(history: History, evaluation: Evaluation) -> None:
    venture, investor = history.ventures[0], history.investors[1]
    day = evaluation.market.habits.day
    partner = evaluation.market.habits.investor(investor).partners[0][0]
    strangers = {one.id for one in history.investors} - {name for name, _ in evaluation.market.habits.investor(investor).partners} - {investor.id}

    def score(*backers: str) -> int:
        early = Venture(venture.id, venture.trade, venture.site, date(2009, 1, 1), venture.stage, venture.raised)
        more = (*history.investments, *(Investment(name, early) for name in backers))
        found = Market(more, history.ventures, day).explain(investor, venture, evaluation.scorecard(investor.id))
        return next(part.points for part in found.criteria if part.criterion.key == "partners")

    assert score(partner) > score() > score(min(strangers)) == 0


@every_criterion
def test_a_ladder_climbs_from_worst_to_best(criterion: Criterion) -> None:
    member = next(column for column in INVESTOR_COLUMNS if column.key == criterion.member)
    venture = next(column for column in VENTURE_COLUMNS if column.key == criterion.opportunity)
    rungs = [criterion.measure(as_array(member, [one]), as_array(venture, [other]))[0] for one, other in criterion.ladder()]
    assert rungs == sorted(rungs) and rungs[0] < rungs[-1] and rungs[0] >= 0.0 and rungs[-1] <= 1.0


@every_criterion
def test_both_languages_say_the_same(criterion: Criterion) -> None:
    texts: tuple[Text, ...] = (criterion.label, criterion.reason, criterion.unasked)
    assert all(text.placeholders("zh") == text.placeholders("en") and text.zh and text.en for text in texts)


def test_whole_points_add_up_to_a_hundred() -> None:
    for seed in range(50):
        shares = np.random.default_rng(seed).dirichlet(np.full(7, 0.3))
        points = whole_points(shares)
        assert points.sum() == 100 and points.min() >= 1


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    from api.cli import app

    monkeypatch.setattr(sys, "argv", ["guiyan", *arguments])
    app(standalone_mode=False)


def test_the_command_writes_rankings_and_never_reads_the_truth(
    world: Path, tmp_path: Path, history: History, evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = broken(world, tmp_path, "projects.csv", "", "")
    (folder / "truth.csv").write_bytes(b"\xff\xfe no table")
    run(monkeypatch, "evaluate", "invest", "--data", str(folder), "--out", str(tmp_path / "out.jsonl"), "--folds", "3")
    told = [json.loads(line)["ranking"] for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert told == list(evaluation.rankings())


def test_the_command_explains_one_pair(
    world: Path, evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "evaluate", "invest", "--data", str(world), "--explain", "i04", "new5", "--folds", "3", "--lang", "en")
    assert json.loads(capsys.readouterr().out) == evaluation.explain("i04", "new5").as_json("en")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("work", "--out", "x"), InvalidInput),
        (("invest",), InvalidInput),
        (("invest", "--out", "/no/such/folder/x"), InvalidInput),
        (("invest", "--explain", "i04", "nobody"), NotFound),
    ],
)
def test_the_command_says_what_it_cannot_take(
    world: Path, arguments: tuple[str, ...], error: type[GuiyanError], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(error):
        run(monkeypatch, "evaluate", *arguments, "--data", str(world))


@needs_bench
def test_on_the_public_history_it_does_better_than_bm25() -> None:
    from tests.bench.invest import bm25, figures, truth

    folder = BENCH / "invest"
    history, wishes = read_history(folder), truth(folder)
    wanted = [wishes[investor.id] for investor in history.investors]
    ours, theirs = figures(evaluate(history).rankings(), wanted), figures(bm25(history), wanted)
    assert ours["nDCG@10"][0] >= 0.060 > theirs["nDCG@10"][0]
    assert ours["AUC"][0] >= 0.80 > theirs["AUC"][0]
