"""A résumé becomes a draft that holds what it says and nothing that no record keeps, in whatever file it comes."""

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.documents.documents import read_document
from data.interchange.job_posting import to_job_posting
from data.interchange.json_resume import to_json_resume
from data.records import Member, Opening
from data.sheets.rows import record_from_row
from data.vocabulary import RecordKind
from features.drafting import draft, draft_document, draft_job_posting, draft_json_resume
from features.resumes.held import expiry
from features.resumes.periods import periods, years_together
from features.resumes.personal import without_personal
from tests.data.writing import pdf, word

TODAY = date(2026, 11, 22)
FOLDER = Path(__file__).with_name("resumes")
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
NAMES = sorted(EXPECTED)
PAGE = 46
FORMS = ("txt", "gb18030", "utf-16", "docx", "pdf")
EVERYBODY = ("@example", "QQ", "微信", "已婚", "未婚", "汉族", "党员家属", "身份证")
PIECES = [
    "姓名：", "王小雁", "性别：女", "\n", "工作经历", "2018.03-2021.05 ", "南昌某某公司 焊工", "教育背景", "本科", "证书", "焊工证", "有效期至2020年", "\t", "  ",
    "求职意向", "：", "期望薪资 5000", "自我评价", "已婚", "，", "。", "不上夜班", "家庭成员", "Work Experience", "（", "）", "13900001234", "、",
]  # fmt: skip
RESUME = {
    "basics": {
        "name": "乐小梅", "label": "缝纫工", "email": "lexm@example.com", "phone": "13900001515", "image": "https://example.com/a.jpg",
        "summary": "本人已婚，能加班，不上夜班。", "location": {"address": "某路1号", "postalCode": "344700", "city": "南城县", "region": "江西省"},
    },
    "work": [
        {"name": "福州长乐制衣厂", "position": "平车工", "startDate": "2015-03-01", "endDate": "2019-06", "highlights": ["平车缝纫"]},
        {"name": "厦门某家政", "position": "钟点工", "startDate": "2020-01"},
        {"name": "东莞鞋厂", "position": "普工"},
    ],
    "education": [{"institution": "南城职业中学", "studyType": "中专", "startDate": "2011-09", "endDate": "2014-06"}],
    "certificates": [{"name": "缝纫工证"}], "skills": [{"name": "平车", "keywords": ["锁边", "熨烫"]}],
    "references": [{"name": "李主任", "reference": "很好"}], "interests": [{"name": "唱歌"}],
    "x_guiyan": {"期望薪资": "5000以上", "期望工作地": "江西南城"},
}  # fmt: skip
POSTING = {
    "@type": "JobPosting", "title": "仓库管理员", "hiringOrganization": {"name": "盱江仓储"}, "totalJobOpenings": 5,
    "jobLocation": {"address": {"addressRegion": "江西省", "addressLocality": "抚州市南城县"}},
    "baseSalary": {"currency": "CNY", "value": {"minValue": 4500, "maxValue": 5200, "unitText": "MONTH"}},
    "experienceRequirements": {"monthsOfExperience": 12}, "educationRequirements": {"credentialCategory": "high school"},
    "skills": "叉车、库存管理", "qualifications": {"name": "叉车证"}, "jobBenefits": "包午餐", "validThrough": "2027-01-31T00:00:00",
    "description": "<p>收发货、盘点</p><script>x()</script>", "employmentType": "FULL_TIME",
}  # fmt: skip


def written(name: str, form: str) -> bytes:
    """A résumé of the folder in some form of file."""
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    lines = text.splitlines()
    if form == "docx":
        return word(lines)
    if form == "pdf":
        return pdf([lines[at : at + PAGE] for at in range(0, len(lines), PAGE)])
    return text.encode("utf-8" if form == "txt" else form)


def read(name: str, form: str = "txt") -> dict[str, Any]:
    document = read_document(f"{name}.{form}", written(name, form))
    return draft_document(document.text, TODAY, document.form, document.pictures)


def lines_of(*lines: str) -> dict[str, Any]:
    return draft_document("\n".join(lines), TODAY)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_resume_is_read_alike_in_every_form_of_file(name: str, form: str) -> None:
    answer = read(name, form)
    assert answer["kind"] == "member"
    assert {k: v for k, v in answer["record"]["sheet"].items() if k in EXPECTED[name]["sheet"]} == EXPECTED[name]["sheet"]
    skills = answer["record"]["sheet"].get("技能特长", "")
    assert [skill for skill in EXPECTED[name]["skills"] if skill not in skills] == []
    assert set(EXPECTED[name]["left_out"]) - {"照片"} == set(answer["left_out"]) - {"照片"}
    assert [doubt["field"] for doubt in answer["doubts"]] == EXPECTED[name]["doubts"]


