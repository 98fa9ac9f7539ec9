// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { en } from './en.ts';
import { fillText, findText, type TextTree } from './translate.ts';
import { zh } from './zh.ts';

const paths = (tree: TextTree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : paths(value, `${prefix}${key}.`),
  );

const places = (text: string) => [...text.matchAll(/%\{(\w+)\}/g)].map((hit) => hit[1]);

describe('fillText', () => {
  it('fills the named places and leaves unknown ones alone', () => {
    expect(fillText('第 %{day} 天，共 %{total} 天', { day: 84 })).toBe('第 84 天，共 %{total} 天');
  });

  it.each([
    [1, '1 day'],
    [0, '0 days'],
    [5, '5 days'],
  ])('takes the form that fits the number %i', (count, expected) => {
    const text = '%{smart_count} day |||| %{smart_count} days';

    expect(fillText(text, { smart_count: count })).toBe(expected);
  });
});

describe('findText', () => {
  it('follows the path to a sentence only', () => {
    expect(findText({ a: { b: 'sentence' } }, 'a.b')).toBe('sentence');
    expect(findText({ a: { b: 'sentence' } }, 'a')).toBeUndefined();
    expect(findText({ a: { b: 'sentence' } }, 'a.b.c')).toBeUndefined();
  });
});

describe('the shared catalogue', () => {
  it.each(paths(zh))('%s says the same places in both languages', (path) => {
    const [chinese, english] = [findText(zh, path) ?? '', findText(en, path) ?? ''];

    expect(new Set(places(english))).toEqual(new Set(places(chinese)));
    expect(english).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
