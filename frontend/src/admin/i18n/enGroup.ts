import type { zhGroup } from './zhGroup.ts';

export const enGroup: typeof zhGroup = {
  menu: 'Group outcomes',
  title: 'Record the outcomes of a group session',
  intro:
    'Choose those with the same outcome and record it once; each gets it in the own file. Record the others in another round.',
  people: 'Who',
  peopleHint: 'Only files in their probation period. At most 30 people.',
  peopleSome: 'Only the first %{most} files in their probation period. At most 30 people.',
  tooMany: 'At most %{most} people at once.',
  heldOn: 'Day of the session',
  outcome: 'Outcome',
  kind: 'Why absent',
  evidenceDays: 'evidence within %{smart_count} day |||| evidence within %{smart_count} days',
  note: 'Which session, and what happened',
  noteHint: 'It goes into the file of each; do not name anybody else.',
  checkIntro:
    'Please check. One outcome is recorded for %{smart_count} person. |||| Please check. One outcome is recorded for each of %{smart_count} people.',
  saved: '%{smart_count} person saved |||| %{smart_count} people saved',
  refused: '%{smart_count} person not saved |||| %{smart_count} people not saved',
  kept: 'Those not saved are still chosen: correct it and send again, and only they are recorded.',
  onRecord: 'On record now',
};
