import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import {
  ApprovePlanDocument,
  ApproveProposalDocument,
  DiscardDraftDocument,
  DraftDocument,
  HearOpinionDocument,
  PlanVersionDocument,
  ProposeDecisionDocument,
  RecordServiceDocument,
  ReturnPlanDocument,
  ReturnProposalDocument,
  SaveDraftDocument,
  type CaseAction,
} from '../../../shared/api/generated/graphql.ts';
import { expectAccessible } from '../../../testing/axe.ts';
import { aCaseFile, allowed, refused } from '../../testing/builders.ts';
import { deskServer, openDesk } from '../../testing/desk.tsx';

const person = { id: 'account-officer', displayName: '李静', role: 'OFFICER' as const };
const caseFile = { id: 'case-1', status: 'UNDER_REVIEW' as const };
const proposal = {
  id: 'proposal-1',
  periodMonths: 8,
  reasons: '情节较轻，具备帮教条件。',
  state: 'SUBMITTED' as const,
  author: person,
  feedback: null,
};
const decision = {
  id: 'decision-1',
  kind: 'CONDITIONAL_NON_PROSECUTION' as const,
  decidedOn: '2026-03-02',
  effectiveOn: null,
  basis: null,
  author: person,
  approver: null,
  addressees: ['POLICE' as const, 'VICTIM' as const],
  services: [
    {
      id: 'service-1',
      addressee: 'POLICE' as const,
      sentOn: '2026-03-02',
      receivedOn: '2026-03-02',
      dueOn: '2026-03-05',
      late: false,
    },
  ],
  announcement: null,
};
const submitted = {
  id: 'plan-1',
  number: 2,
  state: 'SUBMITTED' as const,
  from: null,
  until: null,
  reason: null,
};

function serve(action: CaseAction, more: Parameters<typeof aCaseFile>[0] = {}) {
  const file = aCaseFile({ allowedActions: [allowed(action)], ...more });
  return deskServer('officer', file)
    .on(DraftDocument, () => ({ draft: null }))
    .on(SaveDraftDocument, () => ({
      saveDraft: {
        __typename: 'SaveDraftSuccess' as const,
        draft: { savedAt: '2026-03-02T01:00:00Z' },
      },
    }))
    .on(DiscardDraftDocument, () => ({ discardDraft: { __typename: 'DiscardDraftSuccess' } }));
}

const click = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const backOn = (hash: string) => waitFor(() => expect(window.location.hash).toBe(hash));

describe('hearing an opinion', () => {
  it('asks for the approver of a police opinion only, and sends what was said', async () => {
    const server = serve('HEAR_OPINION').on(HearOpinionDocument, () => ({
      hearOpinion: { __typename: 'HearOpinionSuccess' as const, caseFile },
    }));
    const { container } = openDesk('/cases/case-1/opinions/hear');

    await userEvent.click(await screen.findByLabelText('公安机关'));
    expect(screen.getByLabelText('公安机关批准人')).toBeVisible();
    await userEvent.click(screen.getByLabelText('被害人'));
    expect(screen.queryByLabelText('公安机关批准人')).not.toBeInTheDocument();
    await userEvent.click(screen.getByLabelText('作出附条件不起诉决定前'));
    await userEvent.type(screen.getByLabelText('听取日期'), '2026-03-02');
    await userEvent.click(screen.getByLabelText('电话'));
    await userEvent.click(screen.getByLabelText('无异议'));
    await userEvent.type(screen.getByLabelText('意见内容'), '同意。');
    await expectAccessible(container.querySelector('main') ?? container);
    await click('检查并提交');
    await click('确认提交');

    await backOn('#/cases/case-1/show');
    expect(server.variablesOf(HearOpinionDocument)[0]?.input).toMatchObject({
      caseId: 'case-1',
      stage: 'BEFORE_DECISION',
      party: 'VICTIM',
      heardOn: '2026-03-02',
      how: 'PHONE',
      stance: 'NO_OBJECTION',
      objection: 'NONE',
      statement: '同意。',
      approvedBy: null,
    });
    await waitFor(() =>
      expect(server.variablesOf(DiscardDraftDocument)[0]?.input).toMatchObject({
        form: 'OPINION',
        recordId: 'case-1',
      }),
    );
  });

  it('brings an earlier draft back', async () => {
    serve('HEAR_OPINION').on(DraftDocument, () => ({
      draft: {
        content: JSON.stringify({ statement: '写到一半' }),
        savedAt: '2026-03-02T01:00:00Z',
      },
    }));
    openDesk('/cases/case-1/opinions/hear');

    expect(await screen.findByDisplayValue('写到一半')).toBeVisible();
  });

  it('is not open when the server does not allow it, and says why', async () => {
    serve('HEAR_OPINION', {
      allowedActions: [refused('HEAR_OPINION', 'MOVE_NOT_ALLOWED', '案件已经封存。')],
    });
    openDesk('/cases/case-1/opinions/hear');

    expect(await screen.findByText('现在不能操作：案件已经封存。')).toBeVisible();
    expect(screen.queryByLabelText('意见内容')).not.toBeInTheDocument();
  });
});

