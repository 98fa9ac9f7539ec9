// @vitest-environment node
import { expect, it } from 'vitest';

import { aCheckIn, anAssignment } from '../testing/builders.ts';

import { periodMarks } from './periodMarks.ts';

const period = { startsOn: '2026-03-01', endsOn: '2026-03-11' };

it('places what happened on the axis of the period', () => {
  const marks = periodMarks(period, {
    checkIns: [
      // 16:30 UTC is already the next day in Shanghai.
      aCheckIn({ status: 'RECORDED', happenedAt: '2026-03-05T16:30:00Z' }),
      aCheckIn({ status: 'MISSED', dueUntil: '2026-03-11' }),
      aCheckIn({ status: 'REVIEWED', dueUntil: '2026-03-01' }),
      aCheckIn({ status: 'DUE', dueUntil: '2026-03-03' }),
      aCheckIn({ status: 'EXCUSED', dueUntil: '2026-03-03' }),
    ],
    assignments: [
      anAssignment({ status: 'COMPLETED', completedOn: '2026-03-03' }),
      anAssignment({ status: 'ASSIGNED', completedOn: null }),
    ],
  });

  expect(marks).toEqual([
    { kind: 'kept', date: '2026-03-06', at: 0.5 },
    { kind: 'missed', date: '2026-03-11', at: 1 },
    { kind: 'missed', date: '2026-03-01', at: 0 },
    { kind: 'module', date: '2026-03-03', at: 0.2 },
  ]);
});

it('leaves out what lies outside the period', () => {
  const marks = periodMarks(period, {
    checkIns: [aCheckIn({ status: 'RECORDED', happenedAt: '2026-03-12T04:00:00Z' })],
    assignments: [anAssignment({ status: 'COMPLETED', completedOn: '2026-02-28' })],
  });

  expect(marks).toEqual([]);
});
