"""The one family of errors; none of them knows HTTP."""

from dataclasses import dataclass, field

from data.text import Language, Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that could not be read: where it stands, what was found, what would be accepted."""

    where: str
    found: str
    accepted: Text
    row: int | None = None
    sheet: str | None = None

    def say(self, language: Language = "zh") -> str:
        """The fault as one sentence."""
        place = FAULT_ROW.say(language, row=self.row) if self.row is not None else ""
        sheet = f"{self.sheet} " if self.sheet else ""
        return FAULT.say(
            language,
            place=f"{sheet}{place}{self.where}",
            found=self.found[:80] or EMPTY.say(language),
            accepted=self.accepted.say(language),
        )


FAULT = Text(zh="{place}：读到“{found}”，可以填写：{accepted}", en="{place}: found “{found}”; accepted: {accepted}")
FAULT_ROW = Text(zh="第{row}行 ", en="row {row}, ")
EMPTY = Text(zh="（空）", en="(empty)")


@dataclass(eq=False)
class GuiyanError(Exception):
    """Something the asker can mend; `message` says what, `faults` say where."""

    message: Text
    faults: tuple[Fault, ...] = field(default=())

    def __str__(self) -> str:
        return "\n".join([self.message.zh, *(fault.say("zh") for fault in self.faults)])


class InvalidInput(GuiyanError):
    """What was given cannot be taken as it stands."""


class NotFound(GuiyanError):
    """No such record, or none that the asker may see."""


class Forbidden(GuiyanError):
    """The asker is known but may not do this."""


class Unauthenticated(GuiyanError):
    """The asker is not known."""


class Conflict(GuiyanError):
    """The record is not in the state that the change needs."""


class TooMany(GuiyanError):
    """More at the same time than one organisation may have."""


class Unavailable(GuiyanError):
    """A part that is needed is away for the moment."""
