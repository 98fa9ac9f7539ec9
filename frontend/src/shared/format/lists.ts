import type { Language } from './dates.ts';

/** 甲、乙、丙 · A, B, C */
export const joinWords = (words: readonly string[], language: Language): string =>
  words.join(language === 'zh' ? '、' : ', ');
