import type {
  GiveSelfReportInput,
  Mood,
  OwnAnswer,
  OwnSelfReportsQuery,
} from '../../shared/api/generated/graphql.ts';

export type OwnReport = OwnSelfReportsQuery['ownSelfReports'][number];
export type OwnCondition = OwnSelfReportsQuery['familyView']['conditions'][number];

/** What is filled in so far; also what the draft keeps. */
export interface Answers {
  mood: Mood | null;
  helpWanted: boolean | null;
  helpWith: string;
  conditions: Record<string, OwnAnswer>;
  proudOf: string;
  wantToTalk: boolean | null;
  extra: string[];
}

export const NOTHING: Answers = {
  mood: null,
  helpWanted: null,
  helpWith: '',
  conditions: {},
  proudOf: '',
  wantToTalk: null,
  extra: [],
};

export const MOODS: readonly Mood[] = ['GREAT', 'GOOD', 'SO_SO', 'LOW', 'BAD'];
export const OWN_ANSWERS: readonly OwnAnswer[] = ['YES', 'PARTLY', 'NOT_YET'];

/** One question, one page. `extra-0` is the first of the questions set by the people on the case. */
export type Step = 'mood' | 'help' | 'conditions' | 'proud' | 'talk' | `extra-${number}`;

/** The pages of a report, in their order. */
export function stepsOf(
  questions: readonly string[],
  conditions: readonly OwnCondition[],
): readonly Step[] {
  return [
    'mood',
    'help',
    ...(conditions.length > 0 ? (['conditions'] as const) : []),
    'proud',
    'talk',
    ...questions.map((_question, index): Step => `extra-${index}`),
  ];
}

/** What one page still lacks: the names of its fields; empty when one may go on. */
export function missingOn(
  step: Step,
  answers: Answers,
  conditions: readonly OwnCondition[],
): string[] {
  switch (step) {
    case 'mood':
      return answers.mood === null ? ['mood'] : [];
    case 'help':
      return answers.helpWanted === null ? ['help'] : [];
    case 'talk':
      return answers.wantToTalk === null ? ['talk'] : [];
    case 'conditions':
      return conditions
        .filter(({ id }) => answers.conditions[id] === undefined)
        .map(({ id }) => id);
    default:
      return [];
  }
}

/** The first page that lacks an answer, or null when all may be sent. */
export function firstMissing(
  steps: readonly Step[],
  answers: Answers,
  conditions: readonly OwnCondition[],
): Step | null {
  return steps.find((step) => missingOn(step, answers, conditions).length > 0) ?? null;
}

const orNull = (words: string) => (words.trim() === '' ? null : words.trim());

/** The command out of answers that lack nothing. Words for help that is not wanted stay behind. */
export function inputOf(
  report: OwnReport,
  conditions: readonly OwnCondition[],
  answers: Answers,
): Omit<GiveSelfReportInput, 'idempotencyKey'> {
  const { mood, helpWanted, wantToTalk } = answers;
  if (mood === null || helpWanted === null || wantToTalk === null) {
    throw new Error('a report that lacks an answer is not sent');
  }
  return {
    checkInId: report.id,
    mood,
    helpWanted,
    wantToTalk,
    helpWith: helpWanted ? orNull(answers.helpWith) : null,
    proudOf: orNull(answers.proudOf),
    // Only what is agreed now: the plan may have changed since the draft was kept.
    conditions: conditions.flatMap(({ id }) => {
      const answer = answers.conditions[id];
      return answer === undefined ? [] : [{ conditionId: id, answer }];
    }),
    extraAnswers: report.questions.map((_question, index) => (answers.extra[index] ?? '').trim()),
  };
}

/** What was sent, in the shape of answers, so that both are shown alike. */
export function answersOf(given: NonNullable<OwnReport['given']>): Answers {
  return {
    mood: given.mood,
    helpWanted: given.helpWanted,
    helpWith: given.helpWith ?? '',
    conditions: Object.fromEntries(
      given.conditions.map(({ conditionId, answer }) => [conditionId, answer]),
    ),
    proudOf: given.proudOf ?? '',
    wantToTalk: given.wantToTalk,
    extra: given.questions.map(({ answer }) => answer ?? ''),
  };
}
