import type {
  CheckInKind,
  ConcernLevel,
  LogCheckInInput,
  NoContactReason,
  Present,
  Topic,
} from '../../shared/api/generated/graphql.ts';
import { readDate, readTime, shanghaiInstant } from '../../shared/format/dates.ts';
import type { FieldError } from '../components/form/ErrorSummary.tsx';
import type { Text } from '../i18n/useText.ts';

/** The field form as it is filled in; also what the draft keeps. */
export interface CheckInForm {
  date: string;
  time: string;
  how: CheckInKind | null;
  contactMade: boolean | null;
  noContactReason: NoContactReason | null;
  present: Present[];
  topics: Topic[];
  conditionsEvidenced: string[];
  concernLevel: ConcernLevel | null;
  note: string;
  nextStep: string;
  privateAddendum: string;
}

export const emptyForm: CheckInForm = {
  date: '',
  time: '',
  how: null,
  contactMade: null,
  noContactReason: null,
  present: [],
  topics: [],
  conditionsEvidenced: [],
  concernLevel: null,
  note: '',
  nextStep: '',
  privateAddendum: '',
};

/** Field ids are the input's own names, so that the server's problems find their field. */
export function problemsOf(form: CheckInForm, text: Text, now: Date): FieldError[] {
  const errors: FieldError[] = [];
  const say = (field: string, sentence: string) => errors.push({ field, text: sentence });
  const date = readDate(form.date);
  const time = readTime(form.time);
  if (date === null) {
    say('date', text('form.notADate', { field: text('checkIns.date'), example: '2026-03-02' }));
  }
  if (time === null) say('time', text('form.notATime', { field: text('checkIns.time') }));
  if (date && time && shanghaiInstant(date, time) > now.toISOString()) {
    say('date', text('form.future', { field: text('checkIns.when') }));
  }
  if (form.how === null) say('how', text('form.chooseOne', { field: text('checkIns.how') }));
  if (form.contactMade === null) {
    say('contactMade', text('form.chooseOne', { field: text('checkIns.contact') }));
  }
  if (form.contactMade === false && form.noContactReason === null) {
    say('noContactReason', text('form.chooseOne', { field: text('checkIns.noContactReason') }));
  }
  if (form.concernLevel === null) {
    say('concernLevel', text('form.chooseOne', { field: text('checkIns.concern') }));
  }
  if (form.note.trim() === '') say('note', text('form.fill', { field: text('checkIns.note') }));
  return errors;
}

/** The command out of a form without problems. */
export function inputOf(
  checkInId: string,
  form: CheckInForm,
): Omit<LogCheckInInput, 'idempotencyKey'> {
  const date = readDate(form.date);
  const time = readTime(form.time);
  const { how, contactMade, concernLevel } = form;
  if (!date || !time || !how || contactMade === null || !concernLevel) {
    throw new Error('a form with problems is not sent');
  }
  const or = (words: string) => (words.trim() === '' ? null : words.trim());
  return {
    checkInId,
    happenedAt: shanghaiInstant(date, time),
    how,
    present: contactMade ? form.present : [],
    contactMade,
    noContactReason: contactMade ? null : form.noContactReason,
    topics: contactMade ? form.topics : [],
    conditionsEvidenced: contactMade ? form.conditionsEvidenced : [],
    concernLevel,
    note: form.note.trim(),
    nextStep: or(form.nextStep),
    privateAddendum: or(form.privateAddendum),
  };
}
