// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { anAccount, signedIn } from '../../testing/accounts.ts';
import { FakeServer, graphqlError } from '../../testing/server.ts';

import { MySessionsDocument } from './generated/graphql.ts';
import { request } from './request.ts';
import { currentAccount, currentToken, forgetSession, refreshSession, signIn } from './session.ts';

const officer = anAccount('officer');
const expired = () => ({ status: 401, ...graphqlError('UNAUTHENTICATED') });

beforeEach(forgetSession);

async function signedInServer() {
  const server = new FakeServer().at('/auth/sign-in', () => signedIn(officer, 'token-1'));
  await signIn({ login: 'li', password: 'secret' });
  return server;
}

describe('request', () => {
  it('sends the hash, the variables and the token, never a query text', async () => {
    const server = await signedInServer();
    server.on(MySessionsDocument, () => ({ mySessions: [] }));

    await expect(request(MySessionsDocument, {})).resolves.toEqual({ mySessions: [] });

    const sent = server.sent.at(-1);
    expect(sent?.path).toBe('/graphql');
    expect(sent?.token).toBe('Bearer token-1');
    expect(Object.keys(sent?.body as object)).toEqual(['documentId', 'variables']);
    expect((sent?.body as { documentId: string }).documentId).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('renews an expired token once and repeats the request', async () => {
    const server = await signedInServer();
    let asked = 0;
    server
      .at('/auth/refresh', () => signedIn(officer, 'token-2'))
      .onRaw(MySessionsDocument, () =>
        (asked += 1) === 1 ? expired() : { body: { data: { mySessions: [] } } },
      );

    await expect(request(MySessionsDocument, {})).resolves.toEqual({ mySessions: [] });

    expect(server.sent.map(({ path, token }) => [path, token])).toEqual([
      ['/auth/sign-in', null],
      ['/graphql', 'Bearer token-1'],
      ['/auth/refresh', null],
      ['/graphql', 'Bearer token-2'],
    ]);
  });

  it('asks no third time when the new token is refused too', async () => {
    const server = await signedInServer();
    server
      .at('/auth/refresh', () => signedIn(officer, 'token-2'))
      .onRaw(MySessionsDocument, expired);

    await expect(request(MySessionsDocument, {})).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });

    expect(server.sent.filter(({ path }) => path === '/graphql')).toHaveLength(2);
  });

  it('shares one renewal among requests at the same time, for the cookie works once', async () => {
    const server = await signedInServer();
    let renewed = false;
    server
      .at('/auth/refresh', () => {
        renewed = true;
        return signedIn(officer, 'token-2');
      })
      .onRaw(MySessionsDocument, () =>
        renewed ? { body: { data: { mySessions: [] } } } : expired(),
      );

    await Promise.all([request(MySessionsDocument, {}), request(MySessionsDocument, {})]);

    expect(server.sent.filter(({ path }) => path === '/auth/refresh')).toHaveLength(1);
  });

  it('gives the code and the incident of an error', async () => {
    const server = await signedInServer();
    server.onRaw(MySessionsDocument, () => graphqlError('INTERNAL', 'incident-7'));

    await expect(request(MySessionsDocument, {})).rejects.toMatchObject({
      code: 'INTERNAL',
      incident: 'incident-7',
    });
  });

  it('tells a lost connection from an answer that is not ours', async () => {
    await signedInServer();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    await expect(request(MySessionsDocument, {})).rejects.toMatchObject({ code: 'OFFLINE' });

    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })));
    await expect(request(MySessionsDocument, {})).rejects.toMatchObject({ code: 'UNREADABLE' });
  });
});

describe('the session', () => {
  it('ends on the server’s word', async () => {
    const server = await signedInServer();
    server.at('/auth/refresh', () => ({ status: 401, body: { code: 'SESSION_ENDED' } }));

    await expect(refreshSession()).rejects.toMatchObject({ code: 'SESSION_ENDED' });

    expect(currentToken()).toBeNull();
    expect(currentAccount()).toBeNull();
  });

  it('outlives a lost connection', async () => {
    await signedInServer();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));

    await expect(refreshSession()).rejects.toMatchObject({ code: 'OFFLINE' });

    expect(currentToken()).toBe('token-1');
  });

  it('says how long to wait after too many attempts', async () => {
    new FakeServer().at('/auth/sign-in', () => ({
      status: 429,
      body: { code: 'TOO_MANY_ATTEMPTS', retryAfter: 120 },
    }));

    await expect(signIn({ login: 'li', password: 'x' })).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      retryAfter: 120,
    });
    expect(currentToken()).toBeNull();
  });
});
