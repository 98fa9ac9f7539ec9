// @vitest-environment node
import { expect, it } from 'vitest';

import { milestones } from './milestones.ts';

it('puts today where it falls between the stations', () => {
  const stations = milestones({
    today: '2026-06-10',
    startsOn: '2026-03-20',
    reviewOn: '2026-09-01',
    endsOn: '2026-09-20',
  });

  expect(stations).toEqual([
    { kind: 'start', date: '2026-03-20', daysAhead: -82 },
    { kind: 'today', date: '2026-06-10', daysAhead: 0 },
    { kind: 'review', date: '2026-09-01', daysAhead: 83 },
    { kind: 'end', date: '2026-09-20', daysAhead: 102 },
  ]);
});

it('puts today after the end when the period is over', () => {
  const stations = milestones({
    today: '2026-09-21',
    startsOn: '2026-03-20',
    reviewOn: '2026-09-01',
    endsOn: '2026-09-20',
  });

  expect(stations.map(({ kind }) => kind)).toEqual(['start', 'review', 'end', 'today']);
});

it('puts the start before today on the first day', () => {
  const stations = milestones({
    today: '2026-03-20',
    startsOn: '2026-03-20',
    reviewOn: '2026-09-01',
    endsOn: '2026-09-20',
  });

  expect(stations.map(({ kind }) => kind)).toEqual(['start', 'today', 'review', 'end']);
});

it.each([
  ['2026-06-10', ['start', 'today', 'review', 'end']],
  ['2026-09-20', ['start', 'review', 'end', 'today']],
  ['2026-09-21', ['start', 'end', 'today', 'review']],
])('keeps a review without a date on the road, on %s', (today, kinds) => {
  const stations = milestones({ today, startsOn: '2026-03-20', endsOn: '2026-09-20' });

  expect(stations.map(({ kind }) => kind)).toEqual(kinds);
  expect(stations.find(({ kind }) => kind === 'review')).toEqual({
    kind: 'review',
    date: null,
    daysAhead: null,
  });
});

it('has no stations before there is a period', () => {
  expect(milestones({ today: '2026-03-20', startsOn: null, endsOn: null })).toEqual([]);
});
