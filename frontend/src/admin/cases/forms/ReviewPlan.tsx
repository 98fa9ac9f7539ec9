import { Box, Typography } from '@mui/material';
import { useGetOne } from 'ra-core';
import { Loading } from 'react-admin';

import {
  ApprovePlanDocument,
  ReturnPlanDocument,
  type PlanVersionQuery,
} from '../../../shared/api/generated/graphql.ts';
import { formatDate } from '../../../shared/format/dates.ts';
import { findAction } from '../../components/ActionLink.tsx';
import { CaseOf } from '../../components/CaseOf.tsx';
import { useLeave } from '../../components/form/useLeave.ts';
import { Notice } from '../../components/Notice.tsx';
import { Facts } from '../../components/Panel.tsx';
import { Remark } from '../../components/Remark.tsx';
import type { CaseFile } from '../../dataProvider/bindings/cases.ts';
import { useCommand } from '../../dataProvider/useCommand.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';

import { NotOpen } from './NotOpen.tsx';
import { useVerdict, VerdictForm } from './VerdictForm.tsx';

type Version = PlanVersionQuery['planVersion'];

function PlanRecord({ version }: { version: Version }) {
  const text = useText();
  const language = useLanguage();
  return (
    <>
      {version.warnings.map(({ caseNumber, message }, place) => (
        <Notice key={caseNumber ?? `colleague-${place}`} tone="warn">
          {message}
          {caseNumber && ` ${caseNumber}`}
        </Notice>
      ))}
      <Facts
        pairs={[
          [text('steps.planVersion'), text('plan.version', { number: version.number })],
          [text('steps.author'), version.author?.displayName ?? text('common.unknownPerson')],
          [
            text('plan.rhythm'),
            text('plan.rhythmText', {
              days: version.checkInEveryDays,
              kind: text(`labels.checkInKind.${version.checkInKind}`),
            }),
          ],
          ...(version.reason ? ([[text('steps.changeReason'), version.reason]] as const) : []),
        ]}
      />
      <Typography variant="h3" sx={{ mt: 2 }}>
        {text('plan.conditions')}
      </Typography>
      <Box component="ol" sx={{ m: 0, pl: 3 }}>
        {version.conditions.map((condition) => (
          <Box component="li" key={condition.id} sx={{ py: 0.5 }}>
            {condition.sentence}
            {condition.proportionality && (
              <Remark label={text('plan.proportionality')} said={condition.proportionality} />
            )}
          </Box>
        ))}
      </Box>
      {version.goals.length > 0 && (
        <>
          <Typography variant="h3" sx={{ mt: 2 }}>
            {text('plan.goals')}
          </Typography>
          <Box component="ul" sx={{ m: 0, pl: 3 }}>
            {version.goals.map((goal) => (
              <li key={goal.id}>
                {goal.text} · {text(`labels.goalOwner.${goal.owner}`)} ·{' '}
                {formatDate(goal.targetOn, language)}
              </li>
            ))}
          </Box>
        </>
      )}
    </>
  );
}

function PlanVerdict({ file, version }: { file: CaseFile; version: Version }) {
  const text = useText();
  const backTo = `/cases/${file.id}/show?tab=plan`;
  const leave = useLeave(backTo);
  const kept = useVerdict('PLAN', version.id, file.id);
  const approval = useCommand(ApprovePlanDocument, kept, () => leave('steps.planApproved'));
  const returning = useCommand(ReturnPlanDocument, kept, () => leave('steps.planReturned'));
  return (
    <VerdictForm
      file={file}
      title={text('steps.reviewPlan')}
      record={<PlanRecord version={version} />}
      kept={kept}
      backTo={backTo}
      approval={approval}
      returning={returning}
      onApprove={() =>
        approval.run({ planVersionId: version.id, expectedVersion: version.version })
      }
      onReturn={(feedback) => returning.run({ planVersionId: version.id, feedback })}
    />
  );
}

function Fetched({ file, id }: { file: CaseFile; id: string }) {
  const text = useText();
  const { data, isPending } = useGetOne<Version & { id: string }>(
    'plan-versions',
    { id },
    { retry: false, refetchOnWindowFocus: false },
  );
  if (data) return <PlanVerdict file={file} version={data} />;
  return isPending ? <Loading /> : <Typography>{text('problems.NOT_VISIBLE')}</Typography>;
}

/** A plan handed in is read and put in force or sent back, by somebody who did not write it. */
export default function ReviewPlan() {
  return (
    <CaseOf>
      {(file) => {
        const version = file.planVersions.find(({ state }) => state === 'SUBMITTED');
        return version && findAction(file.allowedActions, 'APPROVE_PLAN')?.allowed ? (
          <Fetched key={version.id} file={file} id={version.id} />
        ) : (
          <NotOpen file={file} action="APPROVE_PLAN" />
        );
      }}
    </CaseOf>
  );
}
