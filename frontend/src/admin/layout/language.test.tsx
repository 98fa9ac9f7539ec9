import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { CriteriaDocument, DraftDocument } from '../../shared/api/generated/graphql.ts';
import type { Answer } from '../../testing/server.ts';
import { aCaseFile, allowed } from '../testing/builders.ts';
import { deskServer, openDesk } from '../testing/desk.tsx';

it('asks again, in the other language, for what has not been answered yet', async () => {
  const criterion = (title: string): Answer => ({
    body: { data: { criteria: [{ code: 'E_01', title, statement: title, basis: null }] } },
  });
  let answerInChinese: (answer: Answer) => void = () => undefined;
  const server = deskServer('officer', aCaseFile({ allowedActions: [allowed('RECORD_SCREENING')] }))
    .on(DraftDocument, () => ({ draft: null }))
    .onRaw(CriteriaDocument, ({ language }) =>
      language === 'EN'
        ? criterion('The offence is covered')
        : new Promise<Answer>((resolve) => (answerInChinese = resolve)),
    );
  openDesk('/cases/case-1/screening/new');
  await waitFor(() => {
    expect(server.variablesOf(CriteriaDocument)).toHaveLength(1);
  });

  await userEvent.click(screen.getByRole('button', { name: 'English' }));
  await waitFor(() => {
    expect(server.variablesOf(CriteriaDocument)).toContainEqual({ language: 'EN' });
  });
  answerInChinese(criterion('罪名在范围内'));
  expect(await screen.findByRole('group', { name: 'The offence is covered' })).toBeVisible();
  expect(screen.queryByText('罪名在范围内')).not.toBeInTheDocument();

  await userEvent.click(screen.getByRole('button', { name: '中文' }));
  expect(await screen.findByRole('button', { name: 'English' })).toBeVisible();
});
