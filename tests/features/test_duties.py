"""What duty texts ask for: the work of every trade, and not what they only tell; and skill cells word by word."""

import csv
from pathlib import Path

import pytest

from data.records import Phrase
from features.duties import asked
from features.linking import find
from features.profiles.linked import mentions
from tests.bench import duties
from tests.bench.public import needs_real

LABELS = Path(__file__).with_name("skill_labels.csv")

TRADES = [
    ("负责厂区大门值守、来访登记、车辆指挥和夜间巡逻，会用灭火器。", "security.guarding security.gate_control security.traffic_guidance security.night_patrol security.extinguisher"),
    ("照顾产妇和新生儿，会做月子餐、给宝宝洗澡抚触，有母婴护理经验优先。", "care.maternal_care cooking.confinement_meal care.baby_bathing care.newborn_care"),
    ("从事二保焊、氩弧焊操作，看得懂图纸。", "factory.co2_welding factory.argon_arc_welding building.blueprint"),
    ("负责楼道、电梯和外围卫生，清运垃圾，会开洗地机者优先。", "property.cleaning property.waste_collection care.floor_care"),
    ("照顾瘫痪老人，喂饭、翻身，有养老护理经验。", "care.disabled_care care.feeding_assist care.bed_turning care.elder_care"),
    ("炒菜、切配，会做赣菜。", "cooking.chinese cooking.prep cooking.jiangxi"),
    ("踩平车做羽绒服，会四线、打边。", "textile.lockstitch textile.down_jacket textile.overlock"),
    ("仓库收发货、盘点、开叉车，会用电脑录单。", "logistics.warehouse logistics.inventory logistics.forklift office.office_software office.data_entry"),
    ("贴瓷砖、砌墙、抹灰。", "building.tiling building.masonry building.plastering"),
    ("看护1岁宝宝，做辅食，陪玩早教，做简单家务。", "care.infant_care care.baby_food care.early_education care.house_cleaning"),
    ("负责餐厅点餐、上菜、收拾桌面。", "hospitality.waiter hospitality.food_runner"),
    ("在超市理货、收银、补货。", "retail.stocking retail.cashier"),
    ("大棚蔬菜种植，浇水施肥、打药、采摘。", "farming.greenhouse farming.fertilizing farming.plant_protection farming.fruit_pick"),
    ("养猪场饲养员，负责喂料、清粪、防疫接种、接产。", "breeding.pig breeding.feeding breeding.barn_clean breeding.vaccination breeding.sow"),
    ("操作数控车床，会调机编程，能看图纸、用卡尺测量。", "factory.cnc_lathe factory.cnc_programming building.blueprint factory.measuring_tools"),
    ("开直播卖农产品，会剪辑短视频。", "ecommerce.live_selling marketing.agri_sales_channel media.video_editing ecommerce.video"),
    ("负责水稻插秧、收割；会开拖拉机和收割机；农闲时修农机。", "farming.rice farming.rice_transplant farming.tractor farming.harvester farming.machine_repair"),
    ("跟着师傅学汽车维修，会换轮胎、钣金喷漆。", "repair.car repair.tyre repair.body_work"),
    ("给老人量血压、提醒吃药，陪同就医。", "care.vital_signs care.patient_escort"),
    ("石材切割、磨边、抛光。", "factory.stone_processing factory.polishing"),
]


@pytest.mark.parametrize(("text", "codes"), TRADES)
def test_the_work_of_a_trade_is_read_from_its_duties_and_nothing_else(text: str, codes: str) -> None:
    assert {hit.code for hit in asked("skill", text)} == set(codes.split())


TOLD = [
    ("我公司成立于2008年，是一家集生产、销售、物流于一体的企业。", "销售"),
    ("岗位职责：组装配件。福利待遇：免费培训、团建旅游、销售提成。", "培训"),
    ("会计、法律、市场营销等相关专业，大专以上学历。", "会计"),
    ("维护工作区域秩序。", "护工"),
    ("零售业务由门店负责，打包工具由公司提供。", "打包工"),
    ("优化工作流程。", "化工"),
    ("配合销售人员的工作。", "销售"),
    ("晋升空间：店员-店长-区域经理。", "店长"),
    ("良好的沟通能力和服务意识。", "沟通"),
]


@pytest.mark.parametrize(("text", "words"), TOLD)
def test_what_is_only_told_is_not_asked(text: str, words: str) -> None:
    assert not [hit for hit in asked("skill", text) if text[hit.start : hit.end] == words]


def test_what_follows_the_praise_of_the_firm_in_one_sentence_is_asked() -> None:
    assert [hit.code for hit in asked("skill", "公司是一家大型食品企业，现招包装工。")] == ["factory.packaging"]


