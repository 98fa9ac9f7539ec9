import { daysBetween } from '../../shared/format/dates.ts';

export type MilestoneKind = 'start' | 'today' | 'review' | 'end';

export interface Milestone {
  kind: MilestoneKind;
  /** Null for a review that has no date yet. */
  date: string | null;
  /** Days from today: negative is past, 0 is today; null without a date. */
  daysAhead: number | null;
}

interface Period {
  today: string;
  startsOn?: string | null | undefined;
  reviewOn?: string | null | undefined;
  endsOn?: string | null | undefined;
}

/** At equal dates: what happens on that day comes before "today". */
const ORDER: readonly MilestoneKind[] = ['start', 'review', 'end', 'today'];

/**
 * The stations of the period in the order of their dates; empty before the period has a start.
 *
 * A review without a date still stands on the road: before the end, or last when the end has passed.
 */
export function milestones({ today, startsOn, reviewOn, endsOn }: Period): Milestone[] {
  if (!startsOn || !endsOn) return [];
  const dated: [MilestoneKind, string][] = [
    ['start', startsOn],
    ['today', today],
    ['end', endsOn],
  ];
  if (reviewOn) dated.push(['review', reviewOn]);
  const stations: Milestone[] = dated
    .map(([kind, date]) => ({ kind, date, daysAhead: daysBetween(today, date) }))
    .sort(
      (left, right) =>
        left.daysAhead - right.daysAhead || ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind),
    );
  if (!reviewOn) {
    const end = stations.findIndex(({ kind }) => kind === 'end');
    const place = today > endsOn ? stations.length : end;
    stations.splice(place, 0, { kind: 'review', date: null, daysAhead: null });
  }
  return stations;
}
