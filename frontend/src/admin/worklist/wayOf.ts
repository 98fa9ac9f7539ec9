import type { CaseAction, WorkKind } from '../../shared/api/generated/graphql.ts';
import type { WorkItem } from '../dataProvider/bindings/work.ts';
import type { TextKey } from '../i18n/useText.ts';

interface Page {
  words: TextKey;
  at: (record: string) => string;
}

const PAGES: Partial<Record<CaseAction, (record: string) => string>> = {
  APPROVE_PROPOSAL: () => 'proposal',
  APPROVE_PLAN: () => 'plan/approval',
  APPROVE_OUTCOME_REVIEW: () => 'outcome-review',
  LOG_CHECK_IN: (record) => `check-ins/${record}/log`,
  REVIEW_MISSED_CHECK_IN: (record) => `check-ins/${record}/review`,
  PROPOSE_DECISION: () => 'proposal/new',
  RECORD_SERVICE: () => 'services/record',
};

/** What has no action of a case, and a page of its own all the same. */
const PAGES_OF_KINDS: Partial<Record<WorkKind, Page>> = {
  SELF_REPORT: { words: 'selfReports.review', at: (record) => `self-reports/${record}` },
};

/** The one button of an item: what it says, and where that is done; else the page of the case. */
export function wayOf({ caseId, kind, action, recordId }: WorkItem): {
  words: TextKey;
  to: string | null;
} {
  const own = PAGES_OF_KINDS[kind];
  const words = own?.words ?? (action === null ? 'work.open' : `labels.action.${action}`);
  if (caseId === null) return { words, to: null };
  const at = own?.at ?? (action === null ? undefined : PAGES[action]);
  return { words, to: `/cases/${caseId}/${at ? at(recordId) : 'show'}` };
}
