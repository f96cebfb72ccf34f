"""Pay as people write it: each form against what it comes to."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.reading.pay import pay_spans, read_pay, read_wish
from data.records import Pay

FACTOR = {"month": 1.0, "day": 21.75, "hour": 174.0, "week": 4.35, "year": 1 / 12}

FORMS = """
月薪四千五 4500 4500 month
四千五包吃住 4500 4500 month
4.5k-6k 4500 6000 month
四千五到六千 4500 6000 month
150元/天 150 150 day
25块一小时 25 25 hour
8万/年 80000 80000 year
底薪3000+提成 3000 - month
保底4500上不封顶 4500 - month
4500元左右 4500 4500 month
不低于5千 5000 - month
4500*13薪 4500 4500 month
试用期3000，转正4500 4500 4500 month
试用期3个月4000，转正后5000-6000 5000 6000 month
底薪3000，综合5000-8000 3000 8000 month
底薪3000+提成，月均6000 3000 - month
底薪3000+提成，月均6000-8000 3000 8000 month
月均6000 6000 - month
人均6500 6500 - month
大工300小工220 220 300 day
大工300小工220一天 220 300 day
4500/约 4500 4500 month
8000-12000/约 8000 12000 month
貳佰元一天 200 200 day
贰佰元/天 200 200 day
壹万贰仟元 12000 12000 month
四仟伍佰元 4500 4500 month
4000-6000以上 4000 - month
15k-30k·13薪 15000 30000 month
15-25K·14薪 15000 25000 month
月薪13k*15薪 13000 13000 month
1-1.5万/月 10000 15000 month
0.8-1万/月 8000 10000 month
10万以下/年 - 100000 year
100万以上/年 1000000 - year
1.5千以下/月 - 1500 month
6-8千/月 6000 8000 month
20-30万/年 200000 300000 year
15k-30k 15000 30000 month
20K-40K 20000 40000 month
4500+餐补300 4500 4500 month
4500元+全勤200+五险一金 4500 4500 month
底薪2490+加班费，综合5000-6500 2490 6500 month
4000元/月，月休四天 4000 4000 month
每天8小时，4500 4500 4500 month
时薪20-25元 20 25 hour
每小时18.5元 18.5 18.5 hour
一小时二十五 25 25 hour
一天200 200 200 day
150一天，包午饭 150 150 day
干一天一百八 180 180 day
一百五一天 150 150 day
两百块一天 200 200 day
日薪200-300元 200 300 day
200-300元/天，日结 200 300 day
200日结 200 200 day
日结200-260 200 260 day
260一个工 260 260 day
300/工 300 300 day
计件，月均5000-7000 5000 7000 month
计时18元/小时，月均6000-7000 6000 7000 month
普工4500，组长6000 4500 6000 month
学徒3000，师傅6000-8000 3000 8000 month
前三个月4000，之后5000 5000 5000 month
实习期3000元，转正4000元起 4000 - month
试用期满后5000 5000 5000 month
6000元/月(试用期5000) 6000 6000 month
税前8000 8000 8000 month
到手5000 5000 5000 month
5000-8000元（税后） 5000 8000 month
工资4500元，交五险，双休 4500 4500 month
四五千 4000 5000 month
三四千块钱 3000 4000 month
万把块 10000 10000 month
六七千 6000 7000 month
三五千一个月 3000 5000 month
三千一个月 3000 3000 month
3千块一个月 3000 3000 month
4、5千 4000 5000 month
4500-6000元/月-面议 4500 6000 month
面议（5000以上） 5000 - month
不包吃住，5000 5000 5000 month
最高8000 - 8000 month
4000起，最高8000 4000 8000 month
5000+ 5000 - month
8k+/月 8000 - month
5K以上 5000 - month
五千以上 5000 - month
五千起 5000 - month
１５０元／天 150 150 day
４５００－６０００元／月 4500 6000 month
年薪10-15万 100000 150000 year
年薪8万 80000 80000 year
8万一年 80000 80000 year
年收入10万左右 100000 100000 year
年薪12万起 120000 - year
年薪50万以上 500000 - year
5w/年 50000 50000 year
25w-35w/年 250000 350000 year
月入过万 10000 - month
底薪4000,提成2000-5000,月入8000-15000 4000 15000 month
3000-5000元/月+提成 3000 - month
4500加提成 4500 - month
4500，提成另算 4500 - month
底薪3500+计件，多劳多得，月收入6000-10000元 3500 10000 month
无责底薪4000+高提成 4000 - month
4000保底 4000 - month
底薪+提成6000-8000 6000 8000 month
底薪2200加班1.5倍，综合4500-5500 2200 5500 month
基本工资2200元+岗位工资800+绩效，综合4000-5000元 2200 5000 month
招2人，35岁以下，4500-5500，8:00-17:30，电话13800138000 4500 5500 month
小时工18 18 18 hour
工资5500左右，管吃不管住 5500 5500 month
白班180/天，夜班220/天 180 220 day
8000-1.2万 8000 12000 month
8千-1.2 8000 12000 month
1万2到1万5 12000 15000 month
一万到一万五 10000 15000 month
1.5W-2W 15000 20000 month
4500元补贴另算 4500 4500 month
每月300元餐补，工资4800 4800 4800 month
高温补贴300/月，月薪5000 5000 5000 month
4500/月 夜班补贴20/天 4500 4500 month
3000-4500元，餐补15元/天 3000 4500 month
每月4500，全勤奖300 4500 4500 month
月薪3000至4500元+餐补+房补 3000 4500 month
3500-4500/月，加班15元/小时 3500 4500 month
150元每天，加班20每小时 150 150 day
一百五十元每天 150 150 day
4K-6K/月 双休 4000 6000 month
4500-6000 五险一金 双休 4500 6000 month
5000-7000元每月 5000 7000 month
3500元至5000元 3500 5000 month
3500元/月至5000元/月 3500 5000 month
薪资范围 5000~8000 元/月 5000 8000 month
工资：4500-6000元，试用期2个月，80%工资 4500 6000 month
月综合收入5000—7000元 5000 7000 month
日薪260，月结 260 260 day
25-30/小时，一天10小时 25 30 hour
15元/时 15 15 hour
18.5元/小时+包吃住 18.5 18.5 hour
月薪不低于6000，低于6000不考虑 6000 - month
低于4500不考虑 4500 - month
月工资4500 4500 4500 month
RMB 4500 4500 4500 month
¥4500-6000 4500 6000 month
4500元人民币 4500 4500 month
薪水:4500 4500 4500 month
4500元/月/人 4500 4500 month
4500元/人/月 4500 4500 month
差不多五千 5000 5000 month
大概4500到5000 4500 5000 month
5千到6千之间 5000 6000 month
3千-4千5 3000 4500 month
送餐员，6-8元/单，月入8000-12000 8000 12000 month
8000-10000元/月（保底6000） 6000 10000 month
税後到手6500 6500 6500 month
月薪肆仟伍佰元 4500 4500 month
4,500元 4500 4500 month
4,500-6,000元/月 4500 6000 month
4500 4500 4500 month
4000～6000元 4000 6000 month
4000--6000元 4000 6000 month
¥200/天 200 200 day
5000元以内 - 5000 month
不超过6000 - 6000 month
至少4500 4500 - month
四千多 4000 5000 month
月薪4500-5500元，13薪，年底双薪 4500 5500 month
搬运工 按天算 一天一百八 180 180 day
4500 per month 4500 4500 month
25/hour 25 25 hour
底薪3000+每单2元提成 3000 - month
底薪4000，平均月收入8000 4000 - month
白班150夜班180 150 180 day
一晚上150 150 150 day
男180女150一天 150 180 day
工资面议，不低于6000 6000 - month
返费2000，工价19元/小时 19 19 hour
入职奖1000元，月薪5000-6000 5000 6000 month
月薪（元）：4000-6000 4000 6000 month
年薪 12万元-15万元 120000 150000 year
200/天-300/天 200 300 day
保底5000，综合8000以上 5000 - month
伍仟至陆仟元 5000 6000 month
３５００．００－４５００．００元 3500 4500 month
熟练工6000，学徒3500 3500 6000 month
学徒2000，三个月后4500 4500 4500 month
学徒期2000，出师4500 4500 4500 month
木工350，瓦工380，小工240 240 380 day
底薪3500+提成+奖金=6000-10000 3500 10000 month
基本工资2200+岗位工资800+绩效，月薪4500-6000 2200 6000 month
3500底薪+抽成 3500 - month
6000，年底奖金一万 6000 6000 month
參仟圓/月 3000 3000 month
早8晚6 工资5000 月休2天 5000 5000 month
周薪1500 1500 1500 week
1500元/周 1500 1500 week
每周单休 工资4800 4800 4800 month
时薪23，周结 23 23 hour
三四百一天 300 400 day
4500以上5500以下 4500 5500 month
5000-7000 yuan per month 5000 7000 month
200 yuan a day 200 200 day
at least 5000 a month 5000 - month
up to 8000 per month - 8000 month
5k-7k per month + commission 5000 - month
一千八两千 1800 2000 month
两千五三千都行 2500 3000 month
八千一万 8000 10000 month
四千5 4500 4500 month
12小时260元 260 260 day
一天10小时 240元 240 240 day
一班200,12小时 200 200 day
男工250,女工180 180 250 day
男350女160，日结工 160 350 day
日清 260-300 260 300 day
当天结账 280 280 280 day
计日380 380 380 day
日工350 350 350 day
260一个工 管饭 260 260 day
260一天管三顿 260 260 day
4500一天管两顿 4500 4500 month
22.5/H 包吃住 22.5 22.5 hour
25 yuan an hour 25 25 hour
4500休2天 4500 4500 month
4 500元 4500 4500 month
想涨到一万 10000 10000 month
现在八千想涨到一万 10000 10000 month
原来在厂里拿六千,现在五千也行 5000 5000 month
包住 无餐补 3800-4200 3800 4200 month
包吃住有社保公积金4500 4500 4500 month
社保自理 5000 5000 5000 month
房补600饭补400 工资7000 7000 7000 month
包路费 日薪300 300 300 day
含餐补共5000 5000 5000 month
三百八一天,干满一个月另加五百 380 380 day
不要低于四千 4000 - month
少说也要五千 5000 - month
不超六千 - 6000 month
伍仟元(含)以上 5000 - month
4500++ 4500 - month
5000～ 5000 - month
比原来3500高点就行 3500 - month
泥瓦匠一天三百五,帮工一百八 180 350 day
学徒2000,熟手5000-8000 2000 8000 month
年薪百万 1000000 1000000 year
全年保底7万 70000 - year
CNY 4500 monthly 4500 4500 month
4500 to 5500 per month 4500 5500 month
四千以下免谈 4000 - month
日薪700起 700 - day
两班倒一班一万一 11000 11000 month
三班三倒 4500 4500 4500 month
""".strip().splitlines()

PIECE = {
    "0.5元/件": 0.5,
    "三块五一件": 3.5,
    "5毛/件": 0.5,
    "每单5元": 5,
    "30元/课时": 30,
    "300元/亩": 300,
    "80元/平方": 80,
    "15 per piece": 15,
    "一块砖三毛五": 0.35,
    "3毛5一个": 0.35,
    "論件計酬,每件12元": 12,
}


def _expected(line: str) -> tuple[str, float | None, float | None, str]:
    text, low, high, period = line.rsplit(" ", 3)
    return text, None if low == "-" else float(low), None if high == "-" else float(high), period


@pytest.mark.parametrize("line", FORMS)
def test_a_form_of_pay_is_read(line: str) -> None:
    text, low, high, period = _expected(line)
    pay = read_pay(text)
    assert (pay.low_raw, pay.high_raw, pay.period) == (low, high, period)
    factor = FACTOR[period]
    assert pay.low == (None if low is None else pytest.approx(low * factor, abs=0.01))
    assert pay.high == (None if high is None else pytest.approx(high * factor, abs=0.01))


@pytest.mark.parametrize(("text", "rate"), PIECE.items())
def test_a_piece_rate_has_no_monthly_figure(text: str, rate: float) -> None:
    pay = read_pay(text)
    assert (pay.low, pay.high, pay.low_raw, pay.period) == (None, None, rate, "piece")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "面议",
        "包吃住",
        "五险一金，双休",
        "月休4天，8小时",
        "底薪+提成",
        "薪资待遇优厚",
        "13800138000",
        "同工同酬",
        "招20人",
        "35岁以下",
        "2018-2020年",
        "二十一天",
        "提成50元/单",
    ],
)
def test_no_sum_is_invented(text: str) -> None:
    assert (read_pay(text).low, read_pay(text).high) == (None, None)


@pytest.mark.parametrize(
    ("text", "period"), [("計件", "piece"), ("日結", "day"), ("按件计酬", "piece"), ("面议", None)]
)
def test_a_period_may_be_said_without_a_sum(text: str, period: str | None) -> None:
    assert read_pay(text).period == period


@pytest.mark.parametrize(
    ("text", "negotiable"),
    [
        ("面议", True),
        ("4500-6000可议", True),
        ("薪資面議", True),
        ("4500", None),
        ("不接受面议", False),
        ("待遇从优", True),
        ("negotiable", True),
        ("not negotiable", False),
    ],
)
def test_whether_it_may_be_talked_about(text: str, negotiable: bool | None) -> None:
    assert read_pay(text).negotiable is negotiable


@pytest.mark.parametrize(
    ("text", "floor", "low", "high"),
    [
        ("不低于5000", True, 5000, None),
        ("至少4500", True, 4500, None),
        ("4500以上", True, 4500, None),
        ("5000起", True, 5000, None),
        ("低于4500不考虑", True, 4500, None),
        ("最低4500", True, 4500, None),
        ("4500左右", False, 4500, 4500),
        ("希望5000", False, 5000, 5000),
        ("想要四五千", False, 4000, 5000),
        ("希望5000以上", False, 5000, None),
        ("最好能有5000", False, 5000, 5000),
        ("希望不低于5000", True, 5000, None),
        ("4500-6000", False, 4500, 6000),
        ("面议", False, None, None),
        ("少于5千免谈", True, 5000, None),
    ],
)
def test_a_wish_is_hard_or_soft(text: str, floor: bool, low: float | None, high: float | None) -> None:
    wish = read_wish(text)
    assert (wish.floor, wish.low, wish.high) == (floor, low, high)


def test_a_span_covers_the_sum_with_its_period() -> None:
    text = "想找个月薪４５００元／月左右的仓库活"
    ((start, end),) = pay_spans(text)
    assert text[start:end] == "４５００元／月左右"


def test_board_is_read_with_the_pay() -> None:
    pay = read_pay("4500，管吃不管住")
    assert (pay.housing, pay.meals) == (False, True)


@given(
    st.text(
        alphabet=st.sampled_from(
            "0123456789.,-~/+()万千百十一二两三五kKwW元块天月年时以上下起薪底提成综合试用转正约 左右面议包吃住件"
        )
    )
)
def test_no_text_of_the_trade_stops_it(text: str) -> None:
    pay = read_pay(text)
    assert pay.low is None or pay.high is None or pay.low <= pay.high


@given(st.text())
def test_no_text_at_all_stops_it(text: str) -> None:
    read_wish(text)
    list(pay_spans(text))


def test_a_long_text_is_read_in_bounded_time() -> None:
    for seed in ("1,", "一天", "4500元/月+提成 ", "(", "试用", " "):
        read_pay((seed * 100_000)[:100_000])


def _plain(pay: Pay) -> str:
    """The same in the plainest words: 4500-6000元/月，面议，包住，不包吃."""
    unit = {"month": "月", "day": "天", "hour": "小时", "week": "周", "year": "年", "piece": "件"}.get(pay.period or "", "")
    ends = ["" if end is None else f"{end:.4f}".rstrip("0").rstrip(".") for end in (pay.low_raw, pay.high_raw)]
    if not any(ends):
        told = {"piece": "计件", "day": "日结"}.get(pay.period or "", "")
    elif all(ends):
        told = f"{ends[0]}-{ends[1]}元/{unit}" if ends[0] != ends[1] else f"{ends[0]}元/{unit}"
    else:
        told = f"{ends[0]}元/{unit}以上" if ends[0] else f"{ends[1]}元/{unit}以下"
    terms = ((pay.negotiable, "面议", "不面议"), (pay.housing, "包住", "不包住"), (pay.meals, "包吃", "不包吃"))
    said = [yes if value else no for value, yes, no in terms if value is not None]
    return "，".join(filter(None, (told, *said)))


WORDS = "底薪 提成 综合 试用 转正 面议 包吃住 不包吃 四千五 一千八两千 260 4500 6-8千 12小时 一天 元/时 每件2元 以上 左右 起 , 万 计件 日结 年薪 / 工资 +".split()


@given(st.lists(st.sampled_from(WORDS), max_size=7).map("".join))
def test_what_was_read_reads_the_same_once_written_plainly(text: str) -> None:
    pay = read_pay(text)
    assume(max(pay.low_raw or 0, pay.high_raw or 0) < 10_000_000)
    again = read_pay(_plain(pay))
    assert replace(again, text="") == replace(pay, text="")


@given(st.integers(1000, 90_000), st.integers(0, 20_000))
def test_reading_is_idempotent_on_its_own_canonical_form(low: int, more: int) -> None:
    first = read_pay(f"{low}-{low + more}元/月")
    again = read_pay(f"{first.low:g}-{first.high:g}元/月" if first.high and first.high < 1e6 else "")
    assert (first.low, first.high) == (again.low, again.high) == (low, low + more)
