import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';

import type { Language } from '../../shared/format/dates.ts';
import { languageOfAddress, rememberLanguage } from '../../shared/i18n/language.ts';
import { fillText, findText, type MessageKey, type Values } from '../../shared/i18n/translate.ts';
import { zh, type Messages } from '../../shared/i18n/zh.ts';

export type Translate = (key: MessageKey<Messages>, values?: Values) => string;

interface LanguageValue {
  language: Language;
  t: Translate;
  changeLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageValue | null>(null);

/** Chinese is in the page already; English is fetched when somebody asks for it. */
async function catalogueOf(language: Language): Promise<Messages> {
  return language === 'zh' ? zh : (await import('../../shared/i18n/en.ts')).en;
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ language: Language; messages: Messages } | null>(null);
  const [wanted, setWanted] = useState(languageOfAddress);

  useEffect(() => {
    let current = true;
    void catalogueOf(wanted).then((messages) => {
      if (!current) return;
      rememberLanguage(wanted);
      setShown({ language: wanted, messages });
    });
    return () => {
      current = false;
    };
  }, [wanted]);

  const value = useMemo<LanguageValue | null>(
    () =>
      shown && {
        language: shown.language,
        t: (key, values) => fillText(findText(shown.messages, key) ?? key, values),
        changeLanguage: setWanted,
      },
    [shown],
  );
  return value && <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageValue {
  const value = use(LanguageContext);
  if (!value) throw new Error('useLanguage stands outside LanguageProvider');
  return value;
}
