import { Box, Typography } from '@mui/material';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router-dom';

import {
  LogCheckInDocument,
  type CheckInKind,
  type ConcernLevel,
  type NoContactReason,
  type Present,
  type Topic,
} from '../../shared/api/generated/graphql.ts';
import { useDraft } from '../../shared/drafts/useDraft.ts';
import { addDays, inShanghai, type Language } from '../../shared/format/dates.ts';
import { joinWords } from '../../shared/format/lists.ts';
import { AboutCase, CaseOf } from '../components/CaseOf.tsx';
import { ChooseOne, ChooseSome, choicesOf } from '../components/form/Choices.tsx';
import { CommandFrame } from '../components/form/CommandFrame.tsx';
import { DateBox } from '../components/form/DateBox.tsx';
import { DraftLine } from '../components/form/DraftLine.tsx';
import { TextBox } from '../components/form/TextBox.tsx';
import { useLeave } from '../components/form/useLeave.ts';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useCommand } from '../dataProvider/useCommand.ts';
import { useLanguage, useText, type Text } from '../i18n/useText.ts';

import { emptyForm, inputOf, problemsOf, type CheckInForm } from './logCheckInForm.ts';

const KINDS: readonly CheckInKind[] = ['VISIT', 'OFFICE', 'SCHOOL', 'PHONE', 'VIDEO'];
const PRESENT: readonly Present[] = ['MINOR', 'GUARDIAN', 'TEACHER', 'OTHER'];
const TOPICS: readonly Topic[] = [
  'SCHOOL',
  'WORK',
  'FAMILY',
  'FRIENDS',
  'MONEY',
  'ONLINE',
  'HEALTH',
  'CONDITIONS',
];
const CONCERN: readonly ConcernLevel[] = ['NONE', 'SOME', 'HIGH'];
const NO_CONTACT: readonly NoContactReason[] = ['NOT_HOME', 'NO_ANSWER', 'REFUSED', 'OTHER'];

function answersOf(
  text: Text,
  language: Language,
  form: CheckInForm,
  file: CaseFile,
): (readonly [string, ReactNode])[] {
  const listed = (labels: string[]) => joinWords(labels, language) || text('common.none');
  const evidenced = (file.plan?.conditions ?? [])
    .filter(({ id }) => form.conditionsEvidenced.includes(id))
    .map(({ sentence }) => sentence);
  const met: (readonly [string, ReactNode])[] = [
    [
      text('checkIns.present'),
      listed(
        PRESENT.filter((each) => form.present.includes(each)).map((each) =>
          text(`labels.present.${each}`),
        ),
      ),
    ],
    [
      text('checkIns.topics'),
      listed(
        TOPICS.filter((each) => form.topics.includes(each)).map((each) =>
          text(`labels.topic.${each}`),
        ),
      ),
    ],
    [text('checkIns.evidenced'), listed(evidenced)],
  ];
  const notMet: (readonly [string, ReactNode])[] = [
    [
      text('checkIns.noContactReason'),
      form.noContactReason && text(`labels.noContact.${form.noContactReason}`),
    ],
  ];
  return [
    [text('checkIns.when'), `${form.date} ${form.time}`],
    [text('checkIns.how'), form.how && text(`labels.checkInKind.${form.how}`)],
    [
      text('checkIns.contact'),
      text(form.contactMade ? 'checkIns.contactYes' : 'checkIns.contactNo'),
    ],
    ...(form.contactMade ? met : notMet),
    [text('checkIns.concern'), form.concernLevel && text(`labels.concern.${form.concernLevel}`)],
    [text('checkIns.note'), form.note],
    [text('checkIns.nextStep'), form.nextStep || text('common.none')],
    [text('checkIns.private'), form.privateAddendum || text('common.none')],
  ];
}

interface PartProps {
  form: CheckInForm;
  change: (next: Partial<CheckInForm>) => void;
  errorOf: (field: string) => string | undefined;
}

function WhenAndHow({ form, change, errorOf }: PartProps) {
  const text = useText();
  const { date: today } = inShanghai(new Date());
  return (
    <>
      <DateBox
        id="date"
        label={text('checkIns.date')}
        value={form.date}
        onValue={(date) => change({ date })}
        error={errorOf('date')}
        quick={[
          { label: text('checkIns.today'), date: today },
          { label: text('checkIns.yesterday'), date: addDays(today, -1) },
        ]}
      />
      <Box sx={{ maxWidth: 260 }}>
        <TextBox
          id="time"
          label={text('checkIns.time')}
          hint={text('checkIns.timeHint')}
          value={form.time}
          onValue={(time) => change({ time })}
          error={errorOf('time')}
          input={{ inputMode: 'numeric', autoComplete: 'off' }}
        />
      </Box>
      <ChooseOne
        id="how"
        label={text('checkIns.how')}
        choices={choicesOf(KINDS, (kind) => text(`labels.checkInKind.${kind}`))}
        value={form.how}
        onValue={(how) => change({ how })}
        error={errorOf('how')}
      />
      <ChooseOne
        id="contactMade"
        label={text('checkIns.contact')}
        choices={choicesOf(['yes', 'no'] as const, (answer) =>
          text(answer === 'yes' ? 'checkIns.contactYes' : 'checkIns.contactNo'),
        )}
        value={form.contactMade === null ? null : form.contactMade ? 'yes' : 'no'}
        onValue={(answer) => change({ contactMade: answer === 'yes' })}
        error={errorOf('contactMade')}
      />
    </>
  );
}

