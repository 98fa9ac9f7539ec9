import { daysBetween, inShanghai } from '../../shared/format/dates.ts';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';

export type MarkKind = 'kept' | 'missed' | 'module';

export interface PeriodMark {
  kind: MarkKind;
  date: string;
  /** Place on the axis, 0 at the start and 1 at the end of the period. */
  at: number;
}

interface Period {
  startsOn: string;
  endsOn: string;
}

/** What happened in the period, on its own axis; what lies outside is left out. */
export function periodMarks(
  period: Period,
  record: Pick<CaseFile, 'checkIns' | 'assignments'>,
): PeriodMark[] {
  const length = Math.max(1, daysBetween(period.startsOn, period.endsOn));
  const marks: [MarkKind, string | null | undefined][] = [
    ...record.checkIns.flatMap((checkIn): [MarkKind, string][] => {
      if (checkIn.happenedAt) return [['kept', inShanghai(checkIn.happenedAt).date]];
      const missed = checkIn.status === 'MISSED' || checkIn.status === 'REVIEWED';
      return missed ? [['missed', checkIn.dueUntil]] : [];
    }),
    ...record.assignments.map(({ completedOn }): [MarkKind, string | null | undefined] => [
      'module',
      completedOn,
    ]),
  ];
  return marks.flatMap(([kind, date]) => {
    if (!date) return [];
    const at = daysBetween(period.startsOn, date) / length;
    return at < 0 || at > 1 ? [] : [{ kind, date, at }];
  });
}
