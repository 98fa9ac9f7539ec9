import type { zhReports } from './zhReports.ts';

export const enReports: typeof zhReports = {
  title: 'Self-reports',
  one: 'Self-report',
  intro:
    'What young people say themselves. It adds to human contact and never replaces it; each report lies in one list only.',
  queues: 'Three lists',
  queue: { NEEDS_ATTENTION: 'Needs attention', AWAITING: 'Awaiting', REVIEWED: 'Reviewed' },
  empty: {
    NEEDS_ATTENTION: 'No self-report needs attention',
    AWAITING: 'No self-report is awaited now',
    REVIEWED: 'No self-report was reviewed yet',
  },
  emptyWhy: {
    NEEDS_ATTENTION:
      'Reports nobody has read yet, and those that never came, are listed here; who needs help comes first.',
    AWAITING: 'Reports that can be given now and were not yet are listed here.',
    REVIEWED: 'Reports somebody has looked at are listed here, the latest first.',
  },
  sign: {
    HELP_WANTED: 'Wants help',
    WANTS_TO_TALK: 'Wants to talk',
    LOW_MOOD: 'Low mood',
    CONDITION_NOT_YET: 'A condition not kept yet',
  },
  missed: 'Never came',
  givenAt: 'given %{at}',
  until: 'at the latest %{day}',
  reviewedBy: 'reviewed by %{name}, %{at}',
  reviewedHead: 'Review',
  review: 'Read and review',
  read: 'Read',
  earlierCondition: '(a condition of an earlier plan)',
  note: 'What was done about it',
  noteNeeded:
    'Somebody has to follow this report up: say what was done, a call or a meeting for example.',
  noteHint: 'May be left empty where there was nothing to do.',
  sensitive: 'Do not show this note to the family',
  submit: 'Confirm the review',
  reviewed: 'The review is on record',
  earlier: 'Previous page',
  later: 'Next page',
  page: 'Page %{page} of %{pages}',
};
