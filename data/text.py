"""A sentence that a person sees, in Chinese and in English."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages; `{name}` placeholders must be the same in both."""

    zh: str
    en: str

    def say(self, language: Language = "zh", **values: object) -> str:
        """The sentence in `language` with its placeholders filled; values that are texts are said in it too."""
        template = self.zh if language == "zh" else self.en
        if not values:
            return template
        return template.format_map({name: v.say(language) if isinstance(v, Text) else v for name, v in values.items()})

    def filled(self, **values: object) -> "Text":
        """The sentence with its placeholders filled in both languages."""
        return Text(self.say("zh", **values), self.say("en", **values))

    def placeholders(self, language: Language) -> frozenset[str]:
        """The names of the placeholders in one language."""
        template = self.zh if language == "zh" else self.en
        return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


UNSAID = Text(zh="未说明", en="not stated")


def joined(texts: Iterable[Text]) -> Text:
    """Several things as one list; UNSAID where there are none."""
    several = tuple(texts)
    if len(several) < 2:
        return several[0] if several else UNSAID
    return Text(zh="、".join(text.zh for text in several), en=", ".join(text.en for text in several))
