"""The enumerations of the domain, each member with the words people use for it."""

from enum import IntEnum, StrEnum

from data.text import Text


class Intent(StrEnum):
    """What a member wants."""

    WORK = "work"
    LEAD = "lead"
    INVEST = "invest"
    ADVISE = "advise"
    VOLUNTEER = "volunteer"
    ASSIST = "assist"
    MENTOR = "mentor"


class Track(StrEnum):
    """An intent paired with the kind of opportunity it meets; each has its own scorecard."""

    WORK = "work"
    LEAD = "lead"
    INVEST = "invest"
    ADVISE = "advise"
    VOLUNTEER = "volunteer"
    ASSIST = "assist"
    MENTOR = "mentor"


class Education(IntEnum):
    """Completed schooling; a larger number is more of it."""

    PRIMARY = 1
    JUNIOR = 2
    SENIOR = 3
    COLLEGE = 4
    BACHELOR = 5
    MASTER = 6
    DOCTOR = 7


class NeedKind(StrEnum):
    """What a hometown project needs."""

    CAPITAL = "capital"
    LEADER = "leader"
    TECHNIQUE = "technique"
    CHANNEL = "channel"
    TALENT = "talent"


class ServiceKind(StrEnum):
    """What kind of matter a service is."""

    MATTER = "matter"
    VOLUNTEERING = "volunteering"
    TRAINING = "training"
    LEGAL_AID = "legal_aid"
    SCHOOLING = "schooling"
    POLICY_ADVICE = "policy_advice"
    WAGE_ADVANCE = "wage_advance"
    PAIRING = "pairing"
    OTHER = "other"


class Involvement(StrEnum):
    """How an investor wants to take part."""

    MONEY_ONLY = "money_only"
    TAKE_PART = "take_part"
    TAKE_LEAD = "take_lead"


class ClaimMode(StrEnum):
    """Whether one member may take several matters, or several members share one."""

    ONE_TAKES_SEVERAL = "one_takes_several"
    SEVERAL_TAKE_ONE = "several_take_one"


class PairingWish(StrEnum):
    """Which side of a pairing a member would be."""

    GIVE = "give"
    RECEIVE = "receive"


class Role(StrEnum):
    """What an organisation is, and so what its key may do."""

    STATION = "station"
    EMPLOYER = "employer"
    HOMETOWN_OFFICE = "hometown_office"
    ADMINISTRATOR = "administrator"


