import { formatDate } from '../../shared/format/dates.ts';
import { useLanguage } from '../frame/LanguageContext.tsx';

import type { Milestone } from './milestones.ts';

/** Start – today – review – end: the stations, each with its date and whether it is past or ahead. */
export function ProgressLine({ stations }: { stations: Milestone[] }) {
  const { t, language } = useLanguage();
  const when = ({ kind, daysAhead }: Milestone) => {
    if (kind === 'today') return t('family.now');
    if (daysAhead === null) return t('family.ahead');
    if (daysAhead > 0) return t('family.daysAhead', { smart_count: daysAhead });
    return t('family.past');
  };
  const tenseOf = ({ kind, daysAhead }: Milestone) => {
    if (kind === 'today') return 'now';
    return daysAhead === null || daysAhead > 0 ? 'ahead' : 'past';
  };
  return (
    <ol className="line" aria-label={t('family.progressLabel')}>
      {stations.map((station) => {
        const tense = tenseOf(station);
        return (
          <li
            key={station.kind}
            className={tense}
            aria-current={tense === 'now' ? 'date' : undefined}
          >
            <span className="dot" aria-hidden="true">
              {tense === 'past' ? '✓' : ''}
            </span>
            <span className="station">{t(`family.${station.kind}`)}</span>
            <span className="date">
              {station.date ? formatDate(station.date, language) : t('family.noDateYet')}
            </span>
            <span className="tense">{when(station)}</span>
          </li>
        );
      })}
    </ol>
  );
}
