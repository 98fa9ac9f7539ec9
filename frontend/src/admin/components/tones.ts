import type {
  AssignmentStatus,
  CaseStatus,
  CheckInStatus,
  DeadlineState,
  PlanVersionState,
  ReviewState,
} from '../../shared/api/generated/graphql.ts';

import type { Tone } from './Notice.tsx';

export const caseTone: Record<CaseStatus, Tone> = {
  RECEIVED: 'quiet',
  UNDER_REVIEW: 'quiet',
  PROPOSED: 'info',
  DECIDED: 'info',
  ON_PROBATION: 'info',
  PERIOD_ENDED: 'warn',
  OPINION_GIVEN: 'warn',
  FINAL_DECISION: 'ok',
  SEALED: 'quiet',
  CLOSED: 'quiet',
  INELIGIBLE: 'quiet',
  NON_PROSECUTION_DIRECT: 'ok',
  PROSECUTED: 'danger',
  REVOKED: 'danger',
  QUASHED: 'danger',
};

export const deadlineTone: Record<DeadlineState, Tone> = {
  OPEN: 'quiet',
  DUE_SOON: 'warn',
  DUE_TODAY: 'warn',
  OVERDUE: 'danger',
  DONE: 'ok',
};

export const checkInTone: Record<CheckInStatus, Tone> = {
  SCHEDULED: 'quiet',
  DUE: 'info',
  RECORDED: 'ok',
  MISSED: 'warn',
  REVIEWED: 'quiet',
  EXCUSED: 'quiet',
  CANCELLED: 'quiet',
  SUPERSEDED: 'quiet',
};

export const assignmentTone: Record<AssignmentStatus, Tone> = {
  ASSIGNED: 'info',
  COMPLETED: 'ok',
  WITHDRAWN: 'quiet',
};

export const planTone: Record<PlanVersionState, Tone> = {
  DRAFT: 'quiet',
  SUBMITTED: 'info',
  IN_FORCE: 'ok',
  SUPERSEDED: 'quiet',
  RETURNED: 'warn',
  DISCARDED: 'quiet',
};

export const reviewTone: Record<ReviewState, Tone> = {
  DRAFT: 'quiet',
  SUBMITTED: 'info',
  RETURNED: 'warn',
  APPROVED: 'ok',
};
