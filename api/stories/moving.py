"""The steps of a story: something is put forward, moves on, and a member agrees."""

from collections.abc import Mapping
from typing import Any

from api.stories.stage import REFUSED, Party, Stage
from data.text import Text

NOTICE = "2026-1"
STEPS = Text(zh="→ {states}", en="→ {states}")


def agree(stage: Stage, who: Party, member: str, *recipients: str) -> Any:
    """Record that a member agrees to be matched by some recipients."""
    said = {"purpose": "matching", "recipients": list(recipients), "notice_version": NOTICE, "given_how": "本人当面签字"}
    return stage.call(who, "POST", "/consents", {"member": member, **said})


def move(stage: Stage, who: Party, path: str, flow: Mapping[str, Any], to: str, /, **more: Any) -> Any:
    """Take something to its next state."""
    return stage.call(who, "POST", f"/{path}/{flow['id']}/transitions", {"to": to, **more})


def tried(stage: Stage, who: Party, path: str, flow: Mapping[str, Any], to: str, /, **more: Any) -> tuple[int, Any]:
    """Try a move that is not allowed, and show how it is refused."""
    status, answer = stage.ask(who, "POST", f"/{path}/{flow['id']}/transitions", {"to": to, **more})
    if status == 409:
        stage.say(REFUSED, "red", status=status, detail=answer["detail"])
    else:
        stage.refused(status, answer)
    return status, answer


def steps(stage: Stage, flow: Mapping[str, Any]) -> None:
    """Show by which moves something came to where it stands."""
    stage.say(STEPS, "green", states=" → ".join(step["label"] for step in flow["steps"]))
