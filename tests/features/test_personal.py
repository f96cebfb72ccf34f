"""What people tell of themselves beyond the record is taken out of a résumé, and what only sounds alike stays."""

import pytest

from features.resumes.personal import without_personal

ABOVE = "姓名：王小雁\n求职意向：焊工\n自我评价"
TOLD = [
    "民族 畲族", "我是苗族人", "少数民族（瑶族）", "宗教信仰 无", "我信基督", "每周去教堂做礼拜", "政治面貌 中共预备党员", "2008年6月加入中国共产党",
    "我是一名老党员", "婚姻：离异带一孩", "刚结婚没多久", "离过婚", "丈夫去世", "单亲妈妈", "有两个小孩要照顾", "小孩三岁", "儿子在读高三", "怀孕三个月",
    "哺乳期", "做过胃切除手术", "有轻微高血压", "乙肝小三阳", "腰不太好", "左手残疾二级", "残疾证三级", "听力三级残疾", "身高1米72", "1米65，110斤",
    "172CM/65KG", "体重 130", "身份证 36253219900307456X", "身份证号362532 19900307 4567", "护照E12345678",
    "邮箱 a.b@c.com", "邮箱：ab c@qq.com", "微信同号", "微信 wang_88", "QQ 12345678", "Wechat: abc12345",
    "出生 1990.3.7", "1990/03/07出生", "90年3月生", "一九八八年五月出生", "属龙", "今年35", "35周岁", "三十五岁", "我35了",
    "女性，85后", "男士", "性别 女", "Female, 35", "Age 35", "Born in 1990", "Christian", "Party member",
    "Communist Party member", "Han nationality", "Ethnic: Hui", "Height: 175cm", "父亲王大山是村支书", "母亲：李桂兰",
    "我老公在工地干活", "爱人姓名 张某", "父母身体不好", "家有八十岁老母", "血型 A", "O型血", "视力5.0", "色觉正常", "兵役 已服",
    "http://a.cn/x",
]  # fmt: skip
SOUNDS_ALIKE = [
    "有健康证", "健康管理师", "卖女装", "妇幼护理", "男装裁剪", "搬运25公斤", "服务残疾人三年", "给老人量血压", "儿童保育", "少儿英语", "做过党建展板",
    "民族团结小学代课", "家庭教育指导师", "婚庆主持", "婚纱摄影", "会讲畲话", "体重秤组装", "带过两个徒弟", "生产主管", "2015年生产线领班", "35岁以下优先",
    "三胎月嫂经验", "照顾三个孩子的饮食", "接送两个孩子上学", "照护偏瘫、糖尿病老人", "现场高温作业", "女工管理", "单位地址：南昌", "视力检测设备", "教堂修缮工程",
    "道路工程", "回族餐厅厨师", "护理高血压老人",
]  # fmt: skip


@pytest.mark.parametrize("words", TOLD)
def test_nothing_of_it_is_left(words: str) -> None:
    kept = without_personal(f"{ABOVE}\n{words}")
    assert kept.text.removeprefix(ABOVE).strip("\n :：，、（）我是") == "" and kept.left_out


@pytest.mark.parametrize("words", SOUNDS_ALIKE)
def test_it_stays_as_it_is(words: str) -> None:
    kept = without_personal(f"{ABOVE}\n{words}")
    assert kept.text == f"{ABOVE}\n{words}" and not kept.left_out


@pytest.mark.parametrize(
    ("words", "left"),
    [("家住南城县建昌镇胜利路88号3栋502", "家住南城县建昌镇"), ("住址：盱江镇建国西路12号", "住址：盱江镇"), ("退役士官，中共党员", "退役士官"),
     ("现住址：温州市瓯海区郭溪街道曹埭村育才路12号", "现住址：温州市瓯海区郭溪街道曹埭村"), ("备注：眼睛不太好，做事踏实", "备注：做事踏实")],
)  # fmt: skip
def test_the_rest_of_the_line_stays(words: str, left: str) -> None:
    assert without_personal(f"{ABOVE}\n{words}").text == f"{ABOVE}\n{left}"
