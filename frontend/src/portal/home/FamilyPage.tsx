import { useState, type ReactNode } from 'react';

import type { FamilyViewQuery } from '../../shared/api/generated/graphql.ts';
import { formatDate } from '../../shared/format/dates.ts';
import { useLanguage } from '../frame/LanguageContext.tsx';

import { Contacts } from './Contacts.tsx';
import { ItemList } from './ItemList.tsx';
import { milestones } from './milestones.ts';
import { ProgressLine } from './ProgressLine.tsx';

export type FamilyView = FamilyViewQuery['familyView'];

const FEW = 4;

interface FamilyPageProps {
  view: FamilyView;
  young: boolean;
  /** What is asked of the reader now; stands before all else. */
  asked?: ReactNode;
}

/** Where we are, this week, done, agreed, who to call, how to disagree. */
export function FamilyPage({ view, young, asked }: FamilyPageProps) {
  const { t, language } = useLanguage();
  const [all, setAll] = useState(false);
  const stations = milestones(view);
  const shown = all ? view.done : view.done.slice(0, FEW);
  const { elapsedDays, totalDays } = view;
  const running = view.endsOn != null && view.today <= view.endsOn;

  return (
    <>
      <section className="hero">
        <h1>
          {t(young ? 'family.heading' : 'family.headingGuardian', { name: view.youngPersonName })}
        </h1>
        {stations.length === 0 ? (
          <p className="lead">{t('family.periodNotStarted')}</p>
        ) : (
          <>
            <p className="lead">
              {running && elapsedDays != null && totalDays != null
                ? t('family.dayOf', { day: elapsedDays, total: totalDays })
                : t('family.periodOver')}
            </p>
            <ProgressLine stations={stations} />
          </>
        )}
      </section>

      {asked}
      <div className="columns">
        <div>
          <section className="card" aria-labelledby="week">
            <h2 id="week">{t('family.week')}</h2>
            {view.thisWeek.length > 0 ? (
              <ItemList items={view.thisWeek} />
            ) : (
              <p className="empty">{t('family.weekEmpty')}</p>
            )}
          </section>

          <section className="card" aria-labelledby="done">
            <h2 id="done">{t('family.done')}</h2>
            {view.done.length > 0 ? (
              <>
                <p className="count">{t('family.doneCount', { smart_count: view.done.length })}</p>
                <ItemList items={shown} />
                {view.done.length > FEW && (
                  <button
                    type="button"
                    className="quiet"
                    aria-expanded={all}
                    onClick={() => setAll(!all)}
                  >
                    {t(all ? 'family.showFewerDone' : 'family.showAllDone')}
                  </button>
                )}
              </>
            ) : (
              <p className="empty">{t('family.doneEmpty')}</p>
            )}
          </section>
        </div>
        <div>
          <section className="card" aria-labelledby="contacts">
            <h2 id="contacts">{t('family.contacts')}</h2>
            <Contacts contacts={view.contacts} />
          </section>

          <section className="card" aria-labelledby="conditions">
            <h2 id="conditions">{t('family.conditions')}</h2>
            {view.conditions.length > 0 ? (
              <ul className="plain">
                {view.conditions.map(({ plainWording }) => (
                  <li key={plainWording}>{plainWording}</li>
                ))}
              </ul>
            ) : (
              <p className="empty">{t('family.conditionsEmpty')}</p>
            )}
          </section>

          <section className="card" aria-labelledby="disagree">
            <h2 id="disagree">{t('family.disagree')}</h2>
            <ol className="plain">
              {view.howToDisagree.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </section>
        </div>
      </div>

      <p className="after">
        <span className="hint">{t('family.asOf', { date: formatDate(view.today, language) })}</span>
        <button type="button" className="quiet" onClick={() => window.print()}>
          {t('app.print')}
        </button>
      </p>
    </>
  );
}
