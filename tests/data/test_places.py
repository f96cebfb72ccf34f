"""How places are read: the forms that people write, and the words that are no place."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.places import find_places, read_place, read_places
from data.reference.latin_names import latin_names
from data.reference.regions import full_name, lineage, regions

CELLS = [
    # full, short and run together
    ("江西省抚州市南城县", "江西省抚州市南城县"),
    ("江西南城", "江西省抚州市南城县"),
    ("江西-抚州-南城", "江西省抚州市南城县"),
    ("南城浔溪", "江西省抚州市南城县"),
    ("常熟莫城", "江苏省苏州市常熟市"),
    ("苏州吴江", "江苏省苏州市吴江区"),
    ("重庆永川", "重庆市永川区"),
    ("成都双流", "四川省成都市双流区"),
    ("浦城县万安乡吴山村", "福建省南平市浦城县"),
    ("北京海淀区 紫竹院路69号", "北京市海淀区"),
    ("大连 大连", "辽宁省大连市"),
    ("南京江宁区 江宁区利源南路55号", "江苏省南京市江宁区"),
    ("济南市中区 大观园附近", "山东省济南市市中区"),
    ("青岛市北区", "山东省青岛市市北区"),
    ("南京市区", "江苏省南京市"),
    ("南昌县", "江西省南昌市南昌县"),
    ("广东东莞长安镇", "广东省东莞市"),
    ("湖北仙桃", "湖北省仙桃市"),
    ("景宁", "浙江省丽水市景宁畲族自治县"),
    ("西双版纳", "云南省西双版纳傣族自治州"),
    ("南昌市(西湖区)", "江西省南昌市西湖区"),
    ("武汉市武昌区中南路付家坡", "湖北省武汉市武昌区"),
    ("赣", "江西省"),
    ("香港中環花園道3號", "香港特别行政区"),
    # traditional, invisible and full-width signs
    ("江蘇蘇州", "江苏省苏州市"),
    ("廣州市花都區獅嶺鎮金獅東路28號", "广东省广州市花都区"),
    ("江西\u200b南城", "江西省抚州市南城县"),
    ("江西　南城", "江西省抚州市南城县"),
    # ended and renamed
    ("徐州市九里区", "江苏省徐州市泉山区"),
    ("杭州下城区", "浙江省杭州市拱墅区"),
    ("上海闸北", "上海市静安区"),
    ("襄樊", "湖北省襄阳市"),
    ("湖南株洲县", "湖南省株洲市渌口区"),
    ("天津塘沽", "天津市滨海新区"),
    ("江西赣县", "江西省赣州市赣县区"),
    ("四川郫县", "四川省成都市郫都区"),
    ("山东省 莱芜市 莱城区", "山东省济南市莱芜区"),
    # zones
    ("苏州工业园区东长路18号", "江苏省苏州市"),
    ("浦东张江高科", "上海市浦东新区"),
    ("武汉东湖高新区", "湖北省武汉市"),
    ("青岛西海岸新区", "山东省青岛市黄岛区"),
    ("雄安新区", "河北省保定市"),
    # towns lead to their county
    ("鼓楼区五凤街道", "福建省福州市鼓楼区"),
    ("中山小榄", "广东省中山市"),
    ("杨舍镇河西路88号", "江苏省苏州市张家港市"),
    ("深圳沙井", "广东省深圳市宝安区"),
    ("扎佐镇", "贵州省贵阳市修文县"),
    ("浙江义乌佛堂镇", "浙江省金华市义乌市"),
    # names that one place inside another shares with it: the larger one is sure
    ("四川凉山布拖", "四川省凉山彝族自治州布拖县"),
    ("大同云州", "山西省大同市云州区"),
    ("唐山路南", "河北省唐山市路南区"),
    ("恩施", "湖北省恩施土家族苗族自治州"),
    ("吉林", "吉林省"),
    ("吉林市", "吉林省吉林市"),
    ("海南", "海南省"),
    ("西安", "陕西省西安市"),
    # shared by places far apart
    ("河北桥西区", "河北省"),
    ("鼓楼区", None),
    ("朝阳区", None),
    ("朝阳", None),
    ("通州", None),
    ("和平", None),
    ("通州 北京", "北京市通州区"),
    # roads, buildings, schools and towns that bear a place's name
    ("西藏北路", None),
    ("南京路", None),
    ("上海路", None),
    ("大连北路与兴凯路交口", None),
    ("江西大厦3楼", None),
    ("开发区上海路南现代路西", None),
    ("上海市黄浦区南京东路300号", "上海市黄浦区"),
    ("中山大学", None),
    ("历山路74-1号山东地矿大厦13层", None),
    ("青阳镇振阳路25号", None),
    # set apart, by nickname, by part of a province, by one character
    ("广 东 省 惠 州 市", "广东省惠州市"),
    ("蓉城", "四川省成都市"),
    ("苏北沭阳", "江苏省宿迁市沭阳县"),
    ("赣南于都", "江西省赣州市于都县"),
    ("皖北", "安徽省"),
    ("在沪打工", "上海市"),
    ("会说闽南话", None),
    ("浙江义乌国际商贸城", "浙江省金华市义乌市"),
    ("工业园区胜浦镇", "江苏省苏州市"),
    # under the city that once governed it
    ("资阳简阳", "四川省成都市简阳市"),
    ("安庆市枞阳县", "安徽省铜陵市枞阳县"),
    ("余杭临平", "浙江省杭州市临平区"),
    ("四川重庆合川", "重庆市合川区"),
    # zones over several counties
    ("上海漕河泾开发区桂平路", "上海市"),
    ("北京亦庄经济开发区", "北京市"),
    ("北京亦庄", "北京市大兴区"),
    # where the work is before what stands beside it; what is refused is not meant
    ("公司总部上海，工作地点：苏州吴江", "江苏省苏州市吴江区"),
    ("总部在北京，工作地点在河北香河", "河北省廊坊市香河县"),
    ("我在昆山，想回江西", "江苏省苏州市昆山市"),
    ("南城周边", "江西省抚州市南城县"),
    ("面试地点南京，上班地点芜湖市弋江区", "安徽省芜湖市弋江区"),
    ("不去东莞，去佛山顺德", "广东省佛山市顺德区"),
    ("不去东莞", None),
    ("新疆大盘鸡店（常州武进）", "江苏省常州市武进区"),
    # Latin letters
    ("Nancheng County", "江西省抚州市南城县"),
    ("Suzhou, Jiangsu", "江苏省苏州市"),
    ("Suzhou, Anhui", "安徽省宿州市"),
    ("Suzhou", None),
    ("Chaoyang District, Beijing", "北京市朝阳区"),
    ("Gulou District, Nanjing", "江苏省南京市鼓楼区"),
    ("guangdong foshan", "广东省佛山市"),
    ("Xi'an", "陕西省西安市"),
    ("Inner Mongolia", "内蒙古自治区"),
    ("No. 88 Nanjing Road, Qingdao", "山东省青岛市"),
    ("Chang'an Town, Dongguan", "广东省东莞市"),
    ("Jinzhou, Liaoning", "辽宁省锦州市"),
    ("Nanchang County, Nanchang", "江西省南昌市南昌县"),
    ("a mile away", None),
    ("SOHO B座", None),
    # a part of a town, an old town, a zone by its short name
    ("南城老城区", "江西省抚州市南城县"),
    ("地点南城老城区", "江西省抚州市南城县"),
    ("南城县城", "江西省抚州市南城县"),
    ("洛阳老城区", "河南省洛阳市老城区"),
    ("西安新城", "陕西省西安市新城区"),
    ("云南大理古城", "云南省大理白族自治州大理市"),
    ("凤凰古城", "湖南省湘西土家族苗族自治州凤凰县"),
    # towns without 镇, at the start of an address or before a road
    ("大沥博爱东路33号", "广东省佛山市南海区"),
    ("开平长沙虹桥路", "广东省江门市开平市"),
    ("横岗六约社区", "广东省深圳市龙岗区"),
    ("虎门", "广东省东莞市"),
    ("闽侯上街", "福建省福州市闽侯县"),
    ("东三环中路1号", None),
    ("东直门南大街5号", None),
    ("工业园区新昌路28号", None),
    ("科技园科苑路15号", None),
    ("广州市珠江新城华夏路8号", "广东省广州市"),
    # under a province or county that governed them once
    ("四川巫山", "重庆市巫山县"),
    ("四川省涪陵市", "重庆市涪陵区"),
    ("浙江苍南龙港镇", "浙江省温州市龙港市"),
    ("云南路南县", "云南省昆明市石林彝族自治县"),
    ("新疆生产建设兵团石河子", "新疆维吾尔自治区石河子市"),
    ("丹阳食品有限公司上海办事处", "上海市"),
    # misspelled
    ("小揽", "广东省中山市"),
    ("江苏苏洲", "江苏省苏州市"),
    ("安徽毫州", "安徽省亳州市"),
    ("东筦", "广东省东莞市"),
    # two counties of a city without a sign between
    ("厦门思明湖里", "福建省厦门市"),
    ("江苏沭阳泗阳宿迁", "江苏省宿迁市"),
    ("厦门集美杏林", "福建省厦门市集美区"),
    ("永康市武义县经济开发区", "浙江省金华市永康市"),
    ("深圳关外龙华", "广东省深圳市龙华区"),
    # nothing
    ("沪苏浙", None),
    ("", None),
    ("1", None),
    ("不限", None),
    ("全国", None),
    ("面议", None),
]


@pytest.mark.parametrize(("cell", "name"), CELLS)
def test_a_cell_is_read_as_deep_as_it_is_sure(cell: str, name: str | None) -> None:
    place = read_place(cell)
    assert (full_name(place.code) if place.code else None) == name
    assert place.level == (regions()[place.code].level if place.code else None)


@pytest.mark.parametrize(
    ("cell", "near", "code"),
    [
        ("县城", "361021", "361021"),
        ("本县", "361021", "361021"),
        ("家门口", "361021", "361021"),
        ("老家", "361021", "361021"),
        ("市区", "361021", "361000"),
        ("本市", "361000", "361000"),
        ("市区", "320583", "320583"),
        ("省内", "361021", "360000"),
        ("县城", None, None),
        ("县城", "999999", None),
        ("浔溪", "361021", "361021"),
        ("浔溪", None, None),
        ("鼓楼区", "350100", "350102"),
        ("朝阳区", "110105", "110105"),
        ("南城", "361000", "361021"),
        ("南城", "441900", "441900"),
        ("南城", None, "361021"),
        ("城关镇", "341222", "341222"),
        ("本县", "330103", "330105"),
        ("南城工业园区", "361021", "361021"),
        ("南城工业园区", None, None),
        ("厚街", "441900", "441900"),
        ("西藏北路", "540000", None),
    ],
)
def test_where_somebody_is_makes_a_place_surer(cell: str, near: str | None, code: str | None) -> None:
    assert read_place(cell, near).code == code


def test_what_stays_unsure_is_told_with_its_candidates() -> None:
    assert read_place("河北桥西区").candidates == ("130104", "130703")
    assert read_place("鼓楼区").candidates == ("320106", "320302", "350102", "410204")
    assert read_place("江浙沪").candidates == ("310000", "320000", "330000")
    assert read_place("江西南城").candidates == ()


NOTES = [
    ("王某，南城浔溪人，现住县城，之前开小店亏了", [("南城浔溪", "361021"), ("县城", "361021")]),
    (
        "江西抚州南城县人，在广东东莞长安镇电子厂上班，想回老家",
        [("江西抚州南城县", "361021"), ("广东东莞长安镇", "441900"), ("老家", "361021")],
    ),
    ("为人大方，和平相处，老家贵州大方，在东莞打工", [("贵州大方", "520521"), ("东莞", "441900")]),
    ("去过深圳、广州和昆山打工", [("深圳", "440300"), ("广州", "440100"), ("昆山", "320583")]),
    ("她住在上海路附近", []),
    ("户籍河南周口，现居郑州新郑", [("河南周口", "411600"), ("郑州新郑", "410184")]),
    ("抚州东乡人，在福建晋江做鞋", [("抚州东乡", "361003"), ("福建晋江", "350582")]),
    ("湘西凤凰人，凤凰古城开民宿", [("湘西凤凰", "433123")]),
    ("高县人，县城有房", [("高县", "511525"), ("县城", "511525")]),
    ("在昆山打工，老家南城，想回县城", [("昆山", "320583"), ("南城", "361021"), ("县城", "361021")]),
    ("海南三亚酒店服务员", [("海南三亚", "460200")]),
    ("江蘇崑山做過，想回江西", [("江蘇崑山", "320583"), ("江西", "360000")]),
    ("会合作，肯互助，资源多，交通方便，高台作业证", []),
    ("喜欢吃兰州拉面、沙县小吃、重庆火锅，做过川菜", []),
    ("在阿里巴巴做过客服，中山大学毕业", []),
    ("在东方饭店上班，住和平小区", []),
    ("开小店，公安局旁边，比如卖米粉", []),
    ("住城南，在城东菜市场卖菜", []),
    ("年龄大了，想安定，长期住厂，红旗手", []),
    ("想回老家县城", []),
]


@pytest.mark.parametrize(("note", "places"), NOTES)
def test_a_note_gives_every_place_and_nothing_else(note: str, places: list[tuple[str, str]]) -> None:
    found = find_places(note)
    assert [(place.text, place.code) for place in found] == places
    assert all(note[place.start : place.end] == place.text for place in found)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("南城、昆山或县城", ["361021", "320583", "361021"]),
        ("南昌或抚州都行", ["360100", "361000"]),
        ("深圳 深圳", ["440300"]),
        ("广东深圳；江西抚州南城", ["440300", "361021"]),
        ("江浙沪", [None]),
        ("市区/周边", ["361000"]),
        ("和平或南城", [None, "361021"]),
        ("不限", []),
        ("", []),
    ],
)
def test_a_cell_may_name_several_places(cell: str, codes: list[str | None]) -> None:
    found = read_places(cell, near="361021")
    assert [place.code for place in found] == codes
    assert all(cell[place.start : place.end] == place.text for place in found)


def test_near_resolves_the_relative_words_of_a_note() -> None:
    found = find_places("本县或南昌都行，市区也可以", near="361021")
    assert [(place.text, place.code) for place in found] == [
        ("本县", "361021"),
        ("南昌", "360100"),
        ("市区", "361000"),
    ]


def test_the_span_of_a_cell_is_what_names_the_place() -> None:
    place = read_place("现居：江西\u200b南城 建昌大道")
    assert "现居：江西\u200b南城 建昌大道"[place.start : place.end] == "江西\u200b南城"
    assert place.text == "现居：江西\u200b南城 建昌大道"


def test_every_standing_division_is_read_from_its_full_name() -> None:
    for code, region in regions().items():
        if region.active:
            assert read_place(full_name(code)).code == code, full_name(code)


def test_every_standing_division_has_a_name_in_latin_letters() -> None:
    standing = {code for code, region in regions().items() if region.active}
    assert frozenset().union(*latin_names().values()) == standing


def test_latin_names_from_small_to_large_are_read() -> None:
    names = {code: name.title() for name, codes in latin_names().items() for code in codes}
    asked = [code for code, region in regions().items() if region.active]
    wrong = [code for code in asked if read_place(", ".join(names[area] for area in lineage(code))).code != code]
    assert len(wrong) <= 60, wrong


def test_the_short_names_run_together_are_read_too() -> None:
    wrong = []
    for code, region in regions().items():
        if region.active and region.level == "county" and region.parent is not None:
            around = regions()[region.parent].short
            same = region.short.removesuffix("县") == around
            if not same and read_place(around + region.short).code != code:
                wrong.append(around + region.short)
    assert len(wrong) <= 10, wrong


@pytest.mark.parametrize(
    "hostile",
    [
        "南城" * 5000,
        "中山" * 5000 + "路",
        "江西" + " " * 9000 + "南城",
        "鼓楼区" * 4000,
        "\ud800江西",
        "\x00",
        "𠀀" * 500,
    ],
)
def test_hostile_text_is_read_in_bounded_time(hostile: str) -> None:
    read_place("浔溪乡")
    started = time.perf_counter()
    read_place(hostile)
    find_places(hostile)
    assert time.perf_counter() - started < 2


FRAGMENTS = "江西 抚州 南城 老城区 苏州 昆山 吴江 厦门思明湖里 广东 大沥 博爱东路33号 四川 巫山 关外 的 县 市 区 镇 路 、 / 12 新城 古城 杏林 虎门".split()


@given(st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join)))
def test_no_text_stops_it_and_what_was_read_is_read_again_from_its_full_name(text: str) -> None:
    place = read_place(text)
    read_places(text)
    find_places(text)
    if place.code:
        assert read_place(full_name(place.code)).code == place.code
