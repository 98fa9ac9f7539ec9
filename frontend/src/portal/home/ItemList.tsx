import type { FamilyViewQuery } from '../../shared/api/generated/graphql.ts';
import { formatDayInWeek } from '../../shared/format/dates.ts';
import { useLanguage } from '../frame/LanguageContext.tsx';

export type FamilyItem = FamilyViewQuery['familyView']['thisWeek'][number];

const SIGN: Record<FamilyItem['state'], string> = { DONE: '✓', OPEN: '', MISSED: '!' };

/** Things to do or done: sign and words together, so that colour is never the only carrier. */
export function ItemList({ items }: { items: readonly FamilyItem[] }) {
  const { t, language } = useLanguage();
  return (
    <ul className="items">
      {items.map((item, index) => (
        <li key={`${item.date}-${item.kind}-${index}`} className={item.state.toLowerCase()}>
          <span className="sign" aria-hidden="true">
            {SIGN[item.state]}
          </span>
          <span className="what">{item.title}</span>
          <span className="facts">
            {formatDayInWeek(item.date, language)} · {t(`family.kind.${item.kind}`)} ·{' '}
            {t(`family.state.${item.state}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
