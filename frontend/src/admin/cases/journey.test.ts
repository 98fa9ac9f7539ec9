// @vitest-environment node
import { expect, it } from 'vitest';

import { placeOf, STEPS } from './journey.ts';

it('stands at its own step of the main road', () => {
  expect(placeOf('ON_PROBATION')).toEqual({ steps: STEPS, at: 4, turned: null });
  expect(placeOf('RECEIVED').at).toBe(0);
});

it('has every step behind it when closed', () => {
  expect(placeOf('CLOSED')).toEqual({ steps: STEPS, at: 9, turned: null });
});

it.each([
  ['INELIGIBLE', ['RECEIVED', 'UNDER_REVIEW']],
  ['PROSECUTED', ['RECEIVED', 'UNDER_REVIEW']],
  ['REVOKED', ['RECEIVED', 'UNDER_REVIEW', 'PROPOSED', 'DECIDED', 'ON_PROBATION']],
] as const)('%s has left the road after the steps it had reached', (status, steps) => {
  expect(placeOf(status)).toEqual({ steps: [...steps], at: steps.length, turned: status });
});
