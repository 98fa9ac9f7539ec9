// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { aReport } from '../../testing/reports.ts';

import {
  answersOf,
  firstMissing,
  inputOf,
  missingOn,
  NOTHING,
  stepsOf,
  type Answers,
} from './answers.ts';

const conditions = [
  { id: 'condition-1', plainWording: '银行卡只给自己用。' },
  { id: 'condition-2', plainWording: '按时上学。' },
];
const report = aReport({ questions: ['作业按时交了吗？', '睡得好吗？'] });
const full: Answers = {
  mood: 'LOW',
  helpWanted: true,
  helpWith: ' 数学 ',
  conditions: { 'condition-1': 'YES', 'condition-2': 'PARTLY', gone: 'YES' },
  proudOf: ' ',
  wantToTalk: false,
  extra: ['', '还行。'],
};
const steps = stepsOf(report.questions, conditions);

describe('the pages of a report', () => {
  it('are the questions, and those of the office last', () => {
    expect(steps).toEqual(['mood', 'help', 'conditions', 'proud', 'talk', 'extra-0', 'extra-1']);
  });

  it('leave out what was agreed where nothing is', () => {
    expect(stepsOf([], [])).toEqual(['mood', 'help', 'proud', 'talk']);
  });
});

describe('what lacks', () => {
  it('names each condition without an answer', () => {
    const answers: Answers = { ...full, conditions: { 'condition-1': 'YES' } };

    expect(missingOn('conditions', answers, conditions)).toEqual(['condition-2']);
    expect(firstMissing(steps, answers, conditions)).toBe('conditions');
  });

  it('is never a word of one’s own', () => {
    expect(missingOn('proud', NOTHING, conditions)).toEqual([]);
    expect(missingOn('extra-0', NOTHING, conditions)).toEqual([]);
  });

  it('begins with the first page, and is nothing once all is answered', () => {
    expect(firstMissing(steps, NOTHING, conditions)).toBe('mood');
    expect(firstMissing(steps, full, conditions)).toBeNull();
  });
});

describe('what is sent', () => {
  it('holds every question’s answer in its place, and only what is agreed now', () => {
    expect(inputOf(report, conditions, full)).toEqual({
      checkInId: 'check-in-1',
      mood: 'LOW',
      helpWanted: true,
      helpWith: '数学',
      wantToTalk: false,
      proudOf: null,
      conditions: [
        { conditionId: 'condition-1', answer: 'YES' },
        { conditionId: 'condition-2', answer: 'PARTLY' },
      ],
      extraAnswers: ['', '还行。'],
    });
  });

  it('leaves behind the words for help that is not wanted', () => {
    expect(inputOf(report, conditions, { ...full, helpWanted: false }).helpWith).toBeNull();
  });

  it('is not made of answers that lack something', () => {
    expect(() => inputOf(report, conditions, NOTHING)).toThrow('lacks an answer');
  });

  it('reads back as it was given', () => {
    const given = {
      mood: 'LOW' as const,
      helpWanted: true,
      helpWith: '数学',
      wantToTalk: false,
      proudOf: null,
      conditions: [{ conditionId: 'condition-1', answer: 'YES' as const }],
      questions: [
        { question: '作业按时交了吗？', answer: null },
        { question: '睡得好吗？', answer: '还行。' },
      ],
    };

    expect(answersOf(given)).toEqual({
      ...full,
      helpWith: '数学',
      proudOf: '',
      conditions: { 'condition-1': 'YES' },
    });
  });
});
