import type { ReactNode } from 'react';

import { languageNames, otherLanguage } from '../../shared/i18n/language.ts';

import { useLanguage } from './LanguageContext.tsx';
import { Mark } from './Mark.tsx';
import { useSession } from './SessionContext.tsx';

/** What stands around every page: name, language, the way out, and the line for urgent help. */
export function Frame({ children, urgent }: { children: ReactNode; urgent?: string }) {
  const { language, t, changeLanguage } = useLanguage();
  const { account, leave } = useSession();
  const other = otherLanguage(language);

  return (
    <div className="frame">
      <header className="bar">
        <span className="brand">
          <Mark />
          <span>{t('app.name')}</span>
        </span>
        <span className="bar-actions">
          <button
            type="button"
            className="quiet on-dark"
            lang={languageNames[other].tag}
            onClick={() => changeLanguage(other)}
          >
            {languageNames[other].name}
          </button>
          {account && (
            <button type="button" className="quiet on-dark" onClick={() => void leave()}>
              {t('app.signOut')}
            </button>
          )}
        </span>
      </header>
      <main className="page">{children}</main>
      <footer className="urgent">
        <strong>{t('family.urgent')}</strong>
        <span>{urgent ?? t('app.danger')}</span>
      </footer>
    </div>
  );
}
