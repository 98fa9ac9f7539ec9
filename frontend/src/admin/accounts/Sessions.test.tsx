import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { EndSessionDocument, MySessionsDocument } from '../../shared/api/generated/graphql.ts';
import { expectAccessible } from '../../testing/axe.ts';
import { deskServer, openDesk } from '../testing/desk.tsx';

const here = {
  id: 'session-1',
  startedAt: '2026-03-02T01:00:00Z',
  lastUsedAt: '2026-03-02T02:00:00Z',
  device: '办公室电脑',
  current: true,
};
const elsewhere = { ...here, id: 'session-2', device: '手机', current: false };

it('lists where one is signed in and ends another session, not this one', async () => {
  let sessions = [here, elsewhere];
  const server = deskServer('officer')
    .on(MySessionsDocument, () => ({ mySessions: sessions }))
    .onRaw(EndSessionDocument, () => {
      sessions = [here];
      return { body: { data: { endSession: { __typename: 'EndSessionSuccess' } } } };
    });
  const { container } = openDesk('/sessions');

  const rows = await screen.findAllByRole('listitem');
  expect(within(rows[0] as HTMLElement).queryByRole('button')).not.toBeInTheDocument();
  expect(rows[0]).toHaveTextContent('本次登录');
  await expectAccessible(container.querySelector('main') ?? container);

  await userEvent.click(within(rows[1] as HTMLElement).getByRole('button', { name: '结束登录' }));

  await waitFor(() => expect(screen.queryByText('手机')).not.toBeInTheDocument());
  expect(server.variablesOf(EndSessionDocument)[0]?.input).toMatchObject({
    sessionId: 'session-2',
  });
});
