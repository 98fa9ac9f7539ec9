import type { CaseAction } from '../../shared/api/generated/graphql.ts';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';

export interface Way {
  action: CaseAction;
  to: string;
}

/**
 * The pages this desk has for actions of a case, with the check-in they are about.
 *
 * Whether an action is allowed is the server's word; here is only where it is done.
 */
export function waysOf(file: CaseFile): Way[] {
  const base = `/cases/${file.id}`;
  const open = file.checkIns.find(({ status }) => status === 'DUE');
  const missed = file.checkIns.find(({ status }) => status === 'MISSED');
  const ways: (Way | null)[] = [
    open ? { action: 'LOG_CHECK_IN', to: `${base}/check-ins/${open.id}/log` } : null,
    missed
      ? { action: 'REVIEW_MISSED_CHECK_IN', to: `${base}/check-ins/${missed.id}/review` }
      : null,
    { action: 'ASSIGN_MODULE', to: `${base}/education/assign` },
    file.outcomeReview?.state === 'SUBMITTED'
      ? { action: 'APPROVE_OUTCOME_REVIEW', to: `${base}/outcome-review` }
      : null,
  ];
  return ways.filter((way) => way !== null);
}