@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_personal_beyond_the_record_is_in_the_answer(name: str, form: str) -> None:
    told = json.dumps(read(name, form), ensure_ascii=False)
    told = told.split('"left_out"')[0]
    assert [secret for secret in (*EXPECTED[name]["secrets"], *EVERYBODY) if secret in told] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_its_words_in_the_text_that_was_kept(name: str) -> None:
    answer = read(name, "pdf")
    assert {span["field"] for span in answer["spans"]} >= set(answer["record"]["sheet"])
    for span in answer["spans"]:
        assert answer["text"][span["start"] : span["end"]] == span["text"]
        assert span["source"] == "pdf"


def test_a_resume_as_browsers_print_it_is_read_with_its_columns_and_the_dates_that_float_beside() -> None:
    left = ["涂金花", "证书", "养老护理员（四级）", "技能", "老人翻身、喂食"]
    dates = [(480.0, 720.0, "2019.06 - 至今"), (480.0, 660.0, "2008.03 - 2019.01")]
    duty = "照护失能老人八名，负责洗浴喂饭翻身按摩和夜间巡视，老人和家属都比较满"
    right = [
        (250.0, 780.0, "求职意向"), (250.0, 760.0, "期望职位：养老护理员"), (250.0, 740.0, "工作经历"), (250.0, 720.0, "抚州市康乐养老院"),
        (250.0, 700.0, "护理员"), (250.0, 686.0, duty[:28]), (250.0, 672.0, duty[28:]), (250.0, 660.0, "厦门市宏发电子厂"), (250.0, 640.0, "流水线普工、线长"),
    ]  # fmt: skip
    page = [*((50.0, 780.0 - 20 * at, words) for at, words in enumerate(left)), *dates, *right]
    document = read_document("a.pdf", pdf([page]))
    sheet = draft_document(document.text, TODAY, document.form, document.pictures)["record"]["sheet"]
    assert sheet["工作经历"] == "护理员（抚州市康乐养老院，2019.06-至今）、流水线普工、线长（厦门市宏发电子厂，2008.03-2019.01）"
    assert (sheet["姓名"], sheet["求职岗位"], sheet["证书"]) == ("涂金花", "养老护理员", "养老护理员（四级）")
    assert sheet["工作内容"] == duty


def test_years_are_those_of_the_periods_together() -> None:
    told = [p for line in ("2018.03-2021.02", "2020年1月至2022年2月", "2022-2024") for p in periods(line, TODAY)]
    assert years_together(told, TODAY) == 5.5
    assert years_together([*periods("2026.06-至今", TODAY)], TODAY) == 0.5
    assert [*periods("2021.05-2018.03，2030-2031，电话 0794-7250606", TODAY)] == []


@pytest.mark.parametrize(
    ("words", "until"),
    [("焊工证，有效期至2028年6月", date(2028, 6, 30)), ("焊工证（2024年2月到期）", date(2024, 2, 29)), ("健康证，2026年3月办理，有效期一年", date(2027, 3, 28)),
     ("电工证 有效期2019.05-2025.05.10", date(2025, 5, 10)), ("焊工证 2019年取得", None), ("Valid until 2027-03", date(2027, 3, 31))],
)  # fmt: skip
def test_the_last_day_of_a_certificate_is_read(words: str, until: date | None) -> None:
    assert expiry(words) == until


def test_an_expired_certificate_is_doubted_and_a_valid_one_held() -> None:
    answer = lines_of("姓名：王小雁", "求职意向：电工", "证书", "低压电工证，有效期至2025年6月", "高压电工证，有效期至2029年6月")
    assert answer["record"]["sheet"]["证书"] == "高压电工证"
    assert answer["doubts"][0]["field"] == "证书" and "过期" in answer["doubts"][0]["reason"]["zh"]


def test_a_past_wage_is_not_the_wish_and_a_place_of_work_not_where_somebody_lives() -> None:
    answer = lines_of("姓名：王小雁", "工作经历", "2018.3-2020.5 深圳某某电子有限公司 普工", "月薪：6500元", "教育背景", "初中")
    assert answer["gist"]["pay"] is None
    assert set(answer["gist"]["places"].values()) == {None}


