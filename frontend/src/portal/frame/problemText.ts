import { ApiProblem } from '../../shared/api/problems.ts';
import { zh } from '../../shared/i18n/zh.ts';

import type { Translate } from './LanguageContext.tsx';

type Known = keyof typeof zh.problems;

/** The sentence for what went wrong; never the raw code. */
export function problemText(t: Translate, error: unknown): string {
  if (!(error instanceof ApiProblem)) return t('problems.other');
  const known = error.code in zh.problems ? (error.code as Known) : 'other';
  const sentence = t(`problems.${known}`, { minutes: Math.ceil((error.retryAfter ?? 60) / 60) });
  return error.incident === undefined
    ? sentence
    : `${sentence} ${t('problems.incident', { incident: error.incident })}`;
}
