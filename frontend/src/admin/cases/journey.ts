import type { CaseStatus } from '../../shared/api/generated/graphql.ts';

/** The main road of a case (product.md §3), in order. */
export const STEPS = [
  'RECEIVED',
  'UNDER_REVIEW',
  'PROPOSED',
  'DECIDED',
  'ON_PROBATION',
  'PERIOD_ENDED',
  'OPINION_GIVEN',
  'FINAL_DECISION',
  'SEALED',
] as const satisfies readonly CaseStatus[];

export type Step = (typeof STEPS)[number];

/** Where a case has left the main road: the last step it had reached there. */
const TURN: Partial<Record<CaseStatus, Step>> = {
  INELIGIBLE: 'UNDER_REVIEW',
  NON_PROSECUTION_DIRECT: 'UNDER_REVIEW',
  PROSECUTED: 'UNDER_REVIEW',
  REVOKED: 'ON_PROBATION',
  QUASHED: 'DECIDED',
};

export interface Place {
  /** Steps to show; cut at the turn when the case has left the road. */
  steps: readonly Step[];
  /** Index of the present step, or the number of steps when all are behind. */
  at: number;
  /** The status the case turned to, shown after the last step. */
  turned: CaseStatus | null;
}

export function placeOf(status: CaseStatus): Place {
  const turn = TURN[status];
  if (turn !== undefined) {
    const steps = STEPS.slice(0, STEPS.indexOf(turn) + 1);
    return { steps, at: steps.length, turned: status };
  }
  const at = STEPS.findIndex((step) => step === status);
  return { steps: STEPS, at: at === -1 ? STEPS.length : at, turned: null };
}
