import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import {
  CriteriaDocument,
  DiscardDraftDocument,
  DraftDocument,
  RecordScreeningDocument,
  RecordTriageDocument,
  SaveDraftDocument,
  type CaseAction,
} from '../../../shared/api/generated/graphql.ts';
import { expectAccessible } from '../../../testing/axe.ts';
import { aCaseFile, allowed } from '../../testing/builders.ts';
import { deskServer, openDesk } from '../../testing/desk.tsx';

const caseFile = { id: 'case-1', status: 'UNDER_REVIEW' as const };
const basis = { rule: 'E-01', citation: '刑事诉讼法第二百八十二条', unconfirmed: false };
const criteria = [
  { code: 'E_01' as const, title: '罪名在范围内', statement: '第四、五、六章的犯罪。', basis },
  { code: 'E_04' as const, title: '有悔罪表现', statement: '至少有一项表现。', basis: null },
];

function serve(action: CaseAction) {
  return deskServer('officer', aCaseFile({ allowedActions: [allowed(action)] }))
    .on(CriteriaDocument, () => ({ criteria }))
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
const within = (group: string, label: string) =>
  userEvent.click(
    screen
      .getAllByLabelText(label)
      .find((each) => each.closest('fieldset')?.querySelector('legend')?.textContent === group) ??
      screen.getByLabelText(label),
  );

it('asks for one answer and one reason per criterion, and names what is missing', async () => {
  const server = serve('RECORD_SCREENING').on(RecordScreeningDocument, () => ({
    recordScreening: {
      __typename: 'RecordScreeningSuccess' as const,
      caseFile,
      result: 'ELIGIBLE',
    },
  }));
  const { container } = openDesk('/cases/case-1/screening/new');

  await userEvent.type(await screen.findByLabelText('预期宣告刑（月）'), '八个月');
  await within('罪名在范围内', '符合');
  await click('检查并提交');
  const summary = await screen.findByRole('alert');
  expect(summary).toHaveTextContent('请填写0到600之间的整月数');
  expect(summary).toHaveTextContent('请为“有悔罪表现”选择一项');
  expect(server.variablesOf(RecordScreeningDocument)).toHaveLength(0);

  await userEvent.clear(screen.getByLabelText('预期宣告刑（月）'));
  await userEvent.type(screen.getByLabelText('预期宣告刑（月）'), '8');
  await userEvent.type(screen.getByLabelText('这样估计的理由'), '初犯。');
  await userEvent.click(screen.getByLabelText('事实清楚，证据确实、充分'));
  await userEvent.click(screen.getByLabelText('认罪认罚'));
  await userEvent.type(screen.getByLabelText('“罪名在范围内”的理由'), '第六章。');
  await within('有悔罪表现', '不清楚');
  await userEvent.type(screen.getByLabelText('“有悔罪表现”的理由'), '还要核实。');
  await expectAccessible(container.querySelector('main') ?? container);
  await click('检查并提交');
  await click('确认提交');

  await waitFor(() => expect(window.location.hash).toBe('#/cases/case-1/show'));
  expect(server.variablesOf(RecordScreeningDocument)[0]?.input).toMatchObject({
    caseId: 'case-1',
    expectedMonths: 8,
    expectedReason: '初犯。',
    evidence: 'SUFFICIENT',
    remorse: ['PLEADED_GUILTY'],
    answers: [
      { criterion: 'E_01', finding: 'MET', reason: '第六章。' },
      { criterion: 'E_04', finding: 'UNCLEAR', reason: '还要核实。' },
    ],
  });
});

it('asks why not a direct non-prosecution only where the facts are minor', async () => {
  const server = serve('RECORD_TRIAGE').on(RecordTriageDocument, () => ({
    recordTriage: {
      __typename: 'RecordTriageSuccess' as const,
      caseFile,
      presumption: 'RELATIVE_NON_PROSECUTION',
    },
  }));
  const { container } = openDesk('/cases/case-1/triage/new');

  await userEvent.click(await screen.findByLabelText('情节轻微'));
  await userEvent.click(screen.getByLabelText('属于'));
  await userEvent.click(screen.getByLabelText('被诱骗参与'));
  await userEvent.click(screen.getByLabelText('附条件不起诉'));
  expect(screen.getByLabelText('不作相对不起诉的理由')).toBeVisible();
  await userEvent.click(screen.getByLabelText('使用专门工具、设备'));
  expect(screen.queryByLabelText('不作相对不起诉的理由')).not.toBeInTheDocument();
  await userEvent.click(screen.getByLabelText('使用专门工具、设备'));
  await userEvent.type(screen.getByLabelText('理由'), '已经考虑。');
  await click('检查并提交');
  expect(await screen.findByRole('alert')).toHaveTextContent('不作相对不起诉的理由');
  await userEvent.type(screen.getByLabelText('不作相对不起诉的理由'), '监护缺失，需要帮教。');
  await expectAccessible(container.querySelector('main') ?? container);
  await click('检查并提交');
  await click('确认提交');

  await waitFor(() => expect(window.location.hash).toBe('#/cases/case-1/show'));
  expect(server.variablesOf(RecordTriageDocument)[0]?.input).toMatchObject({
    gravity: 'MINOR',
    assisting: true,
    leniency: ['LURED'],
    strictness: [],
    outcome: 'CONDITIONAL',
    reason: '已经考虑。',
    departsBecause: '监护缺失，需要帮教。',
  });
});
