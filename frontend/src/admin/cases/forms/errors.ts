import { inShanghai, readDate } from '../../../shared/format/dates.ts';
import type { FieldError } from '../../components/form/ErrorSummary.tsx';
import type { Text } from '../../i18n/useText.ts';

/** Collects what is wrong with a form; field ids are the input's own names. */
export function fieldErrors(text: Text) {
  const found: FieldError[] = [];
  const add = (field: string, sentence: string) => found.push({ field, text: sentence });
  return {
    found,
    chosen: (field: string, label: string, value: unknown) => {
      if (value === null) add(field, text('form.chooseOne', { field: label }));
    },
    filled: (field: string, label: string, value: string) => {
      if (value.trim() === '') add(field, text('form.fill', { field: label }));
    },
    /** A day that exists and is not to come. */
    pastDay: (field: string, label: string, typed: string) => {
      const day = readDate(typed);
      if (day === null) {
        add(field, text('form.notADate', { field: label, example: '2026-03-02' }));
      } else if (day > inShanghai(new Date()).date) {
        add(field, text('form.future', { field: label }));
      }
    },
  };
}

/** The day a valid form holds. */
export function dayOf(typed: string): string {
  const day = readDate(typed);
  if (day === null) throw new Error('a form with problems is not sent');
  return day;
}

export const orNull = (words: string): string | null => (words.trim() === '' ? null : words.trim());
