import type { Language } from './dates.ts';

const DIGITS = '零一二三四五六七八九';

/**
 * The article of the Criminal Law behind an offence code: `287-2` is 刑法第287条之二, `285(2)` is
 * 刑法第285条第2款.
 */
export function formatOffenceArticle(code: string, language: Language): string {
  if (language === 'en') return `CL art. ${code}`;
  const [, article = code, inserted, paragraph] =
    /^(\d+)(?:-(\d))?(?:\((\d+)\))?$/.exec(code) ?? [];
  const suffix = inserted === undefined ? '' : `之${DIGITS[Number(inserted)] ?? inserted}`;
  return `刑法第${article}条${suffix}${paragraph === undefined ? '' : `第${paragraph}款`}`;
}
