"""What of a sealed file a permitted query may read: the tables each part of its scope holds.

A query is decided part by part (F-09), and least authorisation binds who opens the archive (Q-06):
what the decision does not name stays closed. A table that no part names stays closed, too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from guanhu.sealing.archive import Tables
from guanhu.sealing.facts import SealScope

HOLDS: Final[Mapping[SealScope, frozenset[str]]] = {
    SealScope.INVESTIGATION: frozenset({"attendances", "investigation_holds"}),
    SealScope.PROSECUTION: frozenset(
        {
            "acts", "announcements", "case_closures", "case_files", "case_group_members",
            "case_groups", "case_transfers", "challenges", "charges", "closed_hearings",
            "decisions", "documents", "final_measures", "guardians", "guardianships",
            "involvements", "legal_aid_assignments", "minor_corrections", "minors", "opinions",
            "outcome_evaluations", "outcome_feedback", "outcome_opinions", "outcome_ratings",
            "outcome_reviews", "period_changes", "pleas", "proposals", "quashing_proposals",
            "rescreenings", "review_events", "revocation_incidents", "revocation_proposals",
            "screening_answers", "screenings", "services", "triages", "victim_corrections",
        }
    ),
    SealScope.COUNSELLING: frozenset({"assessment_consents", "assessments"}),
    SealScope.COMPULSORY_MEASURES: frozenset({"compulsory_measures"}),
    SealScope.SOCIAL_INVESTIGATION: frozenset({"investigation_reports", "social_investigations"}),
    SealScope.HELP_AND_SUPERVISION: frozenset(
        {
            "absences", "assignments", "attachments",
            "attempt_grants", "attempts", "learning_steps",
            "check_in_addenda", "check_in_changes", "check_in_evidence",
            "check_in_records", "check_in_remarks", "check_in_schedules", "check_ins",
            "condition_evidence", "evidence_looks", "plan_steps", "restitution_entries",
            "entrustment_answers", "entrustment_contacts", "entrustment_letters", "entrustments",
            "learning_entries", "session_notes", "session_places",
            "field_note_addenda", "field_note_remarks", "field_notes", "note_follow_ups",
            "retracted_entries", "retractions", "school_timetables",
            "duty_reports", "goal_marks", "guardian_duties", "guardian_orders",
            "incident_responses", "incidents", "leave_requests", "leave_steps",
            "consultations", "outcomes",
            "breach_answers", "breach_recommendations",
            "incentives",
            "milestone_conclusions", "milestone_evaluations", "milestone_pauses",
            "milestone_reviews", "needs_assessments", "needs_findings", "needs_views",
            "order_checks", "order_sessions", "plan_agreements", "plan_conditions",
            "plan_feedback", "plan_goals", "plan_versions", "reach_tasks", "recommendations",
            "check_in_links", "self_report_answers", "self_report_questions", "self_reports",
            "team_members", "undertakings",
        }
    ),
}  # fmt: skip
"""Trial, execution and the rest of the ten parts hold no table of a prosecution office."""


def narrowed(tables: Tables, permitted: Collection[SealScope]) -> Tables:
    """The tables of an archive that the permitted parts hold (F-09)."""
    allowed = frozenset().union(*(HOLDS.get(part, frozenset()) for part in permitted))
    return {name: rows for name, rows in tables.items() if name in allowed}
