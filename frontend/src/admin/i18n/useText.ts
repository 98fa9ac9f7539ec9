import { useLocaleState, useTranslate } from 'ra-core';
import { useCallback } from 'react';

import type { Language } from '../../shared/format/dates.ts';
import type { MessageKey, Values } from '../../shared/i18n/translate.ts';
import type { Messages } from '../../shared/i18n/zh.ts';

import type { AdminMessages } from './zh.ts';

/** Every text of the admin build: the shared catalogue and its own. */
export type DeskMessages = Messages & AdminMessages;
export type TextKey = MessageKey<DeskMessages>;
export type Text = (key: TextKey, values?: Values) => string;

/** react-admin's translate, but a key that does not exist does not compile. */
export function useText(): Text {
  const translate = useTranslate();
  // `translate` stays the same function in every language: whoever shows a text listens to the locale.
  useLocaleState();
  return useCallback((key, values) => translate(key, values), [translate]);
}

export function useLanguage(): Language {
  const [locale] = useLocaleState();
  return locale === 'en' ? 'en' : 'zh';
}