it('shows the server’s word on a field beside that field, and lets it be sent again', async () => {
  const server = serve('PROPOSE_DECISION').on(ProposeDecisionDocument, () => ({
    proposeDecision: {
      __typename: 'Refused' as const,
      code: 'INVALID_INPUT',
      message: '填写的内容有问题。',
      basis: null,
      facts: [],
      problems: [{ path: 'reasons', code: 'TOO_LONG' }],
    },
  }));
  openDesk('/cases/case-1/proposal/new');

  await userEvent.click(await screen.findByLabelText('8 个月'));
  await userEvent.type(screen.getByLabelText('理由'), '理由。');
  await click('检查并提交');
  await click('确认提交');

  expect(await screen.findByRole('alert')).toHaveTextContent('没有完成：填写的内容有问题。');
  expect(screen.getByLabelText('理由')).toHaveAccessibleDescription(/太长/);
  expect(screen.getByLabelText('理由')).toHaveValue('理由。');
  await click('检查并提交');
  expect(screen.getByRole('button', { name: '确认提交' })).toBeEnabled();
  expect(server.variablesOf(ProposeDecisionDocument)[0]?.input).toMatchObject({
    caseId: 'case-1',
    periodMonths: 8,
    reasons: '理由。',
  });
});

describe('a proposal', () => {
  it('is read and approved with the text of the decision', async () => {
    const server = serve('APPROVE_PROPOSAL', { proposals: [proposal] }).on(
      ApproveProposalDocument,
      () => ({ approveProposal: { __typename: 'ApproveProposalSuccess' as const, caseFile } }),
    );
    openDesk('/cases/case-1/proposal');

    expect(await screen.findByText('情节较轻，具备帮教条件。')).toBeVisible();
    expect(screen.getByText('8 个月')).toBeVisible();
    await userEvent.click(screen.getByLabelText('批准'));
    await userEvent.type(screen.getByLabelText('决定书正文'), '决定附条件不起诉。');
    await click('检查并提交');
    await click('确认');

    await backOn('#/cases/case-1/show');
    expect(server.variablesOf(ApproveProposalDocument)[0]?.input).toMatchObject({
      proposalId: 'proposal-1',
      text: '决定附条件不起诉。',
    });
  });

  it('is sent back with what is missing', async () => {
    const server = serve('APPROVE_PROPOSAL', { proposals: [proposal] }).on(
      ReturnProposalDocument,
      () => ({ returnProposal: { __typename: 'ReturnProposalSuccess' as const, caseFile } }),
    );
    openDesk('/cases/case-1/proposal');

    await userEvent.click(await screen.findByLabelText('退回'));
    await click('检查并提交');
    expect(screen.getByRole('alert')).toHaveTextContent('请填写：退回意见');
    await userEvent.type(screen.getByLabelText('退回意见'), '请补充帮教条件。');
    await click('检查并提交');
    await click('确认');

    await backOn('#/cases/case-1/show');
    expect(server.variablesOf(ReturnProposalDocument)[0]?.input).toMatchObject({
      proposalId: 'proposal-1',
      feedback: '请补充帮教条件。',
    });
  });
});