def test_a_heading_of_duties_ends_what_is_told() -> None:
    text = "公司简介：本公司经营销售业务。任职要求：会电焊。"
    assert [hit.code for hit in asked("skill", text)] == ["factory.welding"]


SENSES = [
    ("负责数据库运维自动化脚本。", "自动化", "it.devops"),
    ("熟悉PLC，有工业自动化设备经验；会自动化产线调试。", "自动化产线", "factory.automation"),
    ("编写代码，完成接口功能测试。", "功能测试", "it.testing"),
    ("负责电子主板功能测试。", "功能测试", "factory.electronics_test"),
    ("负责展厅讲解和参观引导。", "讲解", "media.tour_commentary"),
    ("给猪接产、喂料。", "接产", "breeding.sow"),
    ("协助医生为产妇接产。", "接产", "health.midwifery"),
    ("给小区绿化浇水施肥。", "浇水施肥", "property.irrigation"),
]


@pytest.mark.parametrize(("text", "words", "code"), SENSES)
def test_a_word_of_several_senses_means_what_stands_beside_it(text: str, words: str, code: str) -> None:
    place = text.index(words)
    assert code in {hit.code for hit in asked("skill", text) if hit.start <= place < hit.end or words in text[hit.start : hit.end]}


@pytest.mark.parametrize("text", ["讲解完毕后离场。", "从事自动化。", "展业。"])
def test_a_word_of_several_senses_alone_means_none(text: str) -> None:
    assert asked("skill", text) == ()


def test_a_list_after_its_object_is_read_item_by_item() -> None:
    text = "负责数据采集、清洗、挖掘和分析。"
    assert {hit.code for hit in asked("skill", text)} >= {"it.crawler", "it.data_processing", "it.data_mining", "it.data_analysis"}


TRADE_KNOWLEDGE = [
    ("有银行业工作经验者优先。", {"J66"}),
    ("熟悉房地产行业。", {"K70"}),
    ("3年以上互联网工作经验。", {"I64"}),
    ("有餐饮、物流行业从业经验。", {"H62", "G543"}),
    ("为银行客户送资料。", set()),
    ("本科教育背景。", set()),
    ("教育、医疗单位保洁。", set()),
    ("负责软件操作，有电商运营经验。", set()),
]


@pytest.mark.parametrize(("text", "codes"), TRADE_KNOWLEDGE)
def test_an_industry_counts_only_where_somebody_should_know_it(text: str, codes: set[str]) -> None:
    assert {hit.code for hit in asked("industry", text)} == codes


def test_a_title_is_a_certificate_only_where_a_paper_is_spoken_of() -> None:
    assert asked("credential", "招聘岗位：房地产经纪人，带客户看房") == ()
    assert [hit.code for hit in asked("credential", "持房地产经纪人证者优先")] == ["real_estate_agent"]
    assert [hit.code for hit in asked("credential", "获得大学英语CET-4证书")] == ["cet4"]


def test_words_about_who_somebody_is_name_no_work_but_those_served_do() -> None:
    assert asked("skill", "政治面貌：群众，能吃苦，工作服务到位，沟通良好。") == ()
    assert {hit.code for hit in find("skill", "做群众工作，联系群众，残疾人服务")} == {"community.mass_work", "community.disability_service"}


def test_spans_lie_in_the_text_in_order_and_traditional_spelling_reads_the_same() -> None:
    text = "负责水电安装、焊接；照顾老人。"
    hits = asked("skill", text)
    assert hits and list(hits) == sorted(hits, key=lambda hit: hit.start)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert [hit.code for hit in asked("skill", "負責水電安裝、焊接；照顧老人。")] == [hit.code for hit in hits]


def labels() -> list[tuple[str, frozenset[str]]]:
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return [(row["label"], frozenset(filter(None, row["codes"].split("|")))) for row in csv.DictReader(lines)]


def test_nearly_every_label_of_a_skill_column_is_linked_or_known_to_be_outside() -> None:
    """The 159 distinct labels of a public file of openings, each judged by eye; those without a code name no skill."""
    wrong = []
    for label, codes in labels():
        found = {item.code for item in mentions("skill", Phrase(label, "技能要求", 0, len(label), False))}
        if not (found <= codes if codes else not found) or (codes and not found):
            wrong.append(label)
    assert wrong == ["资产管理"]  # of funds there, of things in a county


@needs_real
@pytest.mark.parametrize(
    ("kind", "precision", "recall"), [("skill", 0.82, 0.72), ("credential", 0.8, 0.8), ("industry", 0.7, 0.25)]
)
def test_the_requirements_of_texts_never_tuned_on_are_found(kind: str, precision: float, recall: float) -> None:
    found = duties.measure(kind, sorted(duties.part("held")))
    assert found.precision >= precision and found.recall >= recall
