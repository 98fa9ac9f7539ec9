// @vitest-environment node
import { expect, it } from 'vitest';

import { formatOffenceArticle } from './articles.ts';

it.each([
  ['266', '刑法第266条', 'CL art. 266'],
  ['287-2', '刑法第287条之二', 'CL art. 287-2'],
  ['285(2)', '刑法第285条第2款', 'CL art. 285(2)'],
])('offence %s is %s', (code, chinese, english) => {
  expect(formatOffenceArticle(code, 'zh')).toBe(chinese);
  expect(formatOffenceArticle(code, 'en')).toBe(english);
});
