import type { ReactNode } from 'react';

import { Link, type Path } from '../frame/address.tsx';
import { useLanguage } from '../frame/LanguageContext.tsx';

import type { Answers, OwnCondition, Step } from './answers.ts';

interface AnswerListProps {
  answers: Answers;
  steps: readonly Step[];
  questions: readonly string[];
  conditions: readonly OwnCondition[];
  /** Where an answer is changed; left out where nothing can be changed any more. */
  changeAt?: (step: Step) => Path;
}

/** Every question with its answer, as it was given. */
export function AnswerList({ answers, steps, questions, conditions, changeAt }: AnswerListProps) {
  const { t } = useLanguage();
  const nothing = <span className="hint">{t('report.check.nothing')}</span>;
  const yesNo = (said: boolean | null, yes: string, no: string) =>
    said === null ? nothing : said ? yes : no;

  const asked = (step: Step): string => {
    if (step === 'mood' || step === 'help' || step === 'conditions')
      return t(`report.${step}.short`);
    if (step === 'proud' || step === 'talk') return t(`report.${step}.short`);
    return questions[indexOf(step)] ?? '';
  };
  const said = (step: Step): ReactNode => {
    switch (step) {
      case 'mood':
        return answers.mood ? t(`report.mood.choice.${answers.mood}`) : nothing;
      case 'help':
        return (
          <>
            {yesNo(answers.helpWanted, t('report.help.yes'), t('report.help.no'))}
            {answers.helpWanted && answers.helpWith.trim() !== '' && (
              <span className="words">{answers.helpWith.trim()}</span>
            )}
          </>
        );
      case 'conditions':
        return (
          <ul className="kept">
            {conditions.map(({ id, plainWording }) => {
              const answer = answers.conditions[id];
              return (
                <li key={id}>
                  <span className="hint">{plainWording}</span>
                  <strong>{answer ? t(`report.conditions.choice.${answer}`) : nothing}</strong>
                </li>
              );
            })}
          </ul>
        );
      case 'talk':
        return yesNo(answers.wantToTalk, t('report.talk.yes'), t('report.talk.no'));
      case 'proud':
        return answers.proudOf.trim() || nothing;
      default:
        return (answers.extra[indexOf(step)] ?? '').trim() || nothing;
    }
  };

  return (
    <dl className="answers">
      {steps.map((step) => (
        <div key={step}>
          <dt>{asked(step)}</dt>
          <dd className="said">{said(step)}</dd>
          {changeAt && (
            <dd className="change">
              <Link
                to={changeAt(step)}
                aria-label={t('report.check.changeOf', { what: asked(step) })}
              >
                {t('report.check.change')}
              </Link>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

export const indexOf = (step: Step) => Number(step.slice('extra-'.length));
