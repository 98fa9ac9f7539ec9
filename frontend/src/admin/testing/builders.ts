import type { CaseFile } from '../dataProvider/bindings/cases.ts';

type CheckIn = CaseFile['checkIns'][number];
type Assignment = CaseFile['assignments'][number];

/** A check-in that is due, with nothing on record yet. */
export const aCheckIn = (overrides: Partial<CheckIn> = {}): CheckIn => ({
  id: 'check-in-1',
  caseId: 'case-1',
  kind: 'VISIT',
  status: 'DUE',
  dueFrom: '2026-03-01',
  dueUntil: '2026-03-03',
  graceUntil: '2026-03-05',
  late: false,
  happenedAt: null,
  enteredAt: null,
  contactMade: null,
  noContactReason: null,
  topics: [],
  concernLevel: null,
  note: null,
  nextStep: null,
  present: [],
  review: null,
  ...overrides,
});

/** A module that has been assigned and not begun. */
export const anAssignment = (overrides: Partial<Assignment> = {}): Assignment => ({
  id: 'assignment-1',
  module: { code: 'TWO_CARDS', title: '两张卡', minutes: 45 },
  conditionId: null,
  dueOn: '2026-03-20',
  status: 'ASSIGNED',
  completedOn: null,
  minutes: null,
  ...overrides,
});
