import {
  RecordTriageDocument,
  type Gravity,
  type Leniency,
  type Strictness,
  type TriageOutcome,
} from '../../../shared/api/generated/graphql.ts';
import { findAction } from '../../components/ActionLink.tsx';
import { AboutCase, CaseOf } from '../../components/CaseOf.tsx';
import { ChooseOne, ChooseSome, choicesOf } from '../../components/form/Choices.tsx';
import { CommandFrame } from '../../components/form/CommandFrame.tsx';
import { DraftLine } from '../../components/form/DraftLine.tsx';
import { TextBox } from '../../components/form/TextBox.tsx';
import { useKeptForm } from '../../components/form/useKeptForm.ts';
import { useLeave } from '../../components/form/useLeave.ts';
import type { CaseFile } from '../../dataProvider/bindings/cases.ts';
import { useCommand } from '../../dataProvider/useCommand.ts';
import { useText, type Text } from '../../i18n/useText.ts';

import { fieldErrors, orNull } from './errors.ts';
import { NotOpen } from './NotOpen.tsx';

const GRAVITIES: readonly Gravity[] = ['OBVIOUSLY_MINOR', 'MINOR', 'NOT_MINOR'];
const LENIENCY: readonly Leniency[] = [
  'LURED',
  'SHORT_AND_LITTLE_GAIN',
  'PLEADS_GUILTY',
  'HELPED_TRACING',
];
const STRICTNESS: readonly Strictness[] = [
  'ORGANISED_TRADE',
  'USED_THE_WEAK',
  'INSIDER',
  'CROSS_BORDER',
  'SPECIAL_TOOLS',
  'DEEP_SYNTHESIS',
  'PENALISED_IN_2_YEARS',
  'CONVICTED_IN_5_YEARS',
];
const OUTCOMES: readonly TriageOutcome[] = [
  'STATUTORY_NON_PROSECUTION',
  'RELATIVE_NON_PROSECUTION',
  'EVIDENCE_NON_PROSECUTION',
  'CONDITIONAL',
];

interface Form {
  gravity: Gravity | null;
  assisting: 'YES' | 'NO' | null;
  leniency: Leniency[];
  strictness: Strictness[];
  outcome: TriageOutcome | null;
  reason: string;
  departs: string;
}

const EMPTY: Form = {
  gravity: null,
  assisting: null,
  leniency: [],
  strictness: [],
  outcome: null,
  reason: '',
  departs: '',
};

/** Whether a reason is asked for: minor facts without a strict circumstance presume no prosecution. */
function departing({ gravity, assisting, strictness, outcome }: Form): boolean {
  const strict = assisting === 'YES' && strictness.length > 0;
  return outcome === 'CONDITIONAL' && gravity !== null && gravity !== 'NOT_MINOR' && !strict;
}

function problemsOf(form: Form, text: Text) {
  const errors = fieldErrors(text);
  errors.chosen('gravity', text('screening.triage.gravity'), form.gravity);
  errors.chosen('assisting', text('screening.triage.assisting'), form.assisting);
  errors.chosen('outcome', text('screening.triage.outcome'), form.outcome);
  errors.filled('reason', text('screening.triage.reason'), form.reason);
  if (departing(form)) {
    errors.filled('departsBecause', text('screening.triage.departs'), form.departs);
  }
  return errors.found;
}

