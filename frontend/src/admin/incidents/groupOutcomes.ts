import type { OutcomeOfOneInput } from '../../shared/api/generated/graphql.ts';
import { inShanghai, readDate } from '../../shared/format/dates.ts';
import type { FieldError } from '../components/form/ErrorSummary.tsx';
import type { OutcomeEntry } from '../dataProvider/bindings/outcomes.ts';
import type { Text } from '../i18n/useText.ts';

export const MOST_PEOPLE = 30;

/** One outcome for several young people who were asked to the same session. */
export interface GroupForm {
  caseIds: string[];
  heldOn: string;
  outcome: string | null;
  absenceKind: string | null;
  note: string;
}

export const emptyGroup: GroupForm = {
  caseIds: [],
  heldOn: '',
  outcome: null,
  absenceKind: null,
  note: '',
};

export function problemsOf(
  form: GroupForm,
  entry: OutcomeEntry | undefined,
  text: Text,
  now: Date,
): FieldError[] {
  const errors: FieldError[] = [];
  const say = (field: string, sentence: string) => errors.push({ field, text: sentence });
  if (form.caseIds.length === 0) {
    say('caseIds', text('form.chooseOne', { field: text('group.people') }));
  }
  if (form.caseIds.length > MOST_PEOPLE) {
    say('caseIds', text('group.tooMany', { most: MOST_PEOPLE }));
  }
  const day = readDate(form.heldOn);
  const field = text('group.heldOn');
  if (day === null) say('heldOn', text('form.notADate', { field, example: '2026-03-02' }));
  else if (day > inShanghai(now).date) say('heldOn', text('form.future', { field }));
  if (entry === undefined) {
    say('outcome', text('form.chooseOne', { field: text('group.outcome') }));
  } else if (entry.kinds.length > 0 && form.absenceKind === null) {
    say('absenceKind', text('form.chooseOne', { field: text('group.kind') }));
  }
  if (form.note.trim() === '') say('note', text('form.fill', { field: text('group.note') }));
  return errors;
}

/** One item for each who is chosen, in the order they were chosen. */
export function itemsOf(form: GroupForm, entry: OutcomeEntry): OutcomeOfOneInput[] {
  const heldOn = readDate(form.heldOn);
  if (heldOn === null) throw new Error('a form with problems is not sent');
  return form.caseIds.map((caseId) => ({
    caseId,
    about: 'SESSION' as const,
    heldOn,
    outcome: entry.code,
    absenceKind: entry.kinds.length > 0 ? form.absenceKind : null,
    note: form.note.trim(),
  }));
}
