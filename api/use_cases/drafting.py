"""Drafts of whatever somebody hands in: a note, a file, a JSON Resume, a schema.org JobPosting; nothing is stored."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from data.errors import Fault, InvalidInput
from data.text import Text

INVALID = Text(zh="内容不能接受", en="this cannot be taken as it stands")
ONE_OF = Text(
    zh="其中一项：text（文字）、json_resume（JSON Resume）或 job_posting（schema.org JobPosting）",
    en="one of text (words), json_resume (JSON Resume) and job_posting (schema.org JobPosting)",
)
RESUME = Text(
    zh="JSON Resume 对象（jsonresume.org），有 basics、work、skills 等键",
    en="a JSON Resume object (jsonresume.org) with keys such as basics, work and skills",
)
POSTING = Text(
    zh="schema.org 的 JobPosting 对象，@type 为 JobPosting，有 title",
    en="a JobPosting object of schema.org: @type JobPosting, with a title",
)
EITHER = Text(f"{RESUME.zh}；或{POSTING.zh}", f"{RESUME.en}; or {POSTING.en}")
FORMS = ("json_resume", "job_posting")
Reader = Callable[[Mapping[str, object], date], dict[str, Any]]


def draft_of_file(name: str, content: bytes, today: date) -> dict[str, Any]:
    """A draft of a file, by what is in it; InvalidInput says what is wrong with the file and what would be taken."""
    from data.documents.documents import read_document, shown
    from features.drafting import draft_document

    document = read_document(name, content)
    if document.form != "json":
        return draft_document(document.text, today, document.form, document.pictures)
    value = _parsed(shown(name), document.text)
    reader = _reader(value)
    if reader is None or not isinstance(value, Mapping):
        raise InvalidInput(INVALID, (Fault(shown(name), type(value).__name__, EITHER),))
    return reader(value, today)


def draft_of_json(form: str, value: object, today: date) -> dict[str, Any]:
    """A draft of a JSON Resume (`json_resume`) or a JobPosting (`job_posting`)."""
    from data.interchange.job_posting import is_job_posting
    from data.interchange.json_resume import is_json_resume
    from features.drafting import draft_job_posting, draft_json_resume

    known, reader, accepted = {
        "json_resume": (is_json_resume, draft_json_resume, RESUME),
        "job_posting": (is_job_posting, draft_job_posting, POSTING),
    }[form]
    if not isinstance(value, Mapping) or not known(value):
        raise InvalidInput(INVALID, (Fault(f"$.{form}", type(value).__name__, accepted),))
    return reader(value, today)


def _parsed(name: str, text: str) -> object:
    import msgspec

    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        raise InvalidInput(INVALID, (Fault(name, type(error).__name__, EITHER),)) from error


def _reader(value: object) -> Reader | None:
    from data.interchange.job_posting import is_job_posting
    from data.interchange.json_resume import is_json_resume
    from features.drafting import draft_job_posting, draft_json_resume

    if is_job_posting(value):
        return draft_job_posting
    return draft_json_resume if is_json_resume(value) else None
