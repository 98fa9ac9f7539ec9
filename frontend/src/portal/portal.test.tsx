import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';

import { FamilyViewDocument } from '../shared/api/generated/graphql.ts';
import { forgetSession } from '../shared/api/session.ts';
import { anAccount, signedIn } from '../testing/accounts.ts';
import { expectAccessible } from '../testing/axe.ts';
import { FakeServer, graphqlError } from '../testing/server.ts';

import { LanguageProvider } from './frame/LanguageContext.tsx';
import { SessionProvider } from './frame/SessionContext.tsx';
import { AppRoutes } from './routes.tsx';

const nobody = () => ({ status: 401, body: { code: 'SESSION_ENDED' } });

const open = (address = '/') => {
  window.history.replaceState(null, '', address);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <LanguageProvider>
      <SessionProvider>
        <QueryClientProvider client={queries}>
          <AppRoutes />
        </QueryClientProvider>
      </SessionProvider>
    </LanguageProvider>,
  );
};

const fillIn = async (login: string, password: string) => {
  await userEvent.type(await screen.findByLabelText('账号'), login);
  await userEvent.type(screen.getByLabelText('密码'), password);
  await userEvent.click(screen.getByRole('button', { name: '登录' }));
};

beforeEach(forgetSession);

describe('the entrance', () => {
  it('takes a guardian to the family view', async () => {
    const server = new FakeServer()
      .at('/auth/refresh', nobody)
      .at('/auth/sign-in', () => signedIn(anAccount('guardian')))
      .onRaw(FamilyViewDocument, () => graphqlError('NOT_VISIBLE'));
    open();

    await fillIn('mama', 'a long sentence');

    expect(await screen.findByText('目前没有可以显示的内容')).toBeVisible();
    expect(server.sent.at(1)?.body).toEqual({ login: 'mama', password: 'a long sentence' });
    expect(server.variablesOf(FamilyViewDocument)).toEqual([{ language: 'ZH' }]);
  });

  it('says that something was wrong without saying what, and keeps what was typed', async () => {
    new FakeServer()
      .at('/auth/refresh', nobody)
      .at('/auth/sign-in', () => ({ status: 401, body: { code: 'INVALID_CREDENTIALS' } }));
    const { container } = open();

    await fillIn('mama', 'wrong');

    expect(await screen.findByRole('alert')).toHaveTextContent('账号或密码不正确，请核对后再试。');
    expect(screen.getByRole('alert')).toHaveFocus();
    expect(screen.getByLabelText('账号')).toHaveValue('mama');
    await expectAccessible(container);
  });

  it('says how long to wait', async () => {
    new FakeServer().at('/auth/refresh', nobody).at('/auth/sign-in', () => ({
      status: 429,
      body: { code: 'TOO_MANY_ATTEMPTS', retryAfter: 90 },
    }));
    open();

    await fillIn('mama', 'wrong');

    expect(await screen.findByRole('alert')).toHaveTextContent('请在 2 分钟后再试');
  });

  it('shows staff the way to their own entrance and signs them out here', async () => {
    const server = new FakeServer()
      .at('/auth/refresh', nobody)
      .at('/auth/sign-out', () => ({ status: 204, body: null }))
      .at('/auth/sign-in', () => signedIn(anAccount('officer')));
    open();

    await fillIn('li', 'secret');

    expect(await screen.findByRole('link', { name: '前往办案工作台' })).toHaveAttribute(
      'href',
      '/admin/',
    );
    expect(server.sent.at(-1)?.path).toBe('/auth/sign-out');
  });

  it('opens a family account with an invitation code', async () => {
    const server = new FakeServer()
      .at('/auth/refresh', nobody)
      .at('/auth/join', () => signedIn(anAccount('young_person')))
      .onRaw(FamilyViewDocument, () => graphqlError('NOT_VISIBLE'));
    open('/#/join');

    await userEvent.type(await screen.findByLabelText('邀请码'), ' ABCD-1234 ');
    await userEvent.type(screen.getByLabelText('为自己起一个账号名'), 'feiyu');
    await userEvent.type(screen.getByLabelText('设置密码'), 'a long sentence');
    await userEvent.click(screen.getByRole('button', { name: '开通并进入' }));

    expect(await screen.findByText('目前没有可以显示的内容')).toBeVisible();
    expect(server.sent.find(({ path }) => path === '/auth/join')?.body).toEqual({
      code: 'ABCD-1234',
      login: 'feiyu',
      password: 'a long sentence',
    });
  });

  it('changes language in place and keeps it in the address', async () => {
    new FakeServer().at('/auth/refresh', nobody);
    open();

    await userEvent.click(await screen.findByRole('button', { name: 'English' }));

    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect(window.location.search).toBe('?lang=en');
    expect(document.documentElement.lang).toBe('en');
  });
});

describe('the family view', () => {
  it('goes back to the entrance when the session has ended', async () => {
    let refreshed = 0;
    new FakeServer()
      .at('/auth/refresh', () =>
        (refreshed += 1) === 1 ? signedIn(anAccount('guardian')) : nobody(),
      )
      .onRaw(FamilyViewDocument, () => ({ status: 401, ...graphqlError('UNAUTHENTICATED') }));
    open();

    expect(await screen.findByRole('alert')).toHaveTextContent('登录已结束，请重新登录。');
    expect(await screen.findByLabelText('账号')).toBeVisible();
  });

  it('offers another try when the server has a problem, with the incident number', async () => {
    new FakeServer()
      .at('/auth/refresh', () => signedIn(anAccount('guardian')))
      .onRaw(FamilyViewDocument, () => graphqlError('INTERNAL', 'incident-7'));
    open();

    expect(await screen.findByRole('alert')).toHaveTextContent('事件编号：incident-7');
    expect(screen.getByRole('button', { name: '重试' })).toBeEnabled();
  });
});
