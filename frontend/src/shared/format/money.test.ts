// @vitest-environment node
import { expect, it } from 'vitest';

import { formatFen } from './money.ts';

it.each([
  [0, '¥0.00'],
  [5, '¥0.05'],
  [844_553, '¥8,445.53'],
  [123_456_789_012, '¥1,234,567,890.12'],
  [-1_200, '-¥12.00'],
])('%i fen are written as %s', (fen, expected) => {
  expect(formatFen(fen)).toBe(expected);
});
