import { ProposeDecisionDocument } from '../../../shared/api/generated/graphql.ts';
import { findAction } from '../../components/ActionLink.tsx';
import { AboutCase, CaseOf } from '../../components/CaseOf.tsx';
import { ChooseOne } from '../../components/form/Choices.tsx';
import { CommandFrame } from '../../components/form/CommandFrame.tsx';
import { DraftLine } from '../../components/form/DraftLine.tsx';
import { TextBox } from '../../components/form/TextBox.tsx';
import { useKeptForm } from '../../components/form/useKeptForm.ts';
import { useLeave } from '../../components/form/useLeave.ts';
import type { CaseFile } from '../../dataProvider/bindings/cases.ts';
import { useCommand } from '../../dataProvider/useCommand.ts';
import { useText } from '../../i18n/useText.ts';

import { fieldErrors } from './errors.ts';
import { NotOpen } from './NotOpen.tsx';

/** Lengths to choose from; the server has the last word (CPL art. 283). */
const MONTHS = ['6', '7', '8', '9', '10', '11', '12'] as const;

interface Form {
  months: (typeof MONTHS)[number] | null;
  reasons: string;
}

const EMPTY: Form = { months: null, reasons: '' };

function ProposalForm({ file }: { file: CaseFile }) {
  const text = useText();
  const kept = useKeptForm('PROPOSAL', file.id, file.id, EMPTY);
  const { form, change } = kept;
  const backTo = `/cases/${file.id}/show`;
  const leave = useLeave(backTo);
  const command = useCommand(ProposeDecisionDocument, kept, () => leave('steps.proposed'));
  const months = (count: string) => text('steps.months', { count });

  return (
    <CommandFrame
      title={text('labels.action.PROPOSE_DECISION')}
      intro={<AboutCase file={file} />}
      backTo={backTo}
      validate={() => {
        const errors = fieldErrors(text);
        errors.chosen('periodMonths', text('steps.period'), form.months);
        errors.filled('reasons', text('steps.reasons'), form.reasons);
        return errors.found;
      }}
      answers={() => [
        [text('steps.period'), form.months && months(form.months)],
        [text('steps.reasons'), form.reasons],
      ]}
      checkTitle={text('checkIns.check')}
      checkIntro={text('steps.proposeIntro')}
      submitLabel={text('checkIns.submit')}
      onSubmit={() => {
        command.run({
          caseId: file.id,
          periodMonths: Number(form.months),
          reasons: form.reasons.trim(),
        });
      }}
      working={command.working}
      refusal={command.refusal}
      footer={<DraftLine state={kept.state} returned={kept.returned} onDiscard={kept.clear} />}
    >
      {(errorOf) => (
        <>
          <ChooseOne
            id="periodMonths"
            label={text('steps.period')}
            choices={MONTHS.map((value) => ({ value, label: months(value) }))}
            value={form.months}
            onValue={(next) => change({ months: next })}
            error={errorOf('periodMonths')}
          />
          <TextBox
            id="reasons"
            rows={5}
            maxLength={4000}
            label={text('steps.reasons')}
            hint={text('steps.reasonsHint')}
            value={form.reasons}
            onValue={(reasons) => change({ reasons })}
            error={errorOf('reasons')}
          />
        </>
      )}
    </CommandFrame>
  );
}

/** Conditional non-prosecution proposed, for somebody else to approve. */
export default function ProposeDecision() {
  return (
    <CaseOf>
      {(file) =>
        findAction(file.allowedActions, 'PROPOSE_DECISION')?.allowed ? (
          <ProposalForm key={file.id} file={file} />
        ) : (
          <NotOpen file={file} action="PROPOSE_DECISION" />
        )
      }
    </CaseOf>
  );
}
