// @vitest-environment node
import { describe, expect, it } from 'vitest';

import type { OutcomeEntry } from '../dataProvider/bindings/outcomes.ts';

import { emptyGroup, itemsOf, problemsOf, type GroupForm } from './groupOutcomes.ts';

const attended: OutcomeEntry = {
  code: 'ATTENDED_COMPLIED',
  title: '到场并按要求完成',
  kinds: [],
  evidenceDays: null,
};
const absent: OutcomeEntry = {
  code: 'ACCEPTABLE_ABSENCE',
  title: '有正当理由缺席',
  kinds: [{ code: 'ILLNESS', title: '生病' }],
  evidenceDays: null,
};
const full: GroupForm = {
  caseIds: ['case-2', 'case-1'],
  heldOn: '2026年3月3日',
  outcome: 'ATTENDED_COMPLIED',
  absenceKind: 'ILLNESS',
  note: ' 小组活动 ',
};
const now = new Date('2026-03-05T02:00:00Z');
const wrong = (form: GroupForm, entry: OutcomeEntry | undefined) =>
  problemsOf(form, entry, (key) => key, now).map(({ field, text }) => [field, text]);

describe('what is wrong with a group’s outcomes', () => {
  it('is told of every field at once', () => {
    expect(wrong(emptyGroup, undefined)).toEqual([
      ['caseIds', 'form.chooseOne'],
      ['heldOn', 'form.notADate'],
      ['outcome', 'form.chooseOne'],
      ['note', 'form.fill'],
    ]);
  });

  it('is a day to come, a kind left out, and one more than thirty', () => {
    const form = {
      ...full,
      heldOn: '2026-03-06',
      absenceKind: null,
      caseIds: Array.from({ length: 31 }, (_none, index) => `case-${index}`),
    };

    expect(wrong(form, absent)).toEqual([
      ['caseIds', 'group.tooMany'],
      ['heldOn', 'form.future'],
      ['absenceKind', 'form.chooseOne'],
    ]);
  });

  it('is nothing when all is there', () => {
    expect(wrong(full, attended)).toEqual([]);
  });
});

it('sends one item for each, and a kind only with an outcome that has kinds', () => {
  const item = { about: 'SESSION', heldOn: '2026-03-03', note: '小组活动' };

  expect(itemsOf(full, attended)).toEqual([
    { ...item, caseId: 'case-2', outcome: 'ATTENDED_COMPLIED', absenceKind: null },
    { ...item, caseId: 'case-1', outcome: 'ATTENDED_COMPLIED', absenceKind: null },
  ]);
  expect(itemsOf(full, absent)[0]).toMatchObject({ absenceKind: 'ILLNESS' });
});