it('records a service on somebody not served yet', async () => {
  const server = serve('RECORD_SERVICE', { decisions: [decision] }).on(
    RecordServiceDocument,
    () => ({ recordService: { __typename: 'RecordServiceSuccess' as const, caseFile } }),
  );
  openDesk('/cases/case-1/services/record');

  await userEvent.click(await screen.findByLabelText('被害人'));
  expect(screen.queryByLabelText('公安机关')).not.toBeInTheDocument();
  await userEvent.click(screen.getByLabelText('邮寄送达'));
  await userEvent.type(screen.getByLabelText('送出日期'), '2026-03-03');
  await userEvent.type(screen.getByLabelText('回证上的日期'), '2026-03-04');
  await click('检查并提交');
  await click('确认提交');

  await backOn('#/cases/case-1/show');
  expect(server.variablesOf(RecordServiceDocument)[0]?.input).toMatchObject({
    decisionId: 'decision-1',
    addressee: 'VICTIM',
    mode: 'POST',
    sentOn: '2026-03-03',
    receivedOn: '2026-03-04',
    note: null,
  });
});

describe('a plan handed in', () => {
  const plan = {
    ...submitted,
    version: 5,
    checkInEveryDays: 14,
    checkInKind: 'VISIT' as const,
    author: person,
    approver: null,
    conditions: [],
    goals: [
      {
        id: 'goal-1',
        text: '完成学期学业',
        owner: 'MINOR' as const,
        targetOn: '2026-09-01',
        status: 'OPEN' as const,
      },
    ],
    agreements: [],
    warnings: [
      { caseNumber: '江检未附〔2026〕11号', message: '与关联案件的方案条件相同。' },
      { caseNumber: null, message: '与同事办理的关联案件的方案条件相同。' },
    ],
  };
  const opened = () =>
    serve('APPROVE_PLAN', { planVersions: [submitted] }).on(PlanVersionDocument, () => ({
      planVersion: plan,
    }));
  const answer = { planVersion: { id: 'plan-1', state: 'IN_FORCE' as const } };

  it('is approved exactly as it was read', async () => {
    const server = opened().on(ApprovePlanDocument, () => ({
      approvePlan: { __typename: 'ApprovePlanSuccess' as const, ...answer },
    }));
    openDesk('/cases/case-1/plan/approval');

    expect(await screen.findByText('每 14 天一次，方式：上门走访')).toBeVisible();
    expect(screen.getByText(/完成学期学业/)).toBeVisible();
    expect(screen.getByText('与关联案件的方案条件相同。 江检未附〔2026〕11号')).toBeVisible();
    expect(screen.getByText('与同事办理的关联案件的方案条件相同。')).toBeVisible();
    await userEvent.click(screen.getByLabelText('批准'));
    await click('检查并提交');
    await click('确认');

    await backOn('#/cases/case-1/show?tab=plan');
    expect(server.variablesOf(ApprovePlanDocument)[0]?.input).toMatchObject({
      planVersionId: 'plan-1',
      expectedVersion: 5,
    });
  });

  it('is sent back with what is to be looked at again', async () => {
    const server = opened().on(ReturnPlanDocument, () => ({
      returnPlan: { __typename: 'ReturnPlanSuccess' as const, ...answer },
    }));
    openDesk('/cases/case-1/plan/approval');

    await userEvent.click(await screen.findByLabelText('退回'));
    await userEvent.type(screen.getByLabelText('退回意见'), '公益劳动时数过多。');
    await click('检查并提交');
    await click('确认');

    await backOn('#/cases/case-1/show?tab=plan');
    expect(server.variablesOf(ReturnPlanDocument)[0]?.input).toMatchObject({
      planVersionId: 'plan-1',
      feedback: '公益劳动时数过多。',
    });
  });
});
