import polyglotI18nProvider from 'ra-i18n-polyglot';

import { languageNames, languageOfAddress } from '../shared/i18n/language.ts';
import { zh as sharedZh } from '../shared/i18n/zh.ts';

import { zh } from './i18n/zh.ts';
import { zhReactAdmin } from './i18n/zhReactAdmin.ts';

const chinese = { ...zhReactAdmin, ...sharedZh, ...zh };

/** Chinese is here from the start; English, with react-admin's own, comes when asked for. */
async function english(): Promise<typeof chinese> {
  const [reactAdmin, shared, own] = await Promise.all([
    import('ra-language-english'),
    import('../shared/i18n/en.ts'),
    import('./i18n/en.ts'),
  ]);
  return { ...reactAdmin.default, ...shared.en, ...own.en };
}

export const i18nProvider = polyglotI18nProvider(
  (locale) => (locale === 'en' ? english() : chinese),
  'zh',
  [
    { locale: 'zh', name: languageNames.zh.name },
    { locale: 'en', name: languageNames.en.name },
  ],
);

/** What the address asks for, before the first picture. */
export async function startLanguage(): Promise<void> {
  const wanted = languageOfAddress();
  document.documentElement.lang = languageNames[wanted].tag;
  if (wanted === 'en') await i18nProvider.changeLocale('en');
}
