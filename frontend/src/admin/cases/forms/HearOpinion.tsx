import {
  HearOpinionDocument,
  type HearingMode,
  type HearingStage,
  type ObjectionKind,
  type OpinionParty,
  type Stance,
} from '../../../shared/api/generated/graphql.ts';
import { inShanghai } from '../../../shared/format/dates.ts';
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
import { useText, type Text } from '../../i18n/useText.ts';

import { dayOf, fieldErrors, orNull } from './errors.ts';
import { NotOpen } from './NotOpen.tsx';

const PARTIES: readonly OpinionParty[] = [
  'POLICE',
  'VICTIM',
  'MINOR',
  'LEGAL_REPRESENTATIVE',
  'DEFENDER',
];
const STAGES: readonly HearingStage[] = ['BEFORE_DECISION', 'BEFORE_FINAL_DECISION'];
const MODES: readonly HearingMode[] = ['IN_PERSON', 'PHONE', 'VIDEO', 'WRITTEN'];
const STANCES: readonly Stance[] = ['SUPPORTS', 'NO_OBJECTION', 'OBJECTS'];
const OBJECTIONS: readonly ObjectionKind[] = ['DISPOSITION', 'CONDITIONS'];

interface Form {
  stage: HearingStage | null;
  party: OpinionParty | null;
  heardOn: string;
  how: HearingMode | null;
  stance: Stance | null;
  objection: ObjectionKind | null;
  statement: string;
  approvedBy: string;
}

const EMPTY: Form = {
  stage: null,
  party: null,
  heardOn: '',
  how: null,
  stance: null,
  objection: null,
  statement: '',
  approvedBy: '',
};

function problemsOf(form: Form, text: Text) {
  const errors = fieldErrors(text);
  errors.chosen('party', text('steps.party'), form.party);
  errors.chosen('stage', text('steps.stage'), form.stage);
  errors.pastDay('heardOn', text('steps.heardOn'), form.heardOn);
  errors.chosen('how', text('steps.how'), form.how);
  errors.chosen('stance', text('steps.stance'), form.stance);
  if (form.stance === 'OBJECTS') {
    errors.chosen('objection', text('steps.objection'), form.objection);
  }
  errors.filled('statement', text('steps.statement'), form.statement);
  if (form.party === 'POLICE') {
    errors.filled('approvedBy', text('steps.approvedBy'), form.approvedBy);
  }
  return errors.found;
}

function OpinionForm({ file }: { file: CaseFile }) {
  const text = useText();
  const kept = useKeptForm('OPINION', file.id, file.id, EMPTY);
  const { form, change } = kept;
  const backTo = `/cases/${file.id}/show`;
  const leave = useLeave(backTo);
  const command = useCommand(HearOpinionDocument, kept, () => leave('steps.opinionRecorded'));
  const objection = form.stance === 'OBJECTS' ? form.objection : null;
  const police = form.party === 'POLICE';

  return (
    <CommandFrame
      title={text('labels.action.HEAR_OPINION')}
      intro={<AboutCase file={file} />}
      backTo={backTo}
      validate={() => problemsOf(form, text)}
      answers={() => [
        [text('steps.party'), form.party && text(`labels.party.${form.party}`)],
        [text('steps.stage'), form.stage && text(`labels.hearingStage.${form.stage}`)],
        [text('steps.heardOn'), form.heardOn],
        [text('steps.how'), form.how && text(`labels.hearingMode.${form.how}`)],
        [text('steps.stance'), form.stance && text(`labels.stance.${form.stance}`)],
        ...(objection
          ? ([[text('steps.objection'), text(`labels.objection.${objection}`)]] as const)
          : []),
        [text('steps.statement'), form.statement],
        ...(police ? ([[text('steps.approvedBy'), form.approvedBy]] as const) : []),
      ]}
      checkTitle={text('checkIns.check')}
      checkIntro={text('steps.checkIntro')}
      submitLabel={text('checkIns.submit')}
      onSubmit={() => {
        const { stage, party, how, stance } = form;
        if (!stage || !party || !how || !stance) return;
        command.run({
          caseId: file.id,
          stage,
          party,
          heardOn: dayOf(form.heardOn),
          how,
          stance,
          objection: objection ?? 'NONE',
          statement: form.statement.trim(),
          approvedBy: police ? orNull(form.approvedBy) : null,
        });
      }}
      working={command.working}
      refusal={command.refusal}
      footer={<DraftLine state={kept.state} returned={kept.returned} onDiscard={kept.clear} />}
    >
      {(errorOf) => (
        <>
          <ChooseOne
            id="party"
            label={text('steps.party')}
            choices={choicesOf(PARTIES, (each) => text(`labels.party.${each}`))}
            value={form.party}
            onValue={(party) => change({ party })}
            error={errorOf('party')}
          />
          <ChooseOne
            id="stage"
            label={text('steps.stage')}
            choices={choicesOf(STAGES, (each) => text(`labels.hearingStage.${each}`))}
            value={form.stage}
            onValue={(stage) => change({ stage })}
            error={errorOf('stage')}
          />
          <DateBox
            id="heardOn"
            label={text('steps.heardOn')}
            value={form.heardOn}
            onValue={(heardOn) => change({ heardOn })}
            error={errorOf('heardOn')}
            quick={[{ label: text('checkIns.today'), date: inShanghai(new Date()).date }]}
          />
          <ChooseOne
            id="how"
            label={text('steps.how')}
            choices={choicesOf(MODES, (each) => text(`labels.hearingMode.${each}`))}
            value={form.how}
            onValue={(how) => change({ how })}
            error={errorOf('how')}
          />
          <ChooseOne
            id="stance"
            label={text('steps.stance')}
            choices={choicesOf(STANCES, (each) => text(`labels.stance.${each}`))}
            value={form.stance}
            onValue={(stance) => change({ stance })}
            error={errorOf('stance')}
          />
          {form.stance === 'OBJECTS' && (
            <ChooseOne
              id="objection"
              wide
              label={text('steps.objection')}
              choices={choicesOf(OBJECTIONS, (each) => text(`labels.objection.${each}`))}
              value={form.objection}
              onValue={(next) => change({ objection: next })}
              error={errorOf('objection')}
            />
          )}
          <TextBox
            id="statement"
            rows={4}
            maxLength={4000}
            label={text('steps.statement')}
            hint={text('steps.statementHint')}
            value={form.statement}
            onValue={(statement) => change({ statement })}
            error={errorOf('statement')}
          />
          {police && (
            <TextBox
              id="approvedBy"
              maxLength={200}
              label={text('steps.approvedBy')}
              hint={text('steps.approvedByHint')}
              value={form.approvedBy}
              onValue={(approvedBy) => change({ approvedBy })}
              error={errorOf('approvedBy')}
            />
          )}
        </>
      )}
    </CommandFrame>
  );
}

/** What one party said before a decision, in the party's own words. */
export default function HearOpinion() {
  return (
    <CaseOf>
      {(file) =>
        findAction(file.allowedActions, 'HEAR_OPINION')?.allowed ? (
          <OpinionForm key={file.id} file={file} />
        ) : (
          <NotOpen file={file} action="HEAR_OPINION" />
        )
      }
    </CaseOf>
  );
}
