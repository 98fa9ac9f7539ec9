import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';

import type { OwnSelfReportsQuery } from '../../shared/api/generated/graphql.ts';
import { endsSession } from '../../shared/api/problems.ts';
import { formatDate } from '../../shared/format/dates.ts';
import { Link } from '../frame/address.tsx';
import { Frame } from '../frame/Frame.tsx';
import { useLanguage } from '../frame/LanguageContext.tsx';
import { problemText } from '../frame/problemText.ts';
import { useSession } from '../frame/SessionContext.tsx';
import { Contacts } from '../home/Contacts.tsx';
import { ownReports } from '../home/ownReports.ts';

import { AnswerList } from './AnswerList.tsx';
import { answersOf, stepsOf, type OwnReport } from './answers.ts';
import { ReportForm } from './ReportForm.tsx';

import './report.css';

type Family = OwnSelfReportsQuery['familyView'];

/** What was sent, who sees it, and whom to call if it cannot wait. */
function Sent({ report, family }: { report: OwnReport; family: Family }) {
  const { t } = useLanguage();
  const { given } = report;
  return (
    <>
      <section className="card report">
        <h1 tabIndex={-1}>
          <span className="tick-mark" aria-hidden="true">
            ✓
          </span>{' '}
          {t('report.sent.title')}
        </h1>
        <p className="lead" role="status">
          {t('report.sent.seen')}
        </p>
        {given && (given.helpWanted || given.wantToTalk) && (
          <p className="lead">{t('report.sent.urgent')}</p>
        )}
        <p className="aside">
          <Link to="/">{t('report.sent.home')}</Link>
        </p>
      </section>
      <Call family={family} />
      {given && (
        <section className="card report" aria-labelledby="said">
          <h2 id="said">{t('report.sent.said')}</h2>
          <AnswerList
            answers={answersOf(given)}
            steps={stepsOf(report.questions, family.conditions)}
            questions={report.questions}
            conditions={family.conditions.filter(({ id }) =>
              given.conditions.some(({ conditionId }) => conditionId === id),
            )}
          />
        </section>
      )}
    </>
  );
}

function Call({ family }: { family: Family }) {
  const { t } = useLanguage();
  return (
    <section className="card report" aria-labelledby="contacts">
      <h2 id="contacts">{t('family.contacts')}</h2>
      <Contacts contacts={family.contacts} />
    </section>
  );
}

/** Why nothing can be filled in, and whom to call. */
function Closed({ report, family }: { report: OwnReport | undefined; family: Family }) {
  const { t, language } = useLanguage();
  const why =
    report?.status === 'SCHEDULED' || report?.status === 'MISSED' ? report.status : 'OTHER';
  return (
    <>
      <section className="card report">
        <h1 tabIndex={-1}>{t('report.closed.title')}</h1>
        <p className="lead">
          {t(`report.closed.${why}`, { from: report ? formatDate(report.dueFrom, language) : '' })}
        </p>
        <p className="aside">
          <Link to="/">{t('report.sent.home')}</Link>
        </p>
      </section>
      <Call family={family} />
    </>
  );
}

/** A young person's own report: read, filled in, sent. `path` is what stands after `/report/`. */
export default function ReportPage({ path }: { path: string }) {
  const { language, t } = useLanguage();
  const { account, endSession } = useSession();
  const [sent, setSent] = useState<string | null>(null);
  const asked = useQuery(ownReports(account?.id, language));
  const over = endsSession(asked.error);
  useEffect(() => {
    if (over) endSession();
  }, [over, endSession]);
  const [id = '', ...rest] = path.split('/');
  const report = asked.data?.ownSelfReports.find((each) => each.id === id);
  const done = sent === id || Boolean(report?.given);
  useEffect(() => {
    if (!done) return;
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('.report h1')?.focus({ preventScroll: true });
  }, [done]);

  const shown = (body: ReactNode, urgent?: string) => (
    <Frame {...(urgent === undefined ? {} : { urgent })}>
      <div className="narrow-page">{body}</div>
    </Frame>
  );
  if (!asked.data) {
    return shown(
      asked.isError ? (
        <>
          <p className="problem" role="alert">
            {problemText(t, asked.error)}
          </p>
          <button type="button" className="main" onClick={() => void asked.refetch()}>
            {t('app.retry')}
          </button>
        </>
      ) : (
        <p className="lead" role="status">
          {t('app.loading')}
        </p>
      ),
    );
  }
  const family = asked.data.familyView;
  if (report && done) return shown(<Sent report={report} family={family} />, family.urgentHelp);
  if (report?.status !== 'DUE') {
    return shown(<Closed report={report} family={family} />, family.urgentHelp);
  }
  return shown(
    <ReportForm
      key={id}
      report={report}
      conditions={family.conditions}
      at={rest.join('/')}
      onSent={() => setSent(id)}
    />,
    family.urgentHelp,
  );
}
