import type { CaseFile, CaseListItem } from '../dataProvider/bindings/cases.ts';

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

/** A case in its period, with one check-in due and nothing else to do. */
export const aCaseFile = (overrides: Partial<CaseFile> = {}): CaseFile => ({
  id: 'case-1',
  caseNumber: '江检未附〔2026〕10号',
  status: 'ON_PROBATION',
  version: 3,
  receivedOn: '2026-06-20',
  rulebook: '2026-01',
  chainRole: 'CARD_SUPPLIER',
  progress: { startsOn: '2026-07-20', endsOn: '2027-01-20', elapsedDays: 128, totalDays: 184 },
  minor: {
    id: 'minor-1',
    maskedName: '李某',
    sex: 'MALE',
    ageAtAct: 17,
    ageNow: 18,
    schoolStatus: 'VOCATIONAL',
  },
  guardians: [],
  officer: { id: 'account-officer', displayName: '李静', role: 'OFFICER' },
  charges: [],
  involvement: null,
  linkedCases: [],
  opinions: [],
  proposals: [],
  decisions: [],
  probation: null,
  deadlines: [],
  nextDeadline: null,
  allowedActions: [allowed('LOG_CHECK_IN'), allowed('REVIEW_MISSED_CHECK_IN')],
  plan: null,
  planVersions: [],
  team: [],
  assignments: [],
  checkIns: [aCheckIn({ caseId: 'case-1' })],
  outcomeReview: null,
  timeline: [],
  ...overrides,
});

type Action = CaseFile['allowedActions'][number];

export const allowed = (action: Action['action']): Action => ({
  action,
  allowed: true,
  code: null,
  reason: null,
  basis: null,
});

export const refused = (action: Action['action'], code: string, reason: string): Action => ({
  action,
  allowed: false,
  code,
  reason,
  basis: null,
});

/** One line of the caseload. */
export const aListItem = (overrides: Partial<CaseListItem> = {}): CaseListItem => ({
  id: 'case-1',
  caseNumber: '江检未附〔2026〕10号',
  maskedName: '李某',
  ageAtAct: 17,
  ageNow: 18,
  chainRole: 'CARD_SUPPLIER',
  status: 'ON_PROBATION',
  officerName: '李静',
  progress: { startsOn: '2026-07-20', endsOn: '2027-01-20', elapsedDays: 128, totalDays: 184 },
  nextDeadline: {
    kind: 'SERVICE',
    title: '送达附条件不起诉决定书',
    startsOn: '2026-11-20',
    dueOn: '2026-11-23',
    state: 'OVERDUE',
    provisional: false,
    basis: { rule: 'D-08', citation: '规则第471条第1款', unconfirmed: true },
    explanation: ['从11月20日起算，当日不计入。'],
  },
  lastCheckInOn: '2026-11-10',
  missedToReview: 2,
  version: 3,
  ...overrides,
});

/** An opinion submitted for approval, complete. */
export const anOutcomeReview = (
  overrides: Partial<NonNullable<CaseFile['outcomeReview']>> = {},
): NonNullable<CaseFile['outcomeReview']> => ({
  id: 'review-1',
  state: 'SUBMITTED',
  version: 2,
  assembled: {
    checkInsKept: 11,
    checkInsMissed: 1,
    modulesDone: 2,
    modulesAssigned: 3,
    goalsCount: 2,
    goalsDone: 1,
    conditionsCount: 4,
  },
  ratings: [],
  evaluations: [],
  proposal: 'NON_PROSECUTION',
  reasons: '考验期内遵守规定。',
  author: { id: 'account-officer', displayName: '李静', role: 'OFFICER' },
  approver: null,
  feedback: [],
  missing: [],
  defaultOutcome: 'NON_PROSECUTION',
  ...overrides,
});
