"""A project's own figures worked out in whole fen: what it brings in, who gets what part, and what a ticket comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Literal

from data.arithmetic_words import (
    ADVICE,
    LABELS,
    MISSING,
    NOTES,
    as_decimal,
    goods,
    goods_unit,
    party_name,
    yuan,
)
from data.fen import FEN, exact, in_fen, shared_out
from data.reading.shares import WHOLE, find_shares
from data.reading.terms import read_promised
from data.records import Figure, Project, ProjectNeed, Share, Yields
from data.text import Text
from data.vocabulary import NeedKind

Unit = Literal["fen", "hundredths_of_a_year", "people"]
PROMISED_IN = ("所需资金", "最低出资", "需求说明", "收益分配", "已有资源")
SHARED_IN = ("收益分配", "需求说明")
JIN = {"斤": Fraction(1), "公斤": Fraction(2), "担": Fraction(100), "吨": Fraction(2000)}
"""How many jin are in each unit of weight."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step: what it is, how it was worked out with the values filled in, and what it comes to in whole units."""

    key: str
    label: Text
    formula: Text
    amount: int
    unit: Unit = "fen"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that was used, as it was written, and the cell where it stands."""

    label: Text
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Projection:
    """The lines that the stated figures allow; `unknown` names what is missing, `notes` what was chosen or does not agree."""

    lines: tuple[Line, ...]
    assumptions: tuple[Assumption, ...]
    unknown: tuple[Text, ...]
    notes: tuple[Text, ...] = ()
    advice: Text = ADVICE

    def amount(self, key: str) -> int | None:
        """What a line comes to; None where it could not be worked out."""
        return next((line.amount for line in self.lines if line.key == key), None)


def worked_out(project: Project, tickets: Sequence[int] = (), need: ProjectNeed | None = None) -> Projection:
    """The projection of a project for tickets in fen; by default for the least that one may put in.

    `need` is the one whose terms count: by default that for capital, else the first.
    """
    chosen = need or next((one for one in project.needs if one.kind is NeedKind.CAPITAL), None)
    chosen = chosen or (project.needs[0] if project.needs else ProjectNeed())
    yields = chosen.yields or next((one.yields for one in project.needs if one.yields), None) or Yields()
    work = _Work(project, chosen, yields)
    divided = work.brought_in()
    work.parted(divided, tuple(tickets))
    return Projection(tuple(work.lines), tuple(work.assumptions), tuple(work.unknown), tuple(work.notes))


@dataclass(slots=True)
class _Work:
    """The sheet on which one projection is worked out, line by line."""

    project: Project
    need: ProjectNeed
    yields: Yields
    lines: list[Line] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    unknown: list[Text] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    def line(self, key: str, formula: Text, amount: int, unit: Unit = "fen", label: Text | None = None) -> int:
        self.lines.append(Line(key, label or LABELS[key.split(":")[0]], formula, amount, unit))
        return amount

    def used(self, key: str, text: str, source: str) -> None:
        self.assumptions.append(Assumption(LABELS[key], text, source))

    def figure(self, key: str, figure: Figure, high: bool = False) -> Fraction:
        """A stated figure; of a range the end that promises less, which is then named."""
        self.used(key, figure.phrase.text or as_decimal(exact(figure.value)) + figure.unit, figure.phrase.source)
        if figure.high is not None:
            taken = figure.high if high else figure.value
            self.notes.append(NOTES["range"].filled(what=figure.phrase.text, taken=as_decimal(exact(taken))))
        return exact(figure.high if high and figure.high is not None else figure.value)

    def brought_in(self) -> tuple[int, bool] | None:
        """(what there is to divide, whether costs are taken off), as far as the figures go."""
        quantity = self._quantity()
        revenue = self._revenue(quantity)
        costs = self._costs(quantity)
        if self.yields.profit is not None and not self.yields.profit.unit:
            profit = in_fen(self.figure("profit", self.yields.profit))
            self.line("net", LABELS["stated"].filled(amount=yuan(profit)), profit)
            if revenue is not None and costs is not None and revenue - costs != profit:
                self.notes.append(NOTES["profit"].filled(said=yuan(profit), worked=yuan(revenue - costs)))
            return profit, True
        if revenue is None:
            return None
        if costs is None:
            self.unknown.append(MISSING["cost"])
            return revenue, False
        net = self.line("net", LABELS["less"].filled(a=yuan(revenue), b=yuan(costs)), revenue - costs)
        return net, True

    def _quantity(self) -> tuple[Fraction, str, Text] | None:
        """(how much, in what unit, the words of the formula)."""
        if stated := self.yields.quantity:
            amount = self.figure("quantity", stated)
            return amount, stated.unit, goods(amount, stated.unit)
        if (per_mu := self.yields.per_mu) is None:
            return None
        if self.yields.area is None:
            self.unknown.append(MISSING["area"])
            return None
        each, area = self.figure("per_mu", per_mu), self.figure("area", self.yields.area)
        words = LABELS["times"].filled(a=goods(each, per_mu.unit), b=goods(area, "亩"))
        return each * area, per_mu.unit, words

    def _revenue(self, quantity: tuple[Fraction, str, Text] | None) -> int | None:
        price, stated = self.yields.price, self.yields.revenue
        worked: int | None = None
        if price and quantity:
            each = self.figure("price", price)
            factor = _as_unit(quantity[1], price.unit or quantity[1])
            if factor is None:
                self.unknown.append(MISSING["units"].filled(a=quantity[1], b=price.unit))
            else:
                counted = goods(quantity[0] * factor, price.unit) if factor != 1 else quantity[2]
                formula = LABELS["times"].filled(a=counted, b=LABELS["each"].filled(amount=yuan(each * FEN), unit=goods_unit(price.unit or quantity[1])))
                worked = self.line("revenue", formula, in_fen(quantity[0] * factor * each))
        if stated is not None and not stated.unit:
            said = in_fen(self.figure("stated_revenue", stated))
            if worked is None:
                return self.line("revenue", LABELS["stated"].filled(amount=yuan(said)), said)
            if worked != said:
                self.notes.append(NOTES["both"].filled(said=yuan(said), worked=yuan(worked)))
        if worked is None:
            self.unknown += [MISSING[key] for key, there in (("quantity", quantity), ("price", price)) if not there]
        return worked

    def _costs(self, quantity: tuple[Fraction, str, Text] | None) -> int | None:
        """All stated costs of a year; None where none is stated or one cannot be worked out."""
        found: list[int] = []
        for at, cost in enumerate(self.yields.costs):
            each = self.figure("cost", cost, high=True)
            times = self._times(cost, quantity)
            if times is None:
                self.unknown.append(MISSING["cost_unit"].filled(what=cost.phrase.text or cost.unit))
                return None
            words = LABELS["stated"].filled(amount=yuan(each * FEN))
            if cost.unit:
                words = LABELS["times"].filled(a=goods(times, cost.unit), b=LABELS["each"].filled(amount=yuan(each * FEN), unit=goods_unit(cost.unit)))
            found.append(self.line(f"cost:{at + 1}", words, in_fen(each * times)))
        return sum(found) if found else None

    def _times(self, cost: Figure, quantity: tuple[Fraction, str, Text] | None) -> Fraction | None:
        """How often a cost for each mu or jin is paid."""
        if not cost.unit:
            return Fraction(1)
        if cost.unit == "亩":
            return exact(self.yields.area.value) if self.yields.area else None
        factor = _as_unit(quantity[1], cost.unit) if quantity else None
        return quantity[0] * factor if quantity and factor is not None else None

    def parted(self, divided: tuple[int, bool] | None, tickets: tuple[int, ...]) -> None:
        """Who gets what part, and what a ticket comes to."""
        capital = self._capital()
        shares = self._shares()
        if self.need.jobs is not None:
            self.used("jobs", *self._cell("预计带动就业", str(self.need.jobs)))
            self.line("jobs", LABELS["stated_jobs"].filled(count=self.need.jobs), self.need.jobs, "people")
        if divided is None or not shares:
            return
        whole, after_costs = divided
        if whole <= 0:
            self.notes.append(NOTES["loss"])
            return
        investors = self._split(whole, after_costs, shares)
        if investors is None:
            self.unknown.append(MISSING["investors"])
        else:
            self._tickets(investors, capital, tickets, after_costs)

    def _capital(self) -> int | None:
        if self.need.capital is None:
            self.unknown.append(MISSING["capital"])
            return None
        self.used("capital", *self._cell("所需资金", as_decimal(exact(self.need.capital))))
        capital = in_fen(exact(self.need.capital))
        if self.need.promised is not None:
            promised = in_fen(exact(self.need.promised))
            self.used("promised", *self._where_promised(promised))
            self.line("wanted", LABELS["less"].filled(a=yuan(capital), b=yuan(promised)), max(capital - promised, 0))
        return capital

    def _shares(self) -> tuple[Share, ...]:
        shares = tuple(share for share in self.need.shares if share.percent > 0)
        shared_in = next((heading for heading in SHARED_IN if find_shares(self.project.cells.get(heading, ""))), SHARED_IN[0])
        for share in shares:
            text = share.text or f"{share.party} {_percent(share.percent)}"
            self.assumptions.append(Assumption(LABELS["share"].filled(party=party_name(share)), text, shared_in))
        total = sum(share.percent for share in shares)
        if not shares:
            self.unknown.append(MISSING["shares"])
        elif total < WHOLE:
            self.unknown.append(MISSING["under"].filled(total=_percent(total), left=_percent(WHOLE - total)))
        elif total > WHOLE:
            self.unknown.append(MISSING["over"].filled(total=_percent(total)))
            return ()
        return shares

    def _split(self, whole: int, after_costs: bool, shares: tuple[Share, ...]) -> int | None:
        """A line for each party; what the investors get together, None where no party is said to be theirs."""
        weights = [share.percent for share in shares]
        left = WHOLE - sum(weights)
        parts = shared_out(whole, [*weights, left] if left else weights)
        investors: list[int] = []
        for at, (share, part) in enumerate(zip(shares, parts, strict=False), 1):
            formula = LABELS["part_of"].filled(whole=yuan(whole), percent=_percent(share.percent))
            label = LABELS["part" if after_costs else "part_gross"].filled(party=party_name(share))
            self.line(f"part:{at}", formula, part, label=label)
            investors += [part] if share.side == "investors" else []
        return sum(investors) if investors else None

    def _tickets(self, investors: int, capital: int | None, tickets: tuple[int, ...], after_costs: bool) -> None:
        base = capital
        if not tickets and self.need.min_ticket:
            self.used("ticket", *self._cell("最低出资", as_decimal(exact(self.need.min_ticket))))
            tickets = (in_fen(exact(self.need.min_ticket)),) if capital else ()
        if tickets and capital is None:
            base = sum(tickets)
            self.notes.append(NOTES["base"].filled(total=yuan(base)))
        elif capital is not None and sum(tickets) > capital:
            base = sum(tickets)
            self.notes.append(NOTES["too_much"].filled(total=yuan(base), capital=yuan(capital)))
        if not base:
            return
        for at, (ticket, part) in enumerate(_dealt(investors, tickets, base), 1):
            formula = LABELS["ticket_of"].filled(part=yuan(investors), ticket=yuan(ticket), base=yuan(base))
            label = LABELS["ticket_part" if after_costs else "ticket_part_gross"]
            self.line(f"ticket:{at}", formula, part, label=label.filled(ticket=yuan(ticket)))
        if not after_costs:
            self.unknown.append(MISSING["payback"])
        elif investors > 0:
            self._payback(base, investors)

    def _payback(self, base: int, investors: int) -> None:
        hundredths = ceil(Fraction(base * 100, investors))
        formula = LABELS["divided"].filled(a=yuan(base), b=yuan(investors))
        self.line("payback", formula, hundredths, "hundredths_of_a_year")
        stated = self.need.years
        if stated is not None and stated.high is not None and hundredths > round(stated.high * 100):
            self.notes.append(NOTES["later"].filled(said=stated.text or as_decimal(exact(stated.high)), worked=as_decimal(Fraction(hundredths, 100))))

    def _where_promised(self, promised: int) -> tuple[str, str]:
        said = next((heading for heading in PROMISED_IN if read_promised(self.project.cells.get(heading, "")) is not None), None)
        return self._cell(said or "所需资金", yuan(promised).zh)

    def _cell(self, heading: str, value: str) -> tuple[str, str]:
        return (self.project.cells.get(heading, "").strip() or value, heading)


def _dealt(investors: int, tickets: tuple[int, ...], base: int) -> Iterator[tuple[int, int]]:
    """Each ticket with its part; what nobody has put in yet keeps its own part."""
    left = base - sum(tickets)
    if tickets:
        yield from zip(tickets, shared_out(investors, [*tickets, left] if left else tickets), strict=False)


def _as_unit(unit: str, other: str) -> Fraction | None:
    """How many `other` one `unit` is; None where the two cannot be compared."""
    if unit == other:
        return Fraction(1)
    return JIN[unit] / JIN[other] if unit in JIN and other in JIN else None


def _percent(hundredths: int) -> str:
    return as_decimal(Fraction(hundredths, 100)) + "%"
