import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import {
  AccountsDocument,
  CreateAccountDocument,
  TrailDocument,
} from '../../shared/api/generated/graphql.ts';
import { expectAccessible } from '../../testing/axe.ts';
import { deskServer, openDesk } from '../testing/desk.tsx';

const CASE = '0aa1bb2c-0000-4000-8000-000000000001';
const LI = '0bb1bb2c-0000-4000-8000-000000000002';
const entry = {
  seq: 7,
  at: '2026-03-02T01:30:00Z',
  actor: { accountId: LI, displayName: '李静', role: 'OFFICER' },
  action: 'cases.viewed',
  title: '查阅案件',
  recordTitle: '案件',
  recordId: CASE,
  caseId: CASE,
};
const account = {
  id: LI,
  displayName: '李静',
  role: 'OFFICER' as const,
  joined: true,
  active: true,
  createdAt: '2026-03-02T01:30:00Z',
};

it('opens the trail for an auditor, in words, and narrows it by what is chosen', async () => {
  const server = deskServer('auditor').on(TrailDocument, () => ({
    trail: { items: [entry], total: 1 },
  }));
  const { container } = openDesk();

  const row = (await screen.findByRole('cell', { name: '7' })).closest('tr');
  for (const words of [
    '2026年3月2日',
    '09:30',
    '李静',
    '承办检察官',
    '查阅案件',
    '案件 0aa1bb2c',
  ]) {
    expect(row).toHaveTextContent(words);
  }
  expect(window.location.hash).toBe('#/trail');
  await expectAccessible(container.querySelector('main') ?? container);
  await userEvent.click(screen.getByRole('button', { name: '只看：查阅案件' }));
  await userEvent.type(screen.getByLabelText('从哪一天'), '2026-03-01');
  await userEvent.click(screen.getByRole('button', { name: '筛选' }));

  expect(server.variablesOf(TrailDocument).at(-1)).toEqual({
    page: 1,
    perPage: 50,
    filter: { action: 'cases.viewed', from: '2026-03-01' },
    language: 'ZH',
  });
});

it('opens the accounts for an administrator, and shows a code once', async () => {
  const server = deskServer('administrator')
    .on(AccountsDocument, () => ({
      accounts: { items: [account, { ...account, id: 'x', active: false }], total: 2 },
    }))
    .on(CreateAccountDocument, () => ({
      createAccount: {
        __typename: 'CreateAccountSuccess' as const,
        account: { id: 'new', displayName: '王宁' },
        invitationCode: 'ABCD-EFGH-IJKL-MNOP',
        expiresOn: '2026-03-16',
      },
    }));
  const { container } = openDesk();

  const table = within(await screen.findByRole('table'));
  expect(table.getByText('使用中')).toBeVisible();
  expect(table.getByText('已停用')).toBeVisible();
  await expectAccessible(container.querySelector('main') ?? container);
  await userEvent.click(screen.getByRole('link', { name: '新建账号' }));
  await userEvent.type(await screen.findByLabelText('姓名'), '王宁');
  await userEvent.click(screen.getByLabelText('司法社工'));
  await userEvent.click(screen.getByRole('button', { name: '检查并提交' }));
  await userEvent.click(screen.getByRole('button', { name: '确认建立' }));

  expect(await screen.findByText('ABCD-EFGH-IJKL-MNOP')).toBeVisible();
  expect(screen.getByText(/2026年3月16日前有效/)).toBeVisible();
  expect(server.variablesOf(CreateAccountDocument)[0]?.input).toMatchObject({
    displayName: '王宁',
    role: 'SOCIAL_WORKER',
  });
});

it('says plainly that an address leads nowhere, and leads back', async () => {
  deskServer('administrator');
  const { container } = openDesk('/accounts/create');

  expect(await screen.findByRole('heading', { name: '没有找到这个页面' })).toBeVisible();
  expect(screen.getByRole('link', { name: '← 回到首页' })).toHaveAttribute('href', '#/');
  await expectAccessible(container);
});
