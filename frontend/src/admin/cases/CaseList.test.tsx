import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import { CaseListDocument, TrailDocument } from '../../shared/api/generated/graphql.ts';
import { expectAccessible } from '../../testing/axe.ts';
import { aListItem } from '../testing/builders.ts';
import { deskServer, openDesk } from '../testing/desk.tsx';

const twoCases = () => ({
  caseFiles: {
    items: [
      aListItem(),
      aListItem({ id: 'case-2', maskedName: '王某', progress: null, nextDeadline: null }),
    ],
    total: 2,
  },
});

describe('the caseload', () => {
  it('shows name, both ages, role, stage, period, deadline, check-in and what is missed', async () => {
    deskServer('officer').on(CaseListDocument, twoCases);
    const { container } = openDesk('/cases');

    const row = (await screen.findByRole('link', { name: /打开李某的案件/ })).closest('tr');
    for (const words of [
      '江检未附〔2026〕10号',
      '行为时 17 岁',
      '现在 18 岁',
      '供卡人（卡农）',
      '考验期中',
      '第 128 天，共 184 天',
      '送达附条件不起诉决定书',
      '2026年11月10日',
      '2 次漏打卡待处理',
    ]) {
      expect(row).toHaveTextContent(words);
    }
    await expectAccessible(container.querySelector('main') ?? container);
  });

  it.each([
    ['officer', '我的案件'],
    ['social_worker', '我的案件'],
    ['supervisor', '本院案件'],
  ] as const)('names the list for the %s', async (role, title) => {
    deskServer(role).on(CaseListDocument, twoCases);
    openDesk('/cases');

    expect(await screen.findByRole('heading', { name: title })).toBeVisible();
  });

  it('explains a deadline: the article, the arithmetic, and that it is unconfirmed', async () => {
    deskServer('officer').on(CaseListDocument, twoCases);
    openDesk('/cases');

    await userEvent.click(
      await screen.findByRole('button', { name: '为什么：送达附条件不起诉决定书' }),
    );

    const why = within(await screen.findByRole('dialog'));
    expect(why.getByText('规则第471条第1款')).toBeVisible();
    expect(why.getByText('从11月20日起算，当日不计入。')).toBeVisible();
    expect(why.getByText('依据待确认')).toBeVisible();
  });

  it('searches by exact name without putting it in the address', async () => {
    const server = deskServer('officer').on(CaseListDocument, twoCases);
    openDesk('/cases');

    await userEvent.type(await screen.findByLabelText('查找案件'), '李晓明{Enter}');
    await userEvent.click(screen.getByRole('button', { name: '考验期中' }));

    expect(server.variablesOf(CaseListDocument).at(-1)).toEqual({
      page: 1,
      perPage: 25,
      sort: 'NEXT_DEADLINE',
      order: 'ASC',
      filter: { search: '李晓明', status: ['DECIDED', 'ON_PROBATION'] },
      language: 'ZH',
    });
    expect(decodeURIComponent(window.location.href)).not.toContain('李晓明');
    expect(window.localStorage).toHaveLength(0);
  });

  it('says what an empty caseload means, and what an empty search means', async () => {
    deskServer('officer');
    openDesk('/cases');

    expect(await screen.findByText('还没有案件')).toBeVisible();
    await userEvent.type(screen.getByLabelText('查找案件'), '无此人{Enter}');
    expect(await screen.findByText('没有符合条件的案件')).toBeVisible();
  });

  it('is not offered to those who have no cases', async () => {
    const server = deskServer('auditor').on(TrailDocument, () => ({
      trail: { items: [], total: 0 },
    }));
    openDesk();

    expect(await screen.findByText('没有符合条件的记录')).toBeVisible();
    expect(screen.queryByRole('menuitem', { name: '案件' })).not.toBeInTheDocument();
    expect(server.variablesOf(CaseListDocument)).toEqual([]);
  });
});
