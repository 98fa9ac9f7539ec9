import {
  ApproveProposalDocument,
  ReturnProposalDocument,
} from '../../../shared/api/generated/graphql.ts';
import { findAction } from '../../components/ActionLink.tsx';
import { CaseOf } from '../../components/CaseOf.tsx';
import { useLeave } from '../../components/form/useLeave.ts';
import { Facts } from '../../components/Panel.tsx';
import type { CaseFile } from '../../dataProvider/bindings/cases.ts';
import { useCommand } from '../../dataProvider/useCommand.ts';
import { useText } from '../../i18n/useText.ts';

import { NotOpen } from './NotOpen.tsx';
import { useVerdict, VerdictForm } from './VerdictForm.tsx';

type Proposal = NonNullable<CaseFile['proposals']>[number];

function ProposalVerdict({ file, proposal }: { file: CaseFile; proposal: Proposal }) {
  const text = useText();
  const backTo = `/cases/${file.id}/show`;
  const leave = useLeave(backTo);
  const kept = useVerdict('DECISION', proposal.id, file.id);
  const approval = useCommand(ApproveProposalDocument, kept, () => leave('steps.decided'));
  const returning = useCommand(ReturnProposalDocument, kept, () => leave('steps.proposalReturned'));
  return (
    <VerdictForm
      file={file}
      title={text('steps.reviewProposal')}
      record={
        <Facts
          pairs={[
            [text('steps.author'), proposal.author?.displayName ?? text('common.unknownPerson')],
            [
              text('steps.period'),
              proposal.periodMonths && text('steps.months', { count: proposal.periodMonths }),
            ],
            [text('steps.reasons'), proposal.reasons],
          ]}
        />
      }
      kept={kept}
      backTo={backTo}
      words={{ label: text('reviews.approveText'), hint: text('steps.decisionHint') }}
      approval={approval}
      returning={returning}
      onApprove={(words) => approval.run({ proposalId: proposal.id, text: words })}
      onReturn={(feedback) => returning.run({ proposalId: proposal.id, feedback })}
    />
  );
}

/** The proposal is read and approved or sent back, by somebody who did not write it. */
export default function ReviewProposal() {
  return (
    <CaseOf>
      {(file) => {
        const proposal = file.proposals?.find(({ state }) => state === 'SUBMITTED');
        return proposal && findAction(file.allowedActions, 'APPROVE_PROPOSAL')?.allowed ? (
          <ProposalVerdict key={proposal.id} file={file} proposal={proposal} />
        ) : (
          <NotOpen file={file} action="APPROVE_PROPOSAL" />
        );
      }}
    </CaseOf>
  );
}
