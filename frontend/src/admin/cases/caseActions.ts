import type { CaseAction } from '../../shared/api/generated/graphql.ts';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';

import { toBeServed } from './forms/addressees.ts';

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
  const proposed = file.proposals?.some(({ state }) => state === 'SUBMITTED') ?? false;
  const planned = file.planVersions.some(({ state }) => state === 'SUBMITTED');
  const ways: (Way | null)[] = [
    proposed ? { action: 'APPROVE_PROPOSAL', to: `${base}/proposal` } : null,
    planned ? { action: 'APPROVE_PLAN', to: `${base}/plan/approval` } : null,
    open ? { action: 'LOG_CHECK_IN', to: `${base}/check-ins/${open.id}/log` } : null,
    missed
      ? { action: 'REVIEW_MISSED_CHECK_IN', to: `${base}/check-ins/${missed.id}/review` }
      : null,
    { action: 'ASSIGN_MODULE', to: `${base}/education/assign` },
    file.outcomeReview?.state === 'SUBMITTED'
      ? { action: 'APPROVE_OUTCOME_REVIEW', to: `${base}/outcome-review` }
      : null,
    { action: 'RECORD_SCREENING', to: `${base}/screening/new` },
    { action: 'RECORD_TRIAGE', to: `${base}/triage/new` },
    { action: 'HEAR_OPINION', to: `${base}/opinions/hear` },
    { action: 'PROPOSE_DECISION', to: `${base}/proposal/new` },
    toBeServed(file) ? { action: 'RECORD_SERVICE', to: `${base}/services/record` } : null,
  ];
  return ways.filter((way) => way !== null);
}
