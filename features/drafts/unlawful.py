"""What a posting may not ask: doubted with the rule's reason and a rewording, and kept out of the draft."""

from __future__ import annotations

from data.reading.posting import check_posting
from data.text import Text
from features.drafts.filling import Filling

REASON = Text(zh="{why}可改为：{rewording}", en="{why} Better: {rewording}")


def doubt_unlawful(row: Filling) -> None:
    """Doubt every condition that the posting check finds; its words are in no cell of the draft."""
    for finding in check_posting(row.note.plain).findings:
        ground = finding.ground
        row.doubt("备注", finding.start, finding.end, REASON.filled(why=ground.why, rewording=ground.rewording))
        row.take(finding.start, finding.end)
