import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { GiveSelfReportDocument } from '../../shared/api/generated/graphql.ts';
import { endsSession } from '../../shared/api/problems.ts';
import { request } from '../../shared/api/request.ts';
import { useDraft, type DraftState } from '../../shared/drafts/useDraft.ts';
import { apiLanguage } from '../../shared/i18n/language.ts';
import { Problem } from '../entrance/Problem.tsx';
import { goTo, type Path } from '../frame/address.tsx';
import { useLanguage } from '../frame/LanguageContext.tsx';
import { problemText } from '../frame/problemText.ts';
import { useSession } from '../frame/SessionContext.tsx';

import { AnswerList } from './AnswerList.tsx';
import {
  firstMissing,
  inputOf,
  NOTHING,
  stepsOf,
  type Answers,
  type OwnCondition,
  type OwnReport,
  type Step,
} from './answers.ts';
import { Question } from './Question.tsx';

/** Where what is written stands. Only trouble is told to a reader's voice at once. */
function Kept({ state }: { state: DraftState }) {
  const { t } = useLanguage();
  if (state.kind === 'failed') {
    return (
      <p className="problem" role="alert">
        {t('report.draft.failed')}
      </p>
    );
  }
  return <p className="kept-line hint">{state.kind === 'saved' ? t('report.draft.saved') : ''}</p>;
}

interface ReportFormProps {
  report: OwnReport;
  conditions: readonly OwnCondition[];
  /** What stands after the report's own address: a page, `check`, or nothing yet. */
  at: string;
  onSent: () => void;
}

/** One question a page, a page to check, and sending. What is written is kept from the first tap. */
export function ReportForm({ report, conditions, at, onSent }: ReportFormProps) {
  const { language, t } = useLanguage();
  const { endSession } = useSession();
  const queries = useQueryClient();
  const [answers, setAnswers] = useState(NOTHING);
  const draft = useDraft<Partial<Answers>>('SELF_REPORT', report.id, report.caseId, (kept) =>
    setAnswers({ ...NOTHING, ...kept }),
  );
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  /** The key belongs to what is sent, and stays until the server has answered. */
  const attempt = useRef<{ content: string; key: string } | null>(null);

  const steps = stepsOf(report.questions, conditions);
  const [name = '', mode] = at.split('/');
  const step = steps.find((each) => each === name);
  const changing = mode === 'change';
  const addressOf = (page: Step | 'check', more = ''): Path =>
    `/report/${report.id}/${page}${more}`;
  const reading = draft.state.kind === 'reading';
  const lacks = firstMissing(steps, answers, conditions);
  const known = step !== undefined || (name === 'check' && lacks === null);
  // An address without a page, or the check page before all is answered: the page to go on with.
  const goOn = reading || known ? null : addressOf(lacks ?? 'check');
  useEffect(() => {
    if (goOn !== null) goTo(goOn, { instead: true });
  }, [goOn]);
  useEffect(() => {
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('.report h1')?.focus({ preventScroll: true });
  }, [at]);

  const change = (next: Partial<Answers>) => {
    const filled = { ...answers, ...next };
    setAnswers(filled);
    setProblem(null);
    draft.keep(filled);
  };

  async function send() {
    const input = inputOf(report, conditions, answers);
    const content = JSON.stringify(input);
    if (attempt.current?.content !== content) {
      attempt.current = { content, key: crypto.randomUUID() };
    }
    setSending(true);
    setProblem(null);
    try {
      await draft.stop();
      const { giveSelfReport } = await request(GiveSelfReportDocument, {
        input: { ...input, idempotencyKey: attempt.current.key },
        language: apiLanguage(language),
      });
      // Recorded already: an earlier try came through though its answer did not.
      const done =
        giveSelfReport.__typename !== 'Refused' || giveSelfReport.code === 'ALREADY_RECORDED';
      if (done) {
        draft.sent();
        await queries.invalidateQueries();
        onSent();
        return;
      }
      attempt.current = null;
      draft.goOn();
      setProblem(giveSelfReport.message);
    } catch (error) {
      draft.goOn();
      if (endsSession(error)) endSession();
      else setProblem(`${problemText(t, error)} ${t('report.notSent')}`);
    }
    setSending(false);
  }

  if (reading || !known) {
    return (
      <p className="lead" role="status">
        {t('app.loading')}
      </p>
    );
  }
  const returned = draft.returned && draft.state.kind === 'found' && (
    <p className="notice" role="status">
      {t('report.draft.returned')}
    </p>
  );
  if (step === undefined) {
    return (
      <section className="card report">
        <h1 tabIndex={-1}>{t('report.check.title')}</h1>
        <p className="lead">{t('report.check.intro')}</p>
        {returned}
        <Problem text={problem} />
        <AnswerList
          answers={answers}
          steps={steps}
          questions={report.questions}
          conditions={conditions}
          changeAt={(each) => addressOf(each, '/change')}
        />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!sending) void send();
          }}
        >
          <button type="submit" className="main" disabled={sending}>
            {t(sending ? 'signIn.working' : 'report.check.send')}
          </button>
        </form>
        <Kept state={draft.state} />
      </section>
    );
  }
  const index = steps.indexOf(step);
  const before = steps[index - 1];
  return (
    <Question
      key={at}
      step={step}
      number={index + 1}
      count={steps.length + 1}
      answers={answers}
      questions={report.questions}
      conditions={conditions}
      change={change}
      changing={changing}
      backTo={changing ? addressOf('check') : before ? addressOf(before) : '/'}
      onNext={() => {
        const next = changing ? undefined : steps[index + 1];
        goTo(addressOf(next ?? 'check'));
      }}
      notice={returned}
      footer={<Kept state={draft.state} />}
    />
  );
}