function Met({ form, change, file }: Omit<PartProps, 'errorOf'> & { file: CaseFile }) {
  const text = useText();
  const conditions = file.plan?.conditions ?? [];
  return (
    <>
      <ChooseSome
        id="present"
        label={text('checkIns.present')}
        hint={text('checkIns.presentHint')}
        choices={choicesOf(PRESENT, (each) => text(`labels.present.${each}`))}
        values={form.present}
        onValues={(present) => change({ present })}
      />
      <ChooseSome
        id="topics"
        label={text('checkIns.topics')}
        hint={text('checkIns.topicsHint')}
        choices={choicesOf(TOPICS, (each) => text(`labels.topic.${each}`))}
        values={form.topics}
        onValues={(topics) => change({ topics })}
      />
      {conditions.length > 0 && (
        <ChooseSome
          id="conditionsEvidenced"
          wide
          label={text('checkIns.evidenced')}
          hint={text('checkIns.evidencedHint')}
          choices={conditions.map(({ id, sentence }) => ({ value: id, label: sentence }))}
          values={form.conditionsEvidenced}
          onValues={(conditionsEvidenced) => change({ conditionsEvidenced })}
        />
      )}
    </>
  );
}

function FieldForm({ file, checkInId }: { file: CaseFile; checkInId: string }) {
  const text = useText();
  const language = useLanguage();
  const [form, setForm] = useState(emptyForm);
  const draft = useDraft<Partial<CheckInForm>>('LOG_CHECK_IN', checkInId, file.id, (kept) =>
    setForm({ ...emptyForm, ...kept }),
  );
  const backTo = `/cases/${file.id}/show?tab=checkIns`;
  const leave = useLeave(backTo);
  const command = useCommand(LogCheckInDocument, draft, () => leave('checkIns.logged'));

  const change = (next: Partial<CheckInForm>) => {
    const filled = { ...form, ...next };
    setForm(filled);
    draft.keep(filled);
  };

  return (
    <CommandFrame
      title={text('checkIns.log')}
      intro={<AboutCase file={file} />}
      backTo={backTo}
      validate={() => problemsOf(form, text, new Date())}
      answers={() => answersOf(text, language, form, file)}
      checkTitle={text('checkIns.check')}
      checkIntro={text('checkIns.checkIntro')}
      submitLabel={text('checkIns.submit')}
      onSubmit={() => {
        command.run(inputOf(checkInId, form));
      }}
      working={command.working}
      refusal={command.refusal}
      footer={
        <DraftLine
          state={draft.state}
          returned={draft.returned}
          onDiscard={() => {
            setForm(emptyForm);
            void draft.discard();
          }}
        />
      }
    >
      {(errorOf) => (
        <>
          <WhenAndHow form={form} change={change} errorOf={errorOf} />
          {form.contactMade === true && <Met form={form} change={change} file={file} />}
          {form.contactMade === false && (
            <ChooseOne
              id="noContactReason"
              label={text('checkIns.noContactReason')}
              choices={choicesOf(NO_CONTACT, (each) => text(`labels.noContact.${each}`))}
              value={form.noContactReason}
              onValue={(noContactReason) => change({ noContactReason })}
              error={errorOf('noContactReason')}
            />
          )}
          <ChooseOne
            id="concernLevel"
            label={text('checkIns.concern')}
            choices={choicesOf(CONCERN, (each) => text(`labels.concern.${each}`))}
            value={form.concernLevel}
            onValue={(concernLevel) => change({ concernLevel })}
            error={errorOf('concernLevel')}
          />
          <TextBox
            id="note"
            rows={4}
            maxLength={4000}
            label={text('checkIns.note')}
            hint={text('checkIns.noteHint')}
            value={form.note}
            onValue={(note) => change({ note })}
            error={errorOf('note')}
          />
          <TextBox
            id="nextStep"
            rows={2}
            maxLength={2000}
            label={text('checkIns.nextStep')}
            optional={text('form.optional')}
            value={form.nextStep}
            onValue={(nextStep) => change({ nextStep })}
          />
          <TextBox
            id="privateAddendum"
            rows={2}
            maxLength={4000}
            label={text('checkIns.private')}
            optional={text('form.optional')}
            hint={text('checkIns.privateHint')}
            value={form.privateAddendum}
            onValue={(privateAddendum) => change({ privateAddendum })}
          />
        </>
      )}
    </CommandFrame>
  );
}

/** The field form: one thumb, kept from the first keystroke, checked before it is sent. */
export default function LogCheckIn() {
  const text = useText();
  const { checkInId = '' } = useParams();
  return (
    <CaseOf>
      {(file) =>
        file.checkIns.some(({ id }) => id === checkInId) ? (
          <FieldForm key={checkInId} file={file} checkInId={checkInId} />
        ) : (
          <Typography sx={{ mt: 4 }}>{text('problems.NOT_VISIBLE')}</Typography>
        )
      }
    </CaseOf>
  );
}