def test_a_school_alone_tells_no_level_and_an_unfinished_one_is_doubted() -> None:
    named = lines_of("姓名：王小雁", "工作经历", "2018.3-2020.5 某厂 焊工", "教育背景", "2010-2014 南昌大学 机械")
    assert "学历" not in named["record"]["sheet"] and named["doubts"][0]["field"] == "学历"
    studying = lines_of("姓名：王小雁", "求职意向：文员", "教育背景", "2024.9-2028.6 南昌大学 本科", "2021-2024 南城二中 高中")
    assert studying["record"]["sheet"]["学历"] == "高中"


def test_what_was_left_out_is_named_and_what_only_sounds_alike_stays() -> None:
    kept = without_personal("王小雁，女，35岁，已婚，汉族\n有健康证，卖女装，搬运25公斤，面向群众宣传，服务残疾人，2019年生产主管，满族乡小学教师")
    assert kept.text == "王小雁\n有健康证，卖女装，搬运25公斤，面向群众宣传，服务残疾人，2019年生产主管，满族乡小学教师"
    assert kept.left_out == ("性别", "年龄", "民族", "婚姻状况")


def test_a_note_in_a_file_is_read_as_a_note_and_an_opening_as_an_opening() -> None:
    note = "王某，女，35岁，南城浔溪人，会开叉车有证，想找个月薪4500左右的仓库活"
    answer = draft_document(note, TODAY)
    assert answer["record"]["sheet"] == draft(answer["text"], TODAY)["record"]["sheet"]
    assert answer["left_out"] == ["性别", "年龄"]
    opening = draft_document("盱江仓储招聘仓管5名，年龄18-45岁，月薪4500-5200，包午餐，要叉车证", TODAY)
    assert opening["kind"] == "opening" and "18-45岁" in opening["text"] and opening["left_out"] == []


def test_a_json_resume_is_read_with_the_pointer_of_every_value() -> None:
    answer = draft_json_resume(RESUME, TODAY)
    sheet, sources = answer["record"]["sheet"], {span["field"]: span["source"] for span in answer["spans"]}
    assert sheet["工作经历"] == "钟点工（厦门某家政，2020.01-至今）、平车工（福州长乐制衣厂，2015.03-2019.06）、普工（东莞鞋厂）"
    assert (sheet["学历"], sheet["证书"], sheet["期望薪资"], sheet["工作年限"]) == ("中专", "缝纫工证", "5000以上", "11年")
    assert sources["姓名"] == "/basics/name" and sources["证书"] == "/certificates/0" and sources["期望薪资"] == "/x_guiyan/期望薪资"
    assert answer["left_out"] == ["照片", "婚姻状况", "邮箱", "证明人", "兴趣爱好"]
    told = json.dumps({k: v for k, v in answer.items() if k != "left_out"}, ensure_ascii=False)
    assert not [secret for secret in ("example", "某路", "344700", "李主任", "唱歌", "已婚") if secret in told]


def test_a_member_goes_out_as_json_resume_and_comes_back_the_same() -> None:
    cells = draft_json_resume(RESUME, TODAY)["record"]["sheet"]
    member, _ = record_from_row(RecordKind.MEMBER, cells, TODAY)
    assert isinstance(member, Member)
    out = to_json_resume(member)
    assert out["work"][1] == {"name": "福州长乐制衣厂", "position": "平车工", "startDate": "2015-03", "endDate": "2019-06"}
    again = draft_json_resume(out, TODAY)["record"]["sheet"]
    kept = ("姓名", "手机号", "求职岗位", "期望薪资", "期望工作地", "技能特长", "证书", "工作经历", "工作年限", "学历", "备注")
    assert {name: again.get(name) for name in kept} == {name: cells.get(name) for name in kept}


def test_a_job_posting_comes_in_and_goes_out_again() -> None:
    answer = draft_job_posting(POSTING, TODAY)
    opening, faults = record_from_row(RecordKind.OPENING, answer["record"]["sheet"], TODAY)
    assert isinstance(opening, Opening) and not faults
    assert (opening.headcount, opening.valid_until, opening.duties) == (5, "2027-01-31", "收发货、盘点")
    out = to_job_posting(opening)
    assert out["baseSalary"]["value"] == {"@type": "QuantitativeValue", "minValue": 4500, "maxValue": 5200, "unitText": "MONTH"}
    assert draft_job_posting(out, TODAY)["record"]["sheet"] == answer["record"]["sheet"]