class ReferralState(StrEnum):
    """Where a referral stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    SENT = "sent"
    INTERVIEW = "interview"
    OFFERED = "offered"
    HIRED = "hired"
    STAYED_30 = "stayed_30"
    STAYED_90 = "stayed_90"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ConsentPurpose(StrEnum):
    """What a member agreed that the record may be used for."""

    MATCHING = "matching"
    DISCLOSURE = "disclosure"


class RecordKind(StrEnum):
    """The kinds of record that a sheet or a draft can hold."""

    MEMBER = "member"
    OPENING = "opening"
    NEED = "need"
    SERVICE = "service"


INTENT_WORDS: dict[str, Intent] = {
    "求职": Intent.WORK,
    "返乡": Intent.LEAD,
    "投资": Intent.INVEST,
    "出谋": Intent.ADVISE,
    "服务": Intent.VOLUNTEER,
    "求助": Intent.ASSIST,
    "结对": Intent.MENTOR,
}
NEED_WORDS: dict[str, NeedKind] = {
    "资金": NeedKind.CAPITAL,
    "带头人": NeedKind.LEADER,
    "技术": NeedKind.TECHNIQUE,
    "销路": NeedKind.CHANNEL,
    "人才": NeedKind.TALENT,
}
SERVICE_WORDS: dict[str, ServiceKind] = {
    "实事认领": ServiceKind.MATTER,
    "志愿服务": ServiceKind.VOLUNTEERING,
    "技能培训": ServiceKind.TRAINING,
    "法律援助": ServiceKind.LEGAL_AID,
    "子女入学": ServiceKind.SCHOOLING,
    "政策咨询": ServiceKind.POLICY_ADVICE,
    "工资借支": ServiceKind.WAGE_ADVANCE,
    "结对帮带": ServiceKind.PAIRING,
    "其他": ServiceKind.OTHER,
}
INVOLVEMENT_WORDS: dict[str, Involvement] = {
    "只出资": Involvement.MONEY_ONLY,
    "参与经营": Involvement.TAKE_PART,
    "牵头": Involvement.TAKE_LEAD,
}
INVOLVEMENT_LABELS: dict[Involvement, Text] = {
    Involvement.MONEY_ONLY: Text(zh="只出资", en="put in money alone"),
    Involvement.TAKE_PART: Text(zh="参与经营", en="take part in running it"),
    Involvement.TAKE_LEAD: Text(zh="牵头", en="take the lead"),
}
CLAIM_WORDS: dict[str, ClaimMode] = {
    "一人多领": ClaimMode.ONE_TAKES_SEVERAL,
    "多人一领": ClaimMode.SEVERAL_TAKE_ONE,
}
ROLE_LABELS: dict[Role, Text] = {
    Role.STATION: Text(zh="station（驿站）", en="station"),
    Role.EMPLOYER: Text(zh="employer（用人单位）", en="employer"),
    Role.HOMETOWN_OFFICE: Text(zh="hometown_office（家乡部门）", en="hometown_office"),
    Role.ADMINISTRATOR: Text(zh="administrator（管理员）", en="administrator"),
}
NEED_LABELS: dict[NeedKind, Text] = {
    NeedKind.CAPITAL: Text(zh="资金", en="capital"),
    NeedKind.LEADER: Text(zh="带头人", en="a leader"),
    NeedKind.TECHNIQUE: Text(zh="技术", en="technique"),
    NeedKind.CHANNEL: Text(zh="销路", en="a sales channel"),
    NeedKind.TALENT: Text(zh="人才", en="talent"),
}
SERVICE_LABELS: dict[ServiceKind, Text] = {
    ServiceKind.MATTER: Text(zh="实事认领", en="matter to claim"),
    ServiceKind.VOLUNTEERING: Text(zh="志愿服务", en="volunteering"),
    ServiceKind.TRAINING: Text(zh="技能培训", en="training"),
    ServiceKind.LEGAL_AID: Text(zh="法律援助", en="legal aid"),
    ServiceKind.SCHOOLING: Text(zh="子女入学", en="schooling"),
    ServiceKind.POLICY_ADVICE: Text(zh="政策咨询", en="policy advice"),
    ServiceKind.WAGE_ADVANCE: Text(zh="工资借支", en="wage advance"),
    ServiceKind.PAIRING: Text(zh="结对帮带", en="pairing"),
    ServiceKind.OTHER: Text(zh="其他", en="other"),
}
EDUCATION_LABELS: dict[Education, Text] = {
    Education.PRIMARY: Text(zh="小学", en="primary school"),
    Education.JUNIOR: Text(zh="初中", en="junior secondary"),
    Education.SENIOR: Text(zh="高中/中专", en="senior secondary"),
    Education.COLLEGE: Text(zh="大专", en="college diploma"),
    Education.BACHELOR: Text(zh="本科", en="bachelor"),
    Education.MASTER: Text(zh="硕士", en="master"),
    Education.DOCTOR: Text(zh="博士", en="doctorate"),
}
TRACK_LABELS: dict[Track, Text] = {
    Track.WORK: Text(zh="求职", en="work"),
    Track.LEAD: Text(zh="返乡带头", en="come home to lead"),
    Track.INVEST: Text(zh="投资", en="invest"),
    Track.ADVISE: Text(zh="出谋", en="advise"),
    Track.VOLUNTEER: Text(zh="服务", en="volunteer"),
    Track.ASSIST: Text(zh="求助", en="assist"),
    Track.MENTOR: Text(zh="结对", en="mentor"),
}
