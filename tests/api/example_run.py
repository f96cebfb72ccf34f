"""One call of every operation over a small invented county: the examples of the API's description come from here.

`python -m tests.api.example_run` writes them anew.
"""

from pathlib import Path
from typing import Any

from tests.api import example_cases, example_runs, example_workflow
from tests.api.conftest import MEMBER, OPENING, PROJECT, SERVICE, Caller

WRITTEN = Path(__file__).parents[2] / "api" / "examples.json"
MATCHES = {"track": "work", "k": 1}
RESUME = "姓名：王某\n性别：男\n出生年月：1985年6月\n求职意向：叉车工\n工作经历\n2018.03-2021.05 南城某某仓储有限公司 叉车工\n证书\n叉车证（2028年5月到期）\n"
PEOPLE = {"编号": "A001", "姓名": "王某", "手机号": "13900000000", "备注": "最好包午饭"}


def run(station: Caller, employer: Caller, office: Caller) -> dict[str, dict[str, Any]]:
    """Requests and answers by operation."""
    found: dict[str, dict[str, Any]] = {}

    def call(name: str, caller: Caller, method: str, path: str, **options: Any) -> Any:
        answer = caller(method, path, **options)
        assert answer.status_code < 300, (name, answer.text)
        found[name] = {"request": options["json"]} if "json" in options else {}
        if answer.headers.get("content-type", "").startswith("application/json"):
            found[name]["response"] = answer.json()
            return answer.json()
        return None

    sheets = {"member": {**MEMBER, **PEOPLE}, "opening": OPENING, "project": PROJECT, "service": SERVICE}
    callers = {"member": station, "opening": employer, "project": office, "service": station}
    made: dict[str, str] = {}
    for one, cells in sheets.items():
        where = f"/{one}s"
        made[one] = call(f"create_{one}", callers[one], "POST", where, json={"sheet": cells})["id"]
        call(f"read_{one}", callers[one], "GET", f"{where}/{made[one]}")
        call(f"list_{one}s", callers[one], "GET", f"{where}?limit=1")
    call("match_member", station, "POST", f"/members/{made['member']}/matches", json=MATCHES)
    call("match_opening", station, "POST", f"/openings/{made['opening']}/matches", json=MATCHES)
    call("match_need", station, "POST", f"/needs/{made['project']}.capital/matches", json={"k": 1})
    call("match_service", station, "POST", f"/services/{made['service']}/matches", json={"k": 1})
    call("explain_match", station, "GET", f"/matches/{made['member']}/{made['opening']}/explanation")
    pair = {"track": "work", "member": {"sheet": sheets["member"]}, "opportunity": {"sheet": OPENING}}
    call("score_pair", station, "POST", "/score", json=pair)
    fish = {**PROJECT, "需求说明": "年产约五万斤，每斤10元", "所需资金": "50万元", "最低出资": "1万元", "收益分配": "村集体51%，基金49%"}
    call("work_out_projection", office, "POST", "/projection", json={"sheet": fish, "tickets": [10_000]})
    call("read_projection", office, "GET", f"/projects/{made['project']}/projection")
    call("read_text", station, "POST", "/read", json={"kind": "pay", "text": "四千五到六千，包吃住"})
    call("link_text", station, "POST", "/link", json={"kind": "occupation", "text": "仓管", "top": 3})
    note = "王某，南城浔溪人，现住县城，之前开小店亏了，会开叉车有证，想找个月薪4500左右的仓库活，下月初能上岗，最好包午饭"
    call("draft_note", station, "POST", "/draft", json={"text": note})
    call("draft_file", station, "POST", "/draft/file", files={"file": ("王某简历.txt", RESUME.encode())})
    found["draft_file"]["request"] = {"file": "王某简历.docx"}
    call("member_json_resume", station, "GET", f"/members/{made['member']}/json-resume")
    call("opening_job_posting", station, "GET", f"/openings/{made['opening']}/job-posting")
    call("complete_word", station, "GET", "/taxonomy/complete?q=叉车&kind=skill&limit=3")
    rows = [list(OPENING), list(OPENING.values()), ["G002", *list(OPENING.values())[1:4], "火星", *list(OPENING.values())[5:]]]
    content = "\n".join(",".join(row) for row in rows).encode()
    report = call("import_sheet", employer, "POST", "/imports?kind=openings", files={"file": ("岗位.csv", content)})
    found["import_sheet"]["request"] = {"file": "岗位需求表.xlsx"}
    call("read_import", employer, "GET", f"/imports/{report['id']}")
    changes = {"member": {"学历": "高中"}, "opening": {"招聘人数": "8人"}, "project": {"所需资金": "100万"}, "service": {"时间": "周末"}}
    for one, cells in changes.items():
        call(f"change_{one}", callers[one], "PATCH", f"/{one}s/{made[one]}", json={"sheet": cells})
    example_workflow.run(found, call, station, employer, made["member"], made["opening"])
    example_cases.run(call, station, office)
    example_runs.run(found, call, station, made["opening"], made["project"])
    for name, path in (("health", "healthz"), ("ready", "readyz")):
        found[name] = {"response": station.client.get(f"/{path}").json()}
    return found


def main() -> None:
    """Write the examples of a run on a new SQLite database."""
    import tempfile

    import msgspec
    from starlette.testclient import TestClient

    from api.app import create_app
    from api.dependencies import today
    from data.records import Organisation
    from data.store.database import Database
    from data.store.organisations import issue_key, save_organisation
    from tests.api.conftest import ORGANISATIONS, TODAY

    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/example.db")
        app = create_app(database)
        app.dependency_overrides[today] = lambda: TODAY
        with TestClient(app) as client:
            with database.writing() as connection:
                for name, role in ORGANISATIONS.items():
                    save_organisation(connection, Organisation(name, role, name))
                callers = [Caller(client, issue_key(connection, name)) for name in ("station", "employer", "office")]
            found = run(*callers)
    WRITTEN.write_bytes(msgspec.json.format(msgspec.json.encode(found, order="deterministic"), indent=1) + b"\n")


if __name__ == "__main__":
    main()
