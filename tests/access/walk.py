"""The reviewed list of who may do what: how it is derived, written and read."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from guanhu.access.permissions import ROLE_PERMISSIONS, Permission
from guanhu.access.roles import Role
from guanhu.api.gql.commands import USE_CASES

NOBODY: Final = "nobody"
COLUMNS: Final = (*(role.value for role in Role), NOBODY)
YES: Final = "yes"
NO: Final = "-"

P = Permission
QUERY_PERMISSIONS: Final[dict[str, Permission]] = {
    "accounts": P.ACCOUNT_MANAGE,
    "assistanceRequest": P.ASSIST,
    "assistanceRequests": P.ASSIST,
    "assistedCase": P.ASSIST,
    "caseDeliveries": P.CASE_READ,
    "caseFile": P.CASE_READ,
    "caseFiles": P.CASE_LIST,
    "chainRoles": P.CATALOGUE_READ,
    "checkIns": P.CHECK_IN_READ,
    "conditionCatalogue": P.CATALOGUE_READ,
    "conductSummary": P.DECISION_READ,
    "contactPreference": P.SESSION_OWN,
    "criteria": P.CATALOGUE_READ,
    "documentForms": P.DOCUMENT_ISSUE,
    "draft": P.DRAFT_KEEP,
    "familyView": P.FAMILY_READ,
    "fieldNote": P.FIELD_NOTE_READ,
    "fieldNotes": P.FIELD_NOTE_READ,
    "findMinors": P.PEOPLE_WRITE,
    "holidayNotices": P.CATALOGUE_READ,
    "holidayYear": P.CATALOGUE_READ,
    "guardianDutyKinds": P.CATALOGUE_READ,
    "jobRuns": P.JOBS_READ,
    "me": P.SESSION_OWN,
    "minorCorrections": P.MINOR_IDENTITY_READ,
    "moduleCatalogue": P.CATALOGUE_READ,
    "coursePasses": P.OUTSIDE_LEARNING_MATCH,
    "officeModule": P.MODULE_WRITE,
    "officeModules": P.MODULE_WRITE,
    "learningSession": P.EDUCATION_READ,
    "learningSessions": P.EDUCATION_READ,
    "learningTotals": P.EDUCATION_READ,
    "mySessions": P.SESSION_OWN,
    "needsAssessment": P.NEEDS_READ,
    "needsForm": P.CATALOGUE_READ,
    "notifications": P.SESSION_OWN,
    "offences": P.CATALOGUE_READ,
    "hardestQuestions": P.EDUCATION_READ,
    "learning": P.LEARN,
    "learningResults": P.EDUCATION_READ,
    "moduleResults": P.EDUCATION_READ,
    "learningAttempt": P.LEARN,
    "ownLearning": P.LEARN,
    "ownSelfReports": P.SELF_REPORT_GIVE,
    "selfReport": P.CHECK_IN_READ,
    "selfReports": P.CHECK_IN_READ,
    "otherOffices": P.ENTRUST,
    "planRecommendation": P.PLAN_WRITE,
    "outcomeTable": P.CATALOGUE_READ,
    "planVersion": P.PLAN_READ,
    "previewDocument": P.DOCUMENT_ISSUE,
    "previewQueryDecision": P.SEAL_QUERY_DECIDE,
    "registerDocuments": P.DOCUMENT_READ,
    "rules": P.SESSION_OWN,
    "sealQueries": P.SEAL_QUERY_RECORD,
    "sealQuery": P.SEAL_QUERY_RECORD,
    "sealedRegister": P.SEALED_REGISTER_READ,
    "teamCandidates": P.TEAM_APPOINT,
    "worklist": P.CASE_LIST,
    "trail": P.AUDIT_TRAIL_READ,
    "unreadNotifications": P.SESSION_OWN,
}
"""What each query asks for, said here a second time on purpose."""

Rows = dict[str, dict[str, bool]]


def permission_of(use_case: Callable[..., Any]) -> Permission:
    """The permission a use case asks for in its first statement."""
    function = ast.parse(textwrap.dedent(inspect.getsource(use_case))).body[0]
    assert isinstance(function, ast.AsyncFunctionDef)
    for node in ast.walk(function):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="actor"), attr="require"),
                args=[ast.Attribute(attr=name)],
            ):
                return Permission[name]
    message = f"{use_case.__name__} asks for nothing"
    raise AssertionError(message)


def expected_rows() -> Rows:
    """Operation → column → whether the gate lets through, from permissions alone."""
    needed = {name: permission_of(use_case) for name, use_case in USE_CASES.items()}
    return {
        name: {
            column: column != NOBODY and permission in ROLE_PERMISSIONS[Role(column)]
            for column in COLUMNS
        }
        for name, permission in {**needed, **QUERY_PERMISSIONS}.items()
    }


def write_rows(path: Path, rows: Rows) -> None:
    """The list as aligned text, mutations and queries by name."""
    widest = max(map(len, rows))
    lines = [" ".join(["operation".ljust(widest), *COLUMNS])]
    lines += [
        " ".join(
            [name.ljust(widest), *((YES if row[c] else NO).ljust(len(c)) for c in COLUMNS)]
        ).rstrip()
        for name, row in sorted(rows.items())
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_rows(path: Path) -> Rows:
    """The list as it was reviewed."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    assert tuple(head.split()[1:]) == COLUMNS
    rows: Rows = {}
    for line in lines:
        name, *cells = line.split()
        assert set(cells) <= {YES, NO}
        rows[name] = {c: cell == YES for c, cell in zip(COLUMNS, cells, strict=True)}
    return rows
