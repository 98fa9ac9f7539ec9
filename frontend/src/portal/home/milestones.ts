import { daysBetween } from '../../shared/format/dates.ts';

export type MilestoneKind = 'start' | 'today' | 'review' | 'end';

export interface Milestone {
  kind: MilestoneKind;
  date: string;
  /** Days from today: negative is past, 0 is today. */
  daysAhead: number;
}

interface Period {
  today: string;
  startsOn?: string | null | undefined;
  reviewOn?: string | null | undefined;
  endsOn?: string | null | undefined;
}

/** At equal dates: what happens on that day comes before "today". */
const ORDER: readonly MilestoneKind[] = ['start', 'review', 'end', 'today'];

/** The stations of the period in the order of their dates; empty before the period has a start. */
export function milestones({ today, startsOn, reviewOn, endsOn }: Period): Milestone[] {
  if (!startsOn || !endsOn) return [];
  const stations: [MilestoneKind, string | null | undefined][] = [
    ['start', startsOn],
    ['today', today],
    ['review', reviewOn],
    ['end', endsOn],
  ];
  return stations
    .flatMap(([kind, date]) => (date ? [{ kind, date, daysAhead: daysBetween(today, date) }] : []))
    .sort(
      (left, right) =>
        left.daysAhead - right.daysAhead || ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind),
    );
}
