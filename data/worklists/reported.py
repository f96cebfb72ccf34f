"""What a member can report and by which way it came in: kinds and days, never places."""

from enum import StrEnum

from data.text import Text


class ReportKind(StrEnum):
    """What a member said."""

    CONTACT = "contact"
    ARRIVED = "arrived"
    LEFT = "left"
    SETTLED = "settled"
    MOVED = "moved"
    HIRED = "hired"
    LEFT_JOB = "left_job"


class ReportWay(StrEnum):
    """How the station and the member spoke."""

    VISIT = "visit"
    PHONE = "phone"
    WECHAT = "wechat"
    COUNTER = "counter"


KIND_LABELS: dict[ReportKind, Text] = {
    ReportKind.CONTACT: Text(zh="联系过", en="spoken with"),
    ReportKind.ARRIVED: Text(zh="到了本地", en="arrived"),
    ReportKind.LEFT: Text(zh="离开本地", en="left"),
    ReportKind.SETTLED: Text(zh="稳定下来", en="settled"),
    ReportKind.MOVED: Text(zh="搬动了", en="moved"),
    ReportKind.HIRED: Text(zh="上岗了", en="hired"),
    ReportKind.LEFT_JOB: Text(zh="离职了", en="left the job"),
}
WAY_LABELS: dict[ReportWay, Text] = {
    ReportWay.VISIT: Text(zh="走访", en="visit"),
    ReportWay.PHONE: Text(zh="电话", en="phone"),
    ReportWay.WECHAT: Text(zh="微信", en="WeChat"),
    ReportWay.COUNTER: Text(zh="窗口", en="counter"),
}
