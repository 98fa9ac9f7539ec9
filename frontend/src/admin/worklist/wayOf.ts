import type { CaseAction } from '../../shared/api/generated/graphql.ts';
import type { WorkItem } from '../dataProvider/bindings/work.ts';

const PAGES: Partial<Record<CaseAction, (record: string) => string>> = {
  APPROVE_PROPOSAL: () => 'proposal',
  APPROVE_PLAN: () => 'plan/approval',
  APPROVE_OUTCOME_REVIEW: () => 'outcome-review',
  LOG_CHECK_IN: (record) => `check-ins/${record}/log`,
  REVIEW_MISSED_CHECK_IN: (record) => `check-ins/${record}/review`,
  PROPOSE_DECISION: () => 'proposal/new',
  RECORD_SERVICE: () => 'services/record',
};

/** Where the next action of an item is done: its own page, else the page of the case. */
export function wayOf({ caseId, kind, action, recordId }: WorkItem): string | null {
  if (caseId === null) return null;
  if (kind === 'SELF_REPORT') return `/cases/${caseId}/self-reports/${recordId}`;
  const page = action === null ? undefined : PAGES[action];
  return `/cases/${caseId}/${page ? page(recordId) : 'show'}`;
}
