import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { FamilyViewDocument } from '../../shared/api/generated/graphql.ts';
import { endsSession, isProblem } from '../../shared/api/problems.ts';
import { request } from '../../shared/api/request.ts';
import { apiLanguage } from '../../shared/i18n/language.ts';
import { Frame } from '../frame/Frame.tsx';
import { useLanguage } from '../frame/LanguageContext.tsx';
import { problemText } from '../frame/problemText.ts';
import { useSession } from '../frame/SessionContext.tsx';

import { FamilyPage } from './FamilyPage.tsx';
import { ReportCards } from './ReportCards.tsx';

/** Reads the family's own view of the case and shows it, or says why it cannot. */
export function Home() {
  const { language, t } = useLanguage();
  const { account, endSession } = useSession();
  const view = useQuery({
    queryKey: ['family', account?.id, language],
    queryFn: ({ signal }) =>
      request(FamilyViewDocument, { language: apiLanguage(language) }, { signal }),
  });
  const young = account?.role === 'young_person';
  const over = endsSession(view.error);
  useEffect(() => {
    if (over) endSession();
  }, [over, endSession]);

  if (view.data) {
    return (
      <Frame urgent={view.data.familyView.urgentHelp}>
        <FamilyPage
          view={view.data.familyView}
          young={young}
          asked={young ? <ReportCards /> : null}
        />
      </Frame>
    );
  }
  return (
    <Frame>
      <section className="card narrow" aria-live="polite">
        {view.isPending && <p className="lead">{t('app.loading')}</p>}
        {view.isError && isProblem(view.error, 'NOT_VISIBLE', 'NOT_PERMITTED') && (
          <>
            <h1>{t('family.nothing')}</h1>
            <p className="lead">{t('family.nothingWhy')}</p>
          </>
        )}
        {view.isError && !isProblem(view.error, 'NOT_VISIBLE', 'NOT_PERMITTED') && (
          <>
            <p className="problem" role="alert">
              {problemText(t, view.error)}
            </p>
            <button type="button" className="main" onClick={() => void view.refetch()}>
              {t('app.retry')}
            </button>
          </>
        )}
      </section>
    </Frame>
  );
}
