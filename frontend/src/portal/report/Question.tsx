import { useEffect, useId, useRef, useState, type ReactNode, type SyntheticEvent } from 'react';

import { Link, type Path } from '../frame/address.tsx';
import { useLanguage } from '../frame/LanguageContext.tsx';

import { indexOf } from './AnswerList.tsx';
import {
  missingOn,
  MOODS,
  OWN_ANSWERS,
  type Answers,
  type OwnCondition,
  type Step,
} from './answers.ts';
import { Choice } from './Choice.tsx';
import { Face } from './Face.tsx';

const YES_NO = ['yes', 'no'] as const;
const asWord = (said: boolean | null) => (said === null ? null : said ? 'yes' : 'no');

interface WordsProps {
  label: string;
  labelledBy?: string;
  most: number;
  value: string;
  onValue: (value: string) => void;
}

/** A few words of one's own; leaving them out is said to be fine. */
function Words({ label, labelledBy, most, value, onValue }: WordsProps) {
  const { t } = useLanguage();
  const id = useId();
  return (
    <div className="field">
      {labelledBy === undefined && <label htmlFor={id}>{label}</label>}
      <p className="hint" id={`${id}-hint`}>
        {t('report.optional')}
      </p>
      <textarea
        id={id}
        rows={4}
        maxLength={most}
        aria-labelledby={labelledBy}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    </div>
  );
}

interface BodyProps {
  step: Step;
  heading: string;
  answers: Answers;
  conditions: readonly OwnCondition[];
  missing: readonly string[];
  change: (next: Partial<Answers>) => void;
}

/** The fields of one page. */
function Body({ step, heading, answers, conditions, missing, change }: BodyProps): ReactNode {
  const { t } = useLanguage();
  switch (step) {
    case 'mood':
      return (
        <Choice
          name="mood"
          askedBy={heading}
          values={MOODS}
          value={answers.mood}
          label={(mood) => (
            <>
              <Face mood={mood} />
              {t(`report.mood.choice.${mood}`)}
            </>
          )}
          onValue={(mood) => change({ mood })}
          error={missing.length > 0 ? t('report.mood.missing') : undefined}
        />
      );
    case 'help':
      return (
        <>
          <Choice
            name="help"
            row
            askedBy={heading}
            values={YES_NO}
            value={asWord(answers.helpWanted)}
            label={(word) => t(`report.help.${word}`)}
            onValue={(word) => change({ helpWanted: word === 'yes' })}
            error={missing.length > 0 ? t('report.help.missing') : undefined}
          />
          {answers.helpWanted && (
            <Words
              label={t('report.help.with')}
              most={2000}
              value={answers.helpWith}
              onValue={(helpWith) => change({ helpWith })}
            />
          )}
        </>
      );
    case 'conditions':
      return conditions.map(({ id, plainWording }) => (
        <section key={id} className="agreed">
          <h2 id={`${id}-asked`}>{plainWording}</h2>
          <Choice
            name={id}
            row
            askedBy={`${id}-asked`}
            values={OWN_ANSWERS}
            value={answers.conditions[id] ?? null}
            label={(answer) => t(`report.conditions.choice.${answer}`)}
            onValue={(answer) => change({ conditions: { ...answers.conditions, [id]: answer } })}
            error={missing.includes(id) ? t('report.conditions.choose') : undefined}
          />
        </section>
      ));
    case 'proud':
      return (
        <Words
          label={t('report.proud.title')}
          labelledBy={heading}
          most={2000}
          value={answers.proudOf}
          onValue={(proudOf) => change({ proudOf })}
        />
      );
    case 'talk':
      return (
        <Choice
          name="talk"
          row
          askedBy={heading}
          values={YES_NO}
          value={asWord(answers.wantToTalk)}
          label={(word) => t(`report.talk.${word}`)}
          onValue={(word) => change({ wantToTalk: word === 'yes' })}
          error={missing.length > 0 ? t('report.talk.missing') : undefined}
        />
      );
    default: {
      const at = indexOf(step);
      return (
        <Words
          label=""
          labelledBy={heading}
          most={1000}
          value={answers.extra[at] ?? ''}
          onValue={(words) => {
            const extra = Array.from(
              { length: Math.max(answers.extra.length, at + 1) },
              (_none, index) => answers.extra[index] ?? '',
            );
            extra[at] = words;
            change({ extra });
          }}
        />
      );
    }
  }
}

interface QuestionProps extends Omit<BodyProps, 'heading' | 'missing'> {
  number: number;
  count: number;
  questions: readonly string[];
  /** Reached from the check page, to which it leads back. */
  changing: boolean;
  backTo: Path | null;
  onNext: () => void;
  /** Under the heading. */
  notice: ReactNode;
  footer: ReactNode;
}

/** One question on one page. */
export function Question({
  number,
  count,
  questions,
  changing,
  backTo,
  onNext,
  notice,
  footer,
  change,
  ...body
}: QuestionProps) {
  const { t } = useLanguage();
  const { step, answers, conditions } = body;
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [changed, setChanged] = useState(false);
  const heading = useId();
  const errors = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (missing.length > 0) errors.current?.focus();
  }, [missing]);

  const [title, hint] = step.startsWith('extra-')
    ? [questions[indexOf(step)] ?? '', t('report.extra.hint')]
    : [titleOf(t, step), hintOf(t, step)];
  const sentence = (field: string) => {
    const condition = conditions.find(({ id }) => id === field);
    if (condition) return t('report.conditions.missing', { what: condition.plainWording });
    if (step === 'mood' || step === 'help' || step === 'talk') return t(`report.${step}.missing`);
    return field;
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = missingOn(step, answers, conditions);
    setMissing(found);
    if (found.length === 0) onNext();
  };

  return (
    <section className="card report">
      <p className="steps">
        {backTo !== null && <Link to={backTo}>← {t('report.back')}</Link>}
        {!changing && (
          <span className="hint">{t('report.page', { page: number, pages: count })}</span>
        )}
      </p>
      {missing.length > 0 && (
        <div ref={errors} className="problem" role="alert" tabIndex={-1}>
          <strong>{t('problems.title')}</strong>
          <ul>
            {missing.map((field) => (
              <li key={field}>
                <button type="button" className="quiet" onClick={() => focusOn(field)}>
                  {sentence(field)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <h1 id={heading} tabIndex={-1}>
        {title}
      </h1>
      {hint && <p className="lead">{hint}</p>}
      {step === 'mood' && <p className="readers">{t('report.readers')}</p>}
      {notice}
      <form onSubmit={submit} noValidate>
        <Body
          {...body}
          heading={heading}
          missing={missing}
          change={(next) => {
            setChanged(true);
            setMissing([]);
            change(next);
          }}
        />
        <button type="submit" className="main">
          {t(changing ? (changed ? 'report.toCheck' : 'report.unchanged') : 'report.next')}
        </button>
      </form>
      {footer}
    </section>
  );
}

function focusOn(field: string): void {
  const group = document.getElementById(field);
  group?.scrollIntoView({ block: 'center' });
  group?.querySelector('input')?.focus();
}

type Translate = ReturnType<typeof useLanguage>['t'];
type Known = 'mood' | 'help' | 'conditions' | 'proud' | 'talk';
const titleOf = (t: Translate, step: Step) => t(`report.${step as Known}.title`);
const hintOf = (t: Translate, step: Step) => t(`report.${step as Known}.hint`);
