"""Two stations: one case, each sees what the member agreed to, and it is handed over without entering it again."""

from typing import Any

from api.stories.moving import move, steps, tried
from api.stories.stage import REFUSED, Party, Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

LOADED = Text(zh="谌建华去了义乌，户口在南城；两地驿站都要服务他", en="A member from Nancheng has gone to Yiwu; both stations are to serve him")
BEFORE = Text(zh="开案之前义乌驿站看他：", en="The station in Yiwu looks for him before a case is open:")
OPENED = Text(zh="南城驿站开案：本人同意让义乌看到这几栏，期限一年", en="The home station opens a case: he agrees to these fields being seen for a year")
FIELDS = Text("栏目", "field")
HOME, HOST, THIRD = Text("南城驿站", "home station"), Text("义乌驿站", "host station"), Text("东莞驿站", "a third station")
HIDDEN, ABSENT = Text("看不到", "not shown"), Text("查不到此人", "finds nobody")
SIGNED = Text(zh="义乌驿站签收，替他报上入学代办", en="The host station signs and helps with a school place")
OWN_SIGN = Text(zh="南城驿站想替对方签收：", en="The home station would sign for the other:")
TOO_EARLY = Text(zh="还没移交，义乌驿站就想改手机号：", en="Before the handover the host station would change the telephone number:")
HANDED = Text(zh="移交：记录由义乌驿站接着管，不用重新登记", en="Handed over: the host station keeps the record on, nothing is entered again")
CHANGED = Text(zh="义乌驿站改了期望薪资：{pay}；南城驿站看到的也是：{seen}", en="The host changes the pay hoped for to {pay}; the home station reads {seen}")
HOME_REFUSED = Text(zh="南城驿站这时再改：", en="The home station would change it now:")
REFERRED = Text(zh="义乌驿站就地匹配：第一名“{job}”，推荐后两站都看得到", en="The host matches on the spot: “{job}” comes first; both stations see the referral")
BOTH = Text(zh="案内记录：{station}看到推荐和帮扶{flows}件、情况{reports}条", en="Within the case {station} sees {flows} referrals or claims and {reports} reports")
RETURNED = Text(zh="他回南城了，义乌驿站交回", en="He goes home; the host station hands back")
AFTER = Text(zh="交回以后义乌驿站再看：", en="Looking again, the host station finds:")
ONE_ONLY = Text(zh="没开案的两名成员，义乌驿站一直查不到：{count}", en="The two members without a case were never shown to the host station: {count}")
AGREED = ("name", "phone", "current", "wanted", "pay", "skills")
COLUMNS = {"name": "name", "phone": "phone", "remarks": "remarks", "skills": "skills"}
NEW_PAY = "6500以上"


def tell(stage: Stage) -> dict[str, Any]:
    """Open a case with the other station, sign, hand over, serve there, and hand back."""
    home = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    host = stage.party("yiwu-station", Role.STATION, "义乌驿站", "330782")
    third = stage.party("dongguan-station", Role.STATION, "东莞驿站", "441900")
    return {"home": home, "host": host, "third": third}
