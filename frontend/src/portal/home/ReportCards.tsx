import { useQuery } from '@tanstack/react-query';

import { formatDate } from '../../shared/format/dates.ts';
import { Link } from '../frame/address.tsx';
import { useLanguage } from '../frame/LanguageContext.tsx';
import { useSession } from '../frame/SessionContext.tsx';

import { ownReports } from './ownReports.ts';

/** The own report that can be filled in now: the first thing on a young person's page. */
export function ReportCards() {
  const { t, language } = useLanguage();
  const { account } = useSession();
  const { data } = useQuery(ownReports(account?.id, language));
  const open = data?.ownSelfReports.filter(({ status, given }) => status === 'DUE' && !given) ?? [];
  return open.map(({ id, dueUntil, graceUntil }) => {
    const late = data !== undefined && data.familyView.today > dueUntil;
    return (
      <section key={id} className="card asked" aria-labelledby={`asked-${id}`}>
        <div>
          <h2 id={`asked-${id}`}>{t('report.title')}</h2>
          <p>
            {t(late ? 'report.cardLate' : 'report.cardDue', {
              until: formatDate(dueUntil, language),
              grace: formatDate(graceUntil, language),
            })}
          </p>
        </div>
        <Link to={`/report/${id}`} className="main">
          {t('report.start')}
        </Link>
      </section>
    );
  });
}
