// @vitest-environment node
import { describe, expect, it } from 'vitest';

import {
  addDays,
  daysBetween,
  formatDate,
  formatDayInWeek,
  formatInstant,
  inShanghai,
  readDate,
  readTime,
  shanghaiInstant,
} from './dates.ts';

describe('calendar dates', () => {
  it('are written as the language writes them, whatever the time zone of the reader', () => {
    expect(formatDate('2026-03-02', 'zh')).toBe('2026年3月2日');
    expect(formatDate('2026-03-02', 'en')).toBe('2 Mar 2026');
    expect(formatDayInWeek('2026-03-02', 'zh')).toBe('3月2日 周一');
    expect(formatDayInWeek('2026-03-02', 'en')).toBe('Mon 2 Mar');
  });

  it('count over month and year ends', () => {
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it.each([
    ['2026-3-2', '2026-03-02'],
    ['2026/03/02', '2026-03-02'],
    ['20260302', '2026-03-02'],
    ['2026年3月2日', '2026-03-02'],
    [' 2 Mar 2026 ', '2026-03-02'],
    ['2 March 2026', '2026-03-02'],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['昨天', null],
    ['', null],
  ])('typed as %j are read as %j', (typed, expected) => {
    expect(readDate(typed)).toBe(expected);
  });
});

describe('instants', () => {
  it('are shown on the Shanghai calendar', () => {
    expect(inShanghai('2026-03-02T16:30:00Z')).toEqual({ date: '2026-03-03', time: '00:30' });
    expect(formatInstant('2026-03-02T01:05:00Z', 'zh')).toBe('2026年3月2日 09:05');
  });

  it('come back from a Shanghai date and time', () => {
    expect(shanghaiInstant('2026-03-03', '00:30')).toBe('2026-03-02T16:30:00.000Z');
  });

  it.each([
    ['9:05', '09:05'],
    ['09：05', '09:05'],
    ['0905', '09:05'],
    ['9点', '09:00'],
    ['24:00', null],
    ['9', null],
  ])('clock time typed as %j is read as %j', (typed, expected) => {
    expect(readTime(typed)).toBe(expected);
  });
});
