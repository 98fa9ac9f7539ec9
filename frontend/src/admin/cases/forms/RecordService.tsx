import { Typography } from '@mui/material';

import {
  RecordServiceDocument,
  type Addressee,
  type ServiceMode,
} from '../../../shared/api/generated/graphql.ts';
import { formatDate, inShanghai } from '../../../shared/format/dates.ts';
import { findAction } from '../../components/ActionLink.tsx';
import { AboutCase, CaseOf } from '../../components/CaseOf.tsx';
import { ChooseOne, choicesOf } from '../../components/form/Choices.tsx';
import { CommandFrame } from '../../components/form/CommandFrame.tsx';
import { DateBox } from '../../components/form/DateBox.tsx';
import { DraftLine } from '../../components/form/DraftLine.tsx';
import { TextBox } from '../../components/form/TextBox.tsx';
import { useKeptForm } from '../../components/form/useKeptForm.ts';
import { useLeave } from '../../components/form/useLeave.ts';
import type { CaseFile } from '../../dataProvider/bindings/cases.ts';
import { useCommand } from '../../dataProvider/useCommand.ts';
import { useLanguage, useText, type Text } from '../../i18n/useText.ts';

import { notServed, toBeServed, type Decision } from './addressees.ts';
import { dayOf, fieldErrors, orNull } from './errors.ts';
import { NotOpen } from './NotOpen.tsx';

const MODES: readonly ServiceMode[] = ['DIRECT', 'ADULT_RECIPIENT', 'LEFT', 'POST', 'ENTRUSTED'];

interface Form {
  addressee: Addressee | null;
  mode: ServiceMode | null;
  sentOn: string;
  receivedOn: string;
  note: string;
}

const EMPTY: Form = { addressee: null, mode: null, sentOn: '', receivedOn: '', note: '' };

function problemsOf(form: Form, text: Text) {
  const errors = fieldErrors(text);
  errors.chosen('addressee', text('steps.addressee'), form.addressee);
  errors.chosen('mode', text('steps.mode'), form.mode);
  errors.pastDay('sentOn', text('steps.sentOn'), form.sentOn);
  errors.pastDay('receivedOn', text('steps.receivedOn'), form.receivedOn);
  return errors.found;
}

function ServiceForm({ file, decision }: { file: CaseFile; decision: Decision }) {
  const text = useText();
  const language = useLanguage();
  const kept = useKeptForm('OTHER', decision.id, file.id, EMPTY);
  const { form, change } = kept;
  const backTo = `/cases/${file.id}/show`;
  const leave = useLeave(backTo);
  const command = useCommand(RecordServiceDocument, kept, () => leave('steps.served'));
  const { date: today } = inShanghai(new Date());
  const quick = [{ label: text('checkIns.today'), date: today }];

  return (
    <CommandFrame
      title={text('labels.action.RECORD_SERVICE')}
      intro={
        <>
          <AboutCase file={file} />
          <Typography sx={{ mt: 1 }}>
            {text(`labels.decision.${decision.kind}`)} ·{' '}
            {text('case.decidedOn', { date: formatDate(decision.decidedOn, language) })}
          </Typography>
        </>
      }
      backTo={backTo}
      validate={() => problemsOf(form, text)}
      answers={() => [
        [text('steps.addressee'), form.addressee && text(`labels.party.${form.addressee}`)],
        [text('steps.mode'), form.mode && text(`labels.serviceMode.${form.mode}`)],
        [text('steps.sentOn'), form.sentOn],
        [text('steps.receivedOn'), form.receivedOn],
        [text('steps.note'), form.note || text('common.none')],
      ]}
      checkTitle={text('checkIns.check')}
      checkIntro={text('steps.checkIntro')}
      submitLabel={text('checkIns.submit')}
      onSubmit={() => {
        const { addressee, mode } = form;
        if (!addressee || !mode) return;
        command.run({
          decisionId: decision.id,
          addressee,
          mode,
          sentOn: dayOf(form.sentOn),
          receivedOn: dayOf(form.receivedOn),
          note: orNull(form.note),
        });
      }}
      working={command.working}
      refusal={command.refusal}
      footer={<DraftLine state={kept.state} returned={kept.returned} onDiscard={kept.clear} />}
    >
      {(errorOf) => (
        <>
          <ChooseOne
            id="addressee"
            label={text('steps.addressee')}
            hint={text('steps.addresseeHint')}
            choices={choicesOf(notServed(decision), (each) => text(`labels.party.${each}`))}
            value={form.addressee}
            onValue={(addressee) => change({ addressee })}
            error={errorOf('addressee')}
          />
          <ChooseOne
            id="mode"
            label={text('steps.mode')}
            choices={choicesOf(MODES, (each) => text(`labels.serviceMode.${each}`))}
            value={form.mode}
            onValue={(mode) => change({ mode })}
            error={errorOf('mode')}
          />
          <DateBox
            id="sentOn"
            label={text('steps.sentOn')}
            value={form.sentOn}
            onValue={(sentOn) => change({ sentOn })}
            error={errorOf('sentOn')}
            quick={quick}
          />
          <DateBox
            id="receivedOn"
            label={text('steps.receivedOn')}
            value={form.receivedOn}
            onValue={(receivedOn) => change({ receivedOn })}
            error={errorOf('receivedOn')}
            quick={quick}
          />
          <TextBox
            id="note"
            rows={2}
            maxLength={1000}
            label={text('steps.note')}
            optional={text('form.optional')}
            value={form.note}
            onValue={(note) => change({ note })}
            error={errorOf('note')}
          />
        </>
      )}
    </CommandFrame>
  );
}

/** A decision reached one addressee; one page for each. */
export default function RecordService() {
  return (
    <CaseOf>
      {(file) => {
        const decision = toBeServed(file);
        return decision && findAction(file.allowedActions, 'RECORD_SERVICE')?.allowed ? (
          <ServiceForm key={decision.id} file={file} decision={decision} />
        ) : (
          <NotOpen file={file} action="RECORD_SERVICE" />
        );
      }}
    </CaseOf>
  );
}
