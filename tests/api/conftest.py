"""An API over each database, with keys for organisations of every role."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.dependencies import today
from data.records import Organisation
from data.store.database import Database
from data.store.organisations import issue_key, save_organisation
from data.store.repositories import log_change, queue_up, utc_now
from data.store.tables import consents
from data.vocabulary import RecordKind, Role
from tests.conftest import county_sheet

TODAY = date(2026, 11, 22)
ORGANISATIONS = {
    "station": Role.STATION,
    "other_station": Role.STATION,
    "employer": Role.EMPLOYER,
    "other_employer": Role.EMPLOYER,
    "office": Role.HOMETOWN_OFFICE,
    "administrator": Role.ADMINISTRATOR,
}
MEMBER = {
    "编号": "A001", "姓名": "王小雁", "手机号": "13900001234", "户籍地": "江西南城浔溪", "现居地": "江西南城县城",
    "意向": "求职", "求职岗位": "仓管", "期望薪资": "4500左右", "期望工作地": "南城县城", "技能特长": "开叉车、盘点",
    "证书": "叉车证N1", "学历": "初中", "到岗时间": "随时", "备注": "王小雁说打13900001234最好",
}  # fmt: skip
OPENING = {
    "编号": "G001", "单位名称": "盱江仓储", "岗位名称": "仓库管理员", "招聘人数": "5人", "工作地点": "江西南城县城",
    "薪资待遇": "4500-5200元/月", "技能要求": "叉车、库存管理", "证书要求": "叉车证", "经验要求": "不限", "学历要求": "初中及以上",
    "工作时间": "长白班", "食宿": "包午餐", "有效期至": "2126-12-31", "岗位职责": "收发货、盘点",
}  # fmt: skip
PROJECT = {"编号": "X001", "项目名称": "水库生态养鱼", "所在地": "江西南城", "行业": "淡水养殖", "需求类型": "资金", "所需资金": "80万"}
SERVICE = {"编号": "S001", "事项名称": "独居老人助浴", "类型": "志愿服务", "所在地": "江西南城", "所需人数": "10"}
SHEETS = {"members": MEMBER, "openings": OPENING, "projects": PROJECT, "services": SERVICE}
WRITER = {"members": "station", "openings": "employer", "projects": "office", "services": "station"}


@dataclass
class Caller:
    """Somebody with a key who calls the API."""

    client: TestClient
    key: str

    def __call__(self, method: str, path: str, **options: Any) -> Any:
        headers = {"X-API-Key": self.key, **options.pop("headers", {})}
        return self.client.request(method, f"/api/v1{path}", headers=headers, **options)

    def create(self, path: str, **cells: str) -> dict[str, Any]:
        """A record of the sample sheet with some cells put otherwise."""
        answer = self("POST", f"/{path}", json={"sheet": {**SHEETS[path], **cells}})
        assert answer.status_code in (200, 201), answer.text
        found: dict[str, Any] = answer.json()
        return found

    def run(self, path: str, **options: Any) -> dict[str, Any]:
        """A run that was begun, waited for until it is over."""
        answer = self("POST", path, **options)
        assert answer.status_code == 202, answer.text
        return self.over(answer.headers["location"].removeprefix("/api/v1"), **options)

    def over(self, where: str, **options: Any) -> dict[str, Any]:
        """A run, waited for until it is over."""
        headers = {"Accept-Language": options.get("headers", {}).get("Accept-Language", "zh")}
        while True:
            told: dict[str, Any] = self("GET", f"{where}?wait=30", headers=headers).json()
            if told["state"] not in ("waiting", "running"):
                return told

    def load_county(self) -> None:
        """The members and openings of the sample county."""
        for name in ("members", "openings"):
            answer = self("POST", f"/imports?kind={name}", files={"file": (f"{name}.csv", county_sheet(name))})
            assert answer.status_code == 201, answer.text


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    """The API in this process; what it did not foresee is an answer here too, not an exception."""
    app = create_app(database)
    app.dependency_overrides[today] = lambda: TODAY
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def keys(client: TestClient, database: Database) -> dict[str, str]:
    """A key for an organisation of every role."""
    with database.writing() as connection:
        for name, role in ORGANISATIONS.items():
            save_organisation(connection, Organisation(name, role, name))
        return {name: issue_key(connection, name) for name in ORGANISATIONS}


@pytest.fixture
def callers(client: TestClient, keys: dict[str, str]) -> dict[str, Caller]:
    """A caller for every organisation."""
    return {name: Caller(client, key) for name, key in keys.items()}


@pytest.fixture
def station(callers: dict[str, Caller]) -> Caller:
    return callers["station"]


@pytest.fixture
def employer(callers: dict[str, Caller]) -> Caller:
    return callers["employer"]


@pytest.fixture
def administrator(callers: dict[str, Caller]) -> Caller:
    return callers["administrator"]


@pytest.fixture
def consent(database: Database) -> Callable[..., None]:
    """Records that a member agreed to be matched by somebody, or changes what was agreed."""

    def record(member: str, recipient: str, **values: Any) -> None:
        row = {
            "id": f"c_{member[2:12]}", "recipient": recipient, "member": member, "purpose": "matching", "fields": "[]",
            "notice_version": "1", "given_at": utc_now(), "given_how": "signed at the counter",
        }  # fmt: skip
        with database.writing() as connection:
            queue_up(connection)
            connection.execute(consents.delete().where(consents.c.id == row["id"], consents.c.recipient == recipient))
            connection.execute(consents.insert().values({**row, **values}))
            log_change(connection, RecordKind.MEMBER, member, utc_now())

    return record