function TriageForm({ file }: { file: CaseFile }) {
  const text = useText();
  const kept = useKeptForm('TRIAGE', file.id, file.id, EMPTY);
  const { form, change } = kept;
  const backTo = `/cases/${file.id}/show`;
  const leave = useLeave(backTo);
  const command = useCommand(RecordTriageDocument, kept, () => leave('screening.triage.recorded'));
  const assisting = form.assisting === 'YES';
  const yesOrNo = (value: 'YES' | 'NO') =>
    text(value === 'YES' ? 'screening.triage.assistingYes' : 'screening.triage.assistingNo');
  const named = (labels: string[]) =>
    labels.join(text('screening.and')) || text('screening.triage.none');
  const circumstances = () => [
    [
      text('screening.triage.leniency'),
      named(form.leniency.map((each) => text(`screening.triage.leniencyOf.${each}`))),
    ] as const,
    [
      text('screening.triage.strictness'),
      named(form.strictness.map((each) => text(`screening.triage.strictnessOf.${each}`))),
    ] as const,
  ];

  return (
    <CommandFrame
      title={text('labels.action.RECORD_TRIAGE')}
      intro={<AboutCase file={file} />}
      backTo={backTo}
      validate={() => problemsOf(form, text)}
      answers={() => [
        [
          text('screening.triage.gravity'),
          form.gravity && text(`screening.triage.gravityOf.${form.gravity}`),
        ],
        [text('screening.triage.assisting'), form.assisting && yesOrNo(form.assisting)],
        ...(assisting ? circumstances() : []),
        [
          text('screening.triage.outcome'),
          form.outcome && text(`screening.triage.outcomeOf.${form.outcome}`),
        ],
        [text('screening.triage.reason'), form.reason],
        ...(departing(form) ? ([[text('screening.triage.departs'), form.departs]] as const) : []),
      ]}
      checkTitle={text('checkIns.check')}
      checkIntro={text('screening.triage.checkIntro')}
      submitLabel={text('checkIns.submit')}
      onSubmit={() => {
        const { gravity, outcome } = form;
        if (!gravity || !outcome) return;
        command.run({
          caseId: file.id,
          gravity,
          assisting,
          leniency: assisting ? form.leniency : [],
          strictness: assisting ? form.strictness : [],
          outcome,
          reason: form.reason.trim(),
          departsBecause: departing(form) ? orNull(form.departs) : null,
        });
      }}
      working={command.working}
      refusal={command.refusal}
      footer={<DraftLine state={kept.state} returned={kept.returned} onDiscard={kept.clear} />}
    >
      {(errorOf) => (
        <>
          <ChooseOne
            id="gravity"
            label={text('screening.triage.gravity')}
            choices={choicesOf(GRAVITIES, (each) => text(`screening.triage.gravityOf.${each}`))}
            value={form.gravity}
            onValue={(gravity) => change({ gravity })}
            error={errorOf('gravity')}
          />
          <ChooseOne
            id="assisting"
            label={text('screening.triage.assisting')}
            choices={choicesOf(['YES', 'NO'] as const, yesOrNo)}
            value={form.assisting}
            onValue={(next) => change({ assisting: next })}
            error={errorOf('assisting')}
          />
          {assisting && (
            <>
              <ChooseSome
                id="leniency"
                label={text('screening.triage.leniency')}
                hint={text('screening.triage.leniencyHint')}
                choices={choicesOf(LENIENCY, (each) => text(`screening.triage.leniencyOf.${each}`))}
                values={form.leniency}
                onValues={(leniency) => change({ leniency })}
                error={errorOf('leniency')}
              />
              <ChooseSome
                id="strictness"
                wide
                label={text('screening.triage.strictness')}
                hint={text('screening.triage.strictnessHint')}
                choices={choicesOf(STRICTNESS, (each) =>
                  text(`screening.triage.strictnessOf.${each}`),
                )}
                values={form.strictness}
                onValues={(strictness) => change({ strictness })}
                error={errorOf('strictness')}
              />
            </>
          )}
          <ChooseOne
            id="outcome"
            label={text('screening.triage.outcome')}
            choices={choicesOf(OUTCOMES, (each) => text(`screening.triage.outcomeOf.${each}`))}
            value={form.outcome}
            onValue={(outcome) => change({ outcome })}
            error={errorOf('outcome')}
          />
          <TextBox
            id="reason"
            rows={4}
            maxLength={4000}
            label={text('screening.triage.reason')}
            value={form.reason}
            onValue={(reason) => change({ reason })}
            error={errorOf('reason')}
          />
          {departing(form) && (
            <TextBox
              id="departsBecause"
              rows={3}
              maxLength={4000}
              label={text('screening.triage.departs')}
              hint={text('screening.triage.departsHint')}
              value={form.departs}
              onValue={(departs) => change({ departs })}
              error={errorOf('departsBecause')}
            />
          )}
        </>
      )}
    </CommandFrame>
  );
}

/** Direct non-prosecution considered, with reasons, before a conditional one is proposed. */
export default function RecordTriage() {
  return (
    <CaseOf>
      {(file) =>
        findAction(file.allowedActions, 'RECORD_TRIAGE')?.allowed ? (
          <TriageForm key={file.id} file={file} />
        ) : (
          <NotOpen file={file} action="RECORD_TRIAGE" />
        )
      }
    </CaseOf>
  );
}
