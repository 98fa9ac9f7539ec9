import type { zhWork } from './zhWork.ts';

/** What the page of what needs attention says, in English. */
export const enWork: typeof zhWork = {
  title: 'Needs attention',
  count: '%{title}: %{count}, show only these',
  all: 'All',
  nothing: 'Nothing needs attention',
  nothingWhy:
    'Statutory deadlines that are near or past, incidents to decide, missed check-ins to review, approvals and files offered to you are listed here, the gravest first; each goes by acting on it.',
  due: 'Due',
  since: 'Waits since',
  overdue: 'Overdue',
  open: 'Open the case',
  of: '%{action}: %{name}',
  more: 'Show more',
  shown: '%{shown} of %{total} shown',
  sealed: 'A sealed record',
};
