import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { WorklistDocument } from '../../shared/api/generated/graphql.ts';
import { forgetSession } from '../../shared/api/session.ts';
import { anAccount, signedIn } from '../../testing/accounts.ts';
import { expectAccessible } from '../../testing/axe.ts';
import { FakeServer } from '../../testing/server.ts';
import { openDesk } from '../testing/desk.tsx';

beforeEach(forgetSession);

const nobody = () => ({ status: 401, body: { code: 'SESSION_ENDED' } });

const givePassword = async () => {
  await userEvent.type(await screen.findByLabelText('账号'), 'li');
  await userEvent.type(screen.getByLabelText('密码'), 'secret');
  await userEvent.click(screen.getByRole('button', { name: '登录' }));
};

it('asks for the code of the authenticator after the password, and lets in with it', async () => {
  const server = new FakeServer()
    .at('/auth/refresh', nobody)
    .at('/auth/sign-in', ({ totp }) =>
      totp === undefined
        ? { status: 401, body: { code: 'TOTP_REQUIRED' } }
        : signedIn(anAccount('officer', ['cases:case:list'])),
    )
    .on(WorklistDocument, () => ({ worklist: { items: [], total: 0, counts: [] } }));
  const { container } = openDesk();

  await givePassword();
  const code = await screen.findByLabelText('动态验证码');
  expect(code).toHaveFocus();
  await expectAccessible(container);
  await userEvent.type(code, '123 456');
  await userEvent.click(screen.getByRole('button', { name: '确认' }));

  expect(await screen.findByRole('heading', { name: '需要处理' })).toBeVisible();
  const tries = server.sent.filter(({ path }) => path === '/auth/sign-in').map(({ body }) => body);
  expect(tries).toEqual([
    { login: 'li', password: 'secret' },
    { login: 'li', password: 'secret', totp: '123456' },
  ]);
});

it('says that the code was wrong and empties it', async () => {
  new FakeServer().at('/auth/refresh', nobody).at('/auth/sign-in', ({ totp }) => ({
    status: 401,
    body: { code: totp === undefined ? 'TOTP_REQUIRED' : 'INVALID_CREDENTIALS' },
  }));
  openDesk();

  await givePassword();
  await userEvent.type(await screen.findByLabelText('动态验证码'), '000000');
  await userEvent.click(screen.getByRole('button', { name: '确认' }));

  expect(await screen.findByRole('alert')).toHaveTextContent('动态验证码不正确或已过期');
  expect(screen.getByLabelText('动态验证码')).toHaveValue('');
});

it('sends a guardian to the family page and keeps no session', async () => {
  const server = new FakeServer()
    .at('/auth/refresh', nobody)
    .at('/auth/sign-out', () => ({ status: 204, body: null }))
    .at('/auth/sign-in', () => signedIn(anAccount('guardian', ['family:progress:read'])));
  openDesk();

  await givePassword();

  expect(await screen.findByText(/监护人和未成年人请使用家庭页面/)).toBeVisible();
  expect(server.sent.some(({ path }) => path === '/auth/sign-out')).toBe(true);
});
