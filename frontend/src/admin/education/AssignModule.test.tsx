import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import {
  AssignModuleDocument,
  ModuleCatalogueDocument,
} from '../../shared/api/generated/graphql.ts';
import { aCaseFile, allowed, anAssignment } from '../testing/builders.ts';
import { deskServer, openDesk } from '../testing/desk.tsx';

const PATH = '/cases/case-1/education/assign';
const file = aCaseFile({ allowedActions: [allowed('ASSIGN_MODULE')] });

const assignServer = () =>
  deskServer('officer', file)
    .on(ModuleCatalogueDocument, () => ({
      moduleCatalogue: [{ code: 'TWO_CARDS', title: '两张卡', summary: '', minutes: 45 }],
    }))
    .on(AssignModuleDocument, () => ({
      assignModule: {
        __typename: 'AssignModuleSuccess' as const,
        assignment: anAssignment(),
      },
    }));

it('assigns a module with a date and a reason', async () => {
  const server = assignServer();
  openDesk(PATH);

  await userEvent.click(await screen.findByLabelText(/两张卡/));
  await userEvent.type(screen.getByLabelText('完成期限'), '2999年1月5日');
  await userEvent.type(screen.getByLabelText('布置理由'), '曾出借银行卡。');
  await userEvent.click(screen.getByRole('button', { name: '检查并提交' }));
  await userEvent.click(await screen.findByRole('button', { name: '布置课程' }));

  await waitFor(() => expect(window.location.hash).toBe('#/cases/case-1/show?tab=education'));
  expect(server.variablesOf(AssignModuleDocument)[0]?.input).toMatchObject({
    caseId: 'case-1',
    moduleCode: 'TWO_CARDS',
    conditionId: null,
    dueOn: '2999-01-05',
    reason: '曾出借银行卡。',
  });
});

it('refuses a day that does not exist and a day that has gone', async () => {
  const server = assignServer();
  openDesk(PATH);

  await userEvent.type(await screen.findByLabelText('完成期限'), '2026-02-30');
  await userEvent.click(screen.getByRole('button', { name: '检查并提交' }));
  expect(screen.getByRole('alert')).toHaveTextContent('完成期限：没有这一天');

  await userEvent.clear(screen.getByLabelText('完成期限'));
  await userEvent.type(screen.getByLabelText('完成期限'), '2020-01-01');
  await userEvent.click(screen.getByRole('button', { name: '检查并提交' }));
  expect(screen.getByRole('alert')).toHaveTextContent('完成期限不能早于今天。');
  expect(server.variablesOf(AssignModuleDocument)).toEqual([]);
});
