import type { OwnReport } from '../portal/report/answers.ts';

/** A self-report that is due and not given yet. */
export const aReport = (overrides: Partial<OwnReport> = {}): OwnReport => ({
  id: 'check-in-1',
  caseId: 'case-1',
  status: 'DUE',
  dueFrom: '2026-03-02',
  dueUntil: '2026-03-04',
  graceUntil: '2026-03-06',
  questions: [],
  given: null,
  ...overrides,
});