def test_a_label_of_ones_own_ends_the_part_about_relatives() -> None:
    answer = lines_of("姓名：王小雁", "紧急联系人：王大山 13912345678", "求职意向：焊工", "家庭成员：父亲 王大山", "母亲 李某 务农", "备注：不上夜班")
    assert answer["record"]["sheet"]["求职岗位"] == "焊工" and answer["gist"]["refused"] == ["不上夜班"]
    assert "王大山" not in answer["text"] and "李某" not in answer["text"] and "手机号" not in answer["record"]["sheet"]


def test_the_phone_of_a_former_employer_is_not_the_persons() -> None:
    answer = lines_of("姓名：王小雁", "工作经历", "2018.3-2020.5  南昌盱江机械有限公司  焊工  李主任 13912345678", "王小雁 13900001234")
    assert answer["record"]["sheet"]["手机号"] == "13900001234" and answer["left_out"] == ["证明人"]


def test_labels_in_one_row_or_before_a_single_blank_are_read() -> None:
    sheet = lines_of("姓名：王小雁", "现居 江苏昆山市", "老家 江西临川区", "期望工资\t8000元\t工作地点\t抚州", "上班时间：随时可以", "现住址 抚州市曹埭村育才路12号")["record"]["sheet"]
    assert (sheet["现居地"], sheet["户籍地"], sheet["期望薪资"], sheet["期望工作地"], sheet["到岗时间"]) == ("江苏昆山市", "江西临川区", "8000元", "抚州", "随时可以")


@pytest.mark.parametrize("between", [" ", "  ", "\t", "，"])
def test_an_expired_certificate_is_not_held_by_being_praised_elsewhere(between: str) -> None:
    answer = lines_of("姓名：王小雁", "证书", f"高压电工作业证{between}有效期：2018.03-2024.03", "低压电工作业证", "自我评价", "持低压电工证和高压电工证")
    assert answer["record"]["sheet"]["证书"] == "低压电工作业证"
    assert [doubt["field"] for doubt in answer["doubts"]] == ["证书"]


def test_what_is_refused_among_wishes_is_told() -> None:
    answer = lines_of("姓名：王小雁", "求职要求", "回资溪或抚州工作，不接受夜班")
    assert answer["gist"]["refused"] == ["不接受夜班"]
    assert answer["record"]["sheet"]["期望工作地"] == "资溪、抚州"


@pytest.mark.parametrize(
    "text", ["现居地：" + "1, " * 9000, "姓名：王\n证书\n焊工证" + "a" * 29000, " " * 29000 + "a", "姓名：王\n现居地：" + "县村" * 14000, "身份证" + "1 " * 14000]
)  # fmt: skip
def test_the_time_to_read_grows_with_the_length_alone(text: str) -> None:
    begun = time.process_time()
    draft_document(text, TODAY)
    assert time.process_time() - begun < 8


def test_odd_json_is_read_for_what_it_is() -> None:
    begun = time.process_time()
    odd = {"@type": "JobPosting", "title": "焊\u0000工\u202e", "experienceRequirements": {"monthsOfExperience": "²"}, "description": " " * 900_000 + "\n" + "\t" * 99_999}
    assert draft_job_posting(odd, TODAY)["record"]["sheet"] == {"岗位名称": "焊工"}
    assert "inf" not in str(draft_job_posting({**odd, "experienceRequirements": {"monthsOfExperience": "9" * 400}}, TODAY)["record"]["sheet"])
    assert draft_json_resume({"basics": {"name": "a\ud800\x1bb", "label": "Warehouse Wizard"}}, TODAY)["record"]["sheet"] == {"姓名": "ab", "求职岗位": "Warehouse Wizard"}
    assert time.process_time() - begun < 8


@settings(max_examples=120)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=30).map("".join))
def test_reading_never_raises_and_spans_hold(text: str) -> None:
    answer = draft_document(text, TODAY)
    for span in answer["spans"]:
        assert answer["text"][span["start"] : span["end"]] == span["text"]


@settings(max_examples=60)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from([*RESUME, *POSTING, *RESUME["basics"], "name", "value", "address", "startDate", "position"]), inner, max_size=4), max_leaves=12))  # fmt: skip
def test_no_json_raises(value: Any) -> None:
    given_object = value if isinstance(value, dict) else {"basics": value, "work": value, "title": value, "baseSalary": value}
    assert draft_json_resume(given_object, TODAY)["kind"] == "member"
    assert draft_job_posting(given_object, TODAY)["kind"] == "opening"
