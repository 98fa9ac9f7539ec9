import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import { CaseIdentityDocument, CasePageDocument } from '../../shared/api/generated/graphql.ts';
import { expectAccessible } from '../../testing/axe.ts';
import { graphqlError } from '../../testing/server.ts';
import { aCaseFile, allowed, refused } from '../testing/builders.ts';
import { deskServer, openDesk } from '../testing/desk.tsx';

const PATH = '/cases/case-1/show';

describe('the case page', () => {
  it('shows where the case stands, with the articles', async () => {
    deskServer('officer', aCaseFile());
    const { container } = openDesk(PATH);

    const journey = within(await screen.findByRole('navigation', { name: '办案进程' }));
    const steps = journey.getAllByRole('listitem');
    expect(steps).toHaveLength(9);
    expect(steps[3]).toHaveTextContent('决定与宣布 已完成');
    expect(steps[4]).toHaveAttribute('aria-current', 'step');
    expect(steps[4]).toHaveTextContent('刑诉法第283条');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('李某');
    expect(document.title).toBe('李某 · 江检未附〔2026〕10号 · 观护');
    await expectAccessible(container.querySelector('main') ?? container);
  });

  it('offers what is allowed, gives the reason for what is not, hides what is not one’s own', async () => {
    deskServer(
      'officer',
      aCaseFile({
        allowedActions: [
          allowed('LOG_CHECK_IN'),
          allowed('RECORD_ANNOUNCEMENT'),
          refused('ASSIGN_MODULE', 'MOVE_NOT_ALLOWED', '案件目前所处阶段不能进行此操作。'),
          refused('APPROVE_OUTCOME_REVIEW', 'NOT_PERMITTED', '没有权限'),
        ],
      }),
    );
    openDesk(PATH);

    expect(await screen.findByRole('link', { name: '记录打卡' })).toHaveAttribute(
      'href',
      '#/cases/case-1/check-ins/check-in-1/log',
    );
    expect(screen.queryByRole('link', { name: '布置课程' })).not.toBeInTheDocument();
    await userEvent.click(screen.getByText('现在不能做的 1 项，以及原因'));
    const shut = within(screen.getByText('布置课程').closest('li') ?? document.body);
    expect(shut.getByText('案件目前所处阶段不能进行此操作。')).toBeVisible();
    expect(screen.getByText('记录宣布')).not.toBeVisible();
    await userEvent.click(screen.getByText('现在也允许、本工作台暂无办理页面的 1 项'));
    expect(screen.getByText('记录宣布')).toBeVisible();
    expect(screen.queryByText('批准考察意见')).not.toBeInTheDocument();
  });

  it('reads identity fields only when asked to', async () => {
    const server = deskServer('officer', aCaseFile()).on(CaseIdentityDocument, () => ({
      caseFile: {
        id: 'case-1',
        identity: {
          fullName: '李晓明',
          identityNumber: null,
          phone: null,
          address: null,
          school: null,
          birthDate: '2008-09-01',
        },
      },
    }));
    openDesk(PATH);

    const button = await screen.findByRole('button', { name: '查看身份信息' });
    expect(server.variablesOf(CaseIdentityDocument)).toEqual([]);
    await userEvent.click(button);

    expect(await screen.findByText('李晓明')).toBeVisible();
    expect(server.variablesOf(CaseIdentityDocument)).toEqual([{ id: 'case-1' }]);
  });

  it('says of a hidden case no more than that there is nothing to see', async () => {
    deskServer('officer').onRaw(CasePageDocument, () => graphqlError('NOT_VISIBLE'));
    openDesk(PATH);

    expect(await screen.findByText('没有找到可以查看的内容。')).toBeVisible();
  });
});
