import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { WorklistDocument, type WorklistQuery } from '../../shared/api/generated/graphql.ts';
import { expectAccessible } from '../../testing/axe.ts';
import { deskServer, openDesk } from '../testing/desk.tsx';

type Item = WorklistQuery['worklist']['items'][number];

const missed: Item = {
  kind: 'MISSED_CHECK_IN',
  title: '待处理的漏打卡',
  recordId: 'check-in-1',
  caseId: 'case-1',
  caseNumber: '江检未附〔2026〕10号',
  maskedName: '李某',
  officerName: '李静',
  dueOn: '2026-03-05',
  since: null,
  overdue: true,
  action: 'REVIEW_MISSED_CHECK_IN',
  operation: 'reviewMissedCheckIn',
  basis: null,
};
const query: Item = {
  ...missed,
  kind: 'SEAL_QUERY',
  title: '待答复的封存查询',
  recordId: 'query-1',
  caseId: null,
  caseNumber: null,
  maskedName: null,
  officerName: null,
  overdue: false,
  action: null,
  operation: 'decideSealQuery',
};
const counts = [
  { kind: 'MISSED_CHECK_IN' as const, title: '待处理的漏打卡', count: 1 },
  { kind: 'SEAL_QUERY' as const, title: '待答复的封存查询', count: 1 },
];

it('lists what needs attention, each row with one button, and narrows by a count', async () => {
  const server = deskServer('officer').on(WorklistDocument, ({ kind }) => {
    const items = [missed, query].filter((item) => !kind || item.kind === kind);
    return { worklist: { items, total: items.length, counts } };
  });
  const { container } = openDesk('/work');

  const row = (await screen.findByRole('heading', { name: '待处理的漏打卡' })).closest('li');
  expect(row).not.toBeNull();
  for (const words of ['李某', '江检未附〔2026〕10号', '李静', '2026年3月5日', '已逾期']) {
    expect(row).toHaveTextContent(words);
  }
  const [link, ...others] = within(row as HTMLElement).getAllByRole('link');
  expect(others).toEqual([]);
  expect(link).toHaveAttribute('href', '#/cases/case-1/check-ins/check-in-1/review');
  expect(screen.getByText('已显示 2 项，共 2 项')).toBeVisible();
  await expectAccessible(container.querySelector('main') ?? container);

  await userEvent.click(screen.getByRole('button', { name: /封存查询：1 项/ }));
  expect(await screen.findByText('已显示 1 项，共 1 项')).toBeVisible();
  expect(screen.queryByText('李某', { exact: false })).toBeNull();
  expect(server.variablesOf(WorklistDocument).at(-1)).toMatchObject({ kind: 'SEAL_QUERY' });
});

it('leads from a self-report straight to where it is looked at', async () => {
  const said: Item = {
    ...missed,
    kind: 'SELF_REPORT',
    title: '待查看的自我报告',
    dueOn: null,
    since: '2026-03-05',
    overdue: false,
    action: null,
    operation: 'reviewSelfReport',
  };
  deskServer('officer').on(WorklistDocument, () => ({
    worklist: {
      items: [said],
      total: 1,
      counts: [{ kind: 'SELF_REPORT' as const, title: said.title, count: 1 }],
    },
  }));
  openDesk('/work');

  expect(await screen.findByRole('link', { name: '查看并处理：李某' })).toHaveAttribute(
    'href',
    '#/cases/case-1/self-reports/check-in-1',
  );
});

it('says what would stand there when nothing does', async () => {
  deskServer('officer').on(WorklistDocument, () => ({
    worklist: { items: [], total: 0, counts: [] },
  }));
  openDesk('/work');

  expect(await screen.findByText('没有需要处理的事项')).toBeVisible();
  expect(screen.getByText(/会按轻重列在这里/)).toBeVisible();
});
