"""Words about who somebody is, not what they can do: made neutral before anything is linked or compared."""

import re

NEUTRAL = "人员"
CALLED = re.compile("阿姨|大姨|大叔|大姐|大哥|大妈|大爷|大嫂|小妹|小哥|小姐|先生|女士|男士|妹子|靓女|靓仔|帅哥|美女|女工|男工|女生|男生|女性|男性")
SERVED = "工作|沟通|动员|接待|诉求|文化|文艺|文体|体育|演员|团体|服务|帮扶|护理|康复"
"""After these a kind of people is whom the work is for, not who somebody is."""

LEFT_OUT = re.compile(
    r"小伙子?|姑娘|[男女](?=月嫂|保安|服务员|司机|护工|普工|员工|主播|厨师|店员|营业员|文员|操作工|会计|教师|老师|护士|焊工|电工|保洁)"
    r"|(?:男女)?(?:\d{2}|[一二三四五六七]?十[一二三四五六七八九]?)(?:周?岁)(?:以[上下内])?|年轻人|年轻|(?:19|20)?\d0后"
    r"|(?:汉|回|壮|苗|藏|满|彝|侗|瑶|白|傣|黎|畲|羌|土|水(?!族养护|族馆)|维吾尔|蒙古|土家|布依|哈尼|朝鲜|哈萨克|仡佬|仫佬|毛南|纳西|拉祜|东乡|锡伯)族"
    r"|中共党员|党员|团员|信(?:佛|教)|基督徒|已婚|未婚|离异|离婚(?!官司)|单身|丧偶|已育|未育|宝妈"
    rf"|(?<!走访)(?<!联系)(?<!发动)(?<!动员)群众(?!{SERVED})|(?<=面貌)群众|(?<=面貌[:：])群众"
    rf"|残疾(?!人(?:{SERVED}|养护|辅助性就业|座车))人?"
)


def impersonal(text: str) -> str:
    """The text with forms of address made alike and words of sex, age, origin, belief and family blanked.

    It keeps its length, so that spans stay where they were. 女装 or 妇幼 are about goods and places and stay.
    """
    called = CALLED.sub(NEUTRAL, text)
    return LEFT_OUT.sub(lambda match: " " * len(match[0]), called)
