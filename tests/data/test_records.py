"""Which personal things are kept at all, and what each is for."""

from dataclasses import fields, is_dataclass

from data.records import (
    PERSONAL,
    Consent,
    InvestWish,
    Member,
    Opening,
    Project,
    Referral,
    ServeWish,
    Service,
    WorkWish,
)
from data.sheets.headings import HEADINGS
from data.store.schema import metadata
from data.vocabulary import RecordKind

PURPOSES = {
    "id": "to name the record without naming the person",
    "organisation": "to know whose record it is, and so who may see it",
    "number": "to know the person again when the station sends the sheet again",
    "name": "for the station to address the person",
    "phone": "for the station to reach the person",
    "hometown": "to propose what is near home, and projects of the home county",
    "current": "to propose what can be reached from where the person lives",
    "intents": "to know what the person came for",
    "skills": "to match what the person can do",
    "credentials": "to match certificates that the law or the employer asks for",
    "credentials_listed": "to tell a missing certificate from an unknown one",
    "history": "to match what the person did before",
    "years": "to match experience asked for",
    "education": "to match schooling asked for",
    "work": "what work the person would take",
    "invest": "what the person would invest in",
    "serve": "what the person would do for others",
    "matters": "what help the person asks for",
    "pairing": "whether the person would give or receive guidance",
    "return_wish": "to propose what is at home only to those who would come",
    "current_pay": "to say what the person would give up, for their own station",
    "remarks": "what else the person said, for the station's eyes",
    "cells": "to show and export the sheet as it was written",
    "extra": "to keep columns that nobody asked for, for the station's eyes",
}
MARKED = {"name", "phone", "remarks", "cells", "extra"}
WISHES = {
    WorkWish: {"occupations", "refused_occupations", "pay", "places", "refused_places", "anywhere", "places_only",
               "wanted", "refused", "housing", "meals", "start"},
    InvestWish: {"capital_low", "capital_high", "industries", "involvement", "min_share", "min_share_firm", "max_years",
                 "max_years_firm", "guaranteed"},
    ServeWish: {"skills", "hours", "online", "seasonal", "channels", "markets", "limits"},
}  # fmt: skip
RECORD_COLUMNS = {
    "id": "names the record", "organisation": "scope", "number": "the organisation's own number",
    "body": "the record without personal fields", "personal": "the personal fields alone", "digest": "tells a change",
    "version": "tells of two who change at once", "created_at": "when", "updated_at": "when", "closed_at": "when",
    "valid_until": "takes an opening out of matching by itself", "held": "hides a job lead until it is verified",
}  # fmt: skip
PERSONAL_COLUMNS = {
    "members": RECORD_COLUMNS,
    "consents": {
        "id": "names the consent", "recipient": "to whom", "member": "whose", "purpose": "for what", "fields": "of what",
        "notice_version": "on which notice", "given_at": "when", "given_how": "how", "until": "until when", "withdrawn_at": "when taken back",
    },
    "referrals": {
        "id": "names the referral", "machine": "which procedure", "organisation": "who put it forward",
        "keeper": "whose member", "holder": "whose opportunity", "member": "whom", "opportunity": "to what",
        "track": "in which kind of matching", "state": "where it stands", "reason": "why it ended, coded",
        "shared": "from when on the other side sees it", "live_pair": "so that a pair is put forward once at a time",
        "version": "so that two do not change it at once", "scorecard": "to reproduce the score",
        "explanation": "what was shown", "seat": "whether it has one of the places", "run": "from which allocation it was accepted",
        "created_at": "when", "updated_at": "when",
    },
    "reports": {
        "id": "names the report", "member": "who said it", "organisation": "to which station", "kind": "what happened, never where",
        "day": "when", "how": "by which way it was said", "note": "what else was said", "created_at": "when it was noted",
    },
    "contacts": {
        "member": "whose", "organisation": "at which station", "contact": "whom the member can call",
        "since": "from when on", "updated_at": "when it was last changed",
    },
}  # fmt: skip
FORBIDDEN = {
    "membership": ("membership", "association", "会员", "会籍"),
    "political status": ("politic", "party", "政治", "党员", "党派"),
    "ethnicity": ("ethnic", "race", "nationality", "民族"),
    "religion": ("relig", "faith", "宗教", "信仰"),
    "health": ("health", "medical", "disab", "健康", "疾病", "残疾", "病史"),
    "marital status": ("marital", "marri", "spouse", "婚", "配偶", "生育"),
    "sex": ("gender", "sex", "性别"),
    "identity number": ("identity", "id_card", "身份证"),
    "location trail": ("track", "trail", "latitude", "longitude", "attendance", "轨迹", "考勤"),
}


HARMLESS = {"track": "in which kind of matching two stand", "party": "which of two sides took a step"}
"""Names that hold a forbidden word and mean something else."""


def test_every_field_on_a_person_has_its_purpose() -> None:
    assert {item.name for item in fields(Member)} == set(PURPOSES)
    assert all(PURPOSES.values())
    for wish, names in WISHES.items():
        assert {item.name for item in fields(wish)} == names


def test_the_marks_stand_on_what_names_a_person() -> None:
    assert {item.name for item in fields(Member) if item.metadata == PERSONAL} == MARKED
    for record in (Opening, Project, Service):
        assert not [item.name for item in fields(record) if item.metadata.get("personal")]


def test_every_column_that_leads_to_a_person_has_its_purpose() -> None:
    leading = {table.name for table in metadata.sorted_tables if "member" in table.c or table.name == "members"}
    assert leading == set(PERSONAL_COLUMNS)
    for name, purposes in PERSONAL_COLUMNS.items():
        assert {column.name for column in metadata.tables[name].c} == set(purposes), name


def test_there_is_nowhere_to_keep_what_must_not_be_kept() -> None:
    types = [Member, *WISHES, Opening, Project, Service, Consent, Referral]
    assert all(is_dataclass(known) for known in types)
    names = {item.name for known in types for item in fields(known)}
    names |= {column.name for table in metadata.sorted_tables for column in table.c} | set(metadata.tables)
    names |= {heading.name for heading in HEADINGS[RecordKind.MEMBER]}
    names |= {word for heading in HEADINGS[RecordKind.MEMBER] for word in (*heading.synonyms, heading.english)}
    words = {word: kind for kind, several in FORBIDDEN.items() for word in several}
    found = {name: kind for name in names - set(HARMLESS) for word, kind in words.items() if word in name.lower()}
    assert found == {}
