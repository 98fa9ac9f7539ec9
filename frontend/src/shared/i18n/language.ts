import type { Language } from '../format/dates.ts';

/** Each language by its own name: whoever needs it must be able to read it. */
export const languageNames: Record<Language, { name: string; tag: string }> = {
  zh: { name: '中文', tag: 'zh-CN' },
  en: { name: 'English', tag: 'en' },
};

export const otherLanguage = (language: Language): Language => (language === 'zh' ? 'en' : 'zh');

/** Chinese unless the address says otherwise; nothing is stored on the device. */
export function languageOfAddress(): Language {
  return new URLSearchParams(window.location.search).get('lang') === 'en' ? 'en' : 'zh';
}

/** Puts the choice in the address, so that a reload and a bookmark keep it. */
export function rememberLanguage(language: Language): void {
  document.documentElement.lang = languageNames[language].tag;
  const address = new URL(window.location.href);
  if (language === 'zh') address.searchParams.delete('lang');
  else address.searchParams.set('lang', language);
  if (address.href !== window.location.href) {
    window.history.replaceState(window.history.state, '', address);
  }
}

/** The same choice in the words of the API. */
export const apiLanguage = (language: Language) => (language === 'zh' ? 'ZH' : 'EN');
