import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import {
  ApproveOutcomeReviewDocument,
  ReturnOutcomeReviewDocument,
} from '../../shared/api/generated/graphql.ts';
import { expectAccessible } from '../../testing/axe.ts';
import { aCaseFile, allowed, anOutcomeReview, refused } from '../testing/builders.ts';
import { deskServer, openDesk } from '../testing/desk.tsx';

const PATH = '/cases/case-1/outcome-review';
const submitted = aCaseFile({
  status: 'OPINION_GIVEN',
  allowedActions: [allowed('APPROVE_OUTCOME_REVIEW')],
  outcomeReview: anOutcomeReview(),
});

it('shows the whole opinion, and approves it after a check', async () => {
  const server = deskServer('supervisor', submitted).onRaw(ApproveOutcomeReviewDocument, () => ({
    body: { data: { approveOutcomeReview: { __typename: 'ApproveOutcomeReviewSuccess' } } },
  }));
  const { container } = openDesk(PATH);

  expect(await screen.findByText('考验期内遵守规定。')).toBeVisible();
  await expectAccessible(container.querySelector('main') ?? container);
  await userEvent.click(screen.getByLabelText('批准'));
  await userEvent.type(screen.getByLabelText('决定书正文'), '决定不起诉。');
  await userEvent.click(screen.getByRole('button', { name: '检查并提交' }));
  expect(await screen.findByText('即将作出最后决定：不起诉。请核对。')).toBeVisible();
  expect(server.variablesOf(ApproveOutcomeReviewDocument)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: '确认' }));

  await waitFor(() => expect(window.location.hash).toBe('#/cases/case-1/show?tab=reviews'));
  expect(server.variablesOf(ApproveOutcomeReviewDocument)[0]?.input).toMatchObject({
    reviewId: 'review-1',
    text: '决定不起诉。',
  });
});

it('sends it back with what has to change', async () => {
  const server = deskServer('supervisor', submitted).onRaw(ReturnOutcomeReviewDocument, () => ({
    body: { data: { returnOutcomeReview: { __typename: 'ReturnOutcomeReviewSuccess' } } },
  }));
  openDesk(PATH);

  await userEvent.click(await screen.findByLabelText('退回'));
  await userEvent.type(screen.getByLabelText('退回意见'), '请补充学校评价。');
  await userEvent.click(screen.getByRole('button', { name: '检查并提交' }));
  await userEvent.click(await screen.findByRole('button', { name: '确认' }));

  await waitFor(() => expect(server.variablesOf(ReturnOutcomeReviewDocument)).toHaveLength(1));
  expect(server.variablesOf(ReturnOutcomeReviewDocument)[0]?.input).toMatchObject({
    reviewId: 'review-1',
    feedback: '请补充学校评价。',
  });
});

it('can be sent back while something is missing for the approval', async () => {
  deskServer('supervisor', {
    ...submitted,
    allowedActions: [
      refused('APPROVE_OUTCOME_REVIEW', 'VICTIM_NOT_HEARD', '还没有再次听取被害人意见。'),
      allowed('RETURN_OUTCOME_REVIEW'),
    ],
  });
  openDesk(PATH);

  expect(await screen.findByText(/现在不能操作：还没有再次听取被害人意见。/)).toBeVisible();
  expect(screen.getByLabelText('退回')).toBeEnabled();
  expect(screen.queryByLabelText('批准')).not.toBeInTheDocument();
});

it('opens no form for somebody the server refuses, and says why', async () => {
  deskServer('officer', {
    ...submitted,
    allowedActions: [
      refused('APPROVE_OUTCOME_REVIEW', 'APPROVER_IS_AUTHOR', '提出人不能审批自己提出的事项。'),
    ],
  });
  openDesk(PATH);

  expect(await screen.findByText('现在不能操作：提出人不能审批自己提出的事项。')).toBeVisible();
  expect(screen.queryByLabelText('批准')).not.toBeInTheDocument();
});
