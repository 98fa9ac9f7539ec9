// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { findText, type TextTree } from '../../shared/i18n/translate.ts';

import { en } from './en.ts';
import { zh } from './zh.ts';

const paths = (tree: TextTree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : paths(value, `${prefix}${key}.`),
  );

const places = (text: string) =>
  [...new Set([...text.matchAll(/%\{(\w+)\}/g)].map((hit) => hit[1]))].sort().join();

describe('the catalogue of the case desk', () => {
  it('fills the same places in both languages', () => {
    const different = paths(zh).filter(
      (path) => places(findText(zh, path) ?? '') !== places(findText(en, path) ?? ''),
    );

    expect(different).toEqual([]);
  });

  it('has no Chinese in English, and no English in Chinese but proper names', () => {
    const strange = paths(zh).filter(
      (path) =>
        /[\u4e00-\u9fff]/.test(findText(en, path) ?? '') ||
        /[A-Za-z]/.test((findText(zh, path) ?? '').replace(/%\{\w+\}|GOIP/g, '')),
    );

    expect(strange).toEqual([]);
  });
});
