import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { anAccount, signedIn } from '../../testing/accounts.ts';
import { FakeServer } from '../../testing/server.ts';
import { EndOtherSessionsDocument } from '../api/generated/graphql.ts';
import { currentAccount, forgetSession, signIn } from '../api/session.ts';

import { clock, spokenMark, useSessionEnding } from './useSessionEnding.ts';

const officer = anAccount('officer');

describe('what is said of the time left', () => {
  it.each([
    [600, '10:00'],
    [65, '1:05'],
    [9, '0:09'],
  ])('%i seconds read %s', (left, shown) => {
    expect(clock(left)).toBe(shown);
  });

  it.each([
    [600, null],
    [301, null],
    [300, 300],
    [121, 300],
    [120, 120],
    [31, 60],
    [30, 30],
    [1, 30],
  ])('with %i seconds left the last mark heard is %s', (left, mark) => {
    expect(spokenMark(left)).toBe(mark);
  });
});

describe('the watch over a session', () => {
  beforeEach(() => {
    forgetSession();
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function watched(renewedFor = 43_200) {
    const server = new FakeServer()
      .at('/auth/sign-in', () => signedIn(officer, 'token-1', 43_200))
      .at('/auth/refresh', () => signedIn(officer, 'token-2', renewedFor))
      .at('/auth/sign-out', () => ({ status: 204, body: null }));
    await signIn({ login: 'li', password: 'secret' });
    const over = vi.fn();
    const { result } = renderHook(() => useSessionEnding(over));
    return { server, over, result };
  }
  const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));

  it('warns ten minutes before the end, and no longer once it was lengthened', async () => {
    const { result, over } = await watched();
    await pass(42_599);
    expect(result.current.left).toBeNull();
    await pass(1);
    expect(result.current.left).toBe(600);

    await act(async () => {
      result.current.extend();
      await Promise.resolve();
    });
    await pass(1);

    expect(result.current).toMatchObject({ left: null, atLimit: false, problem: null });
    expect(over).not.toHaveBeenCalled();
  });

  it('says when it cannot be lengthened, and comes back for the last minute', async () => {
    const { result } = await watched(500);
    await pass(42_700);
    act(() => result.current.extend());
    await pass(1);
    expect(result.current.atLimit).toBe(true);

    act(() => result.current.later());
    expect(result.current.left).toBeNull();
    await pass(440);
    expect(result.current.left).toBe(59);
  });

  it('is over when the time is up', async () => {
    const { over } = await watched();
    await pass(43_200);

    expect(over).toHaveBeenCalledExactlyOnceWith(true);
    expect(currentAccount()).toBeNull();
  });

  it('ends everywhere, and does not say so when the server was not reached', async () => {
    const { server, result, over } = await watched();
    await pass(42_700);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    act(() => result.current.end());
    await pass(1);
    expect(result.current.problem).toMatchObject({ code: 'OFFLINE' });
    expect(currentAccount()).not.toBeNull();

    const again = new FakeServer()
      .on(EndOtherSessionsDocument, () => ({
        endOtherSessions: { __typename: 'EndOtherSessionsSuccess' as const },
      }))
      .at('/auth/sign-out', () => ({ status: 204, body: null }));
    act(() => result.current.end());
    await pass(1);

    expect(again.sent.map(({ path }) => path)).toEqual(['/graphql', '/auth/sign-out']);
    expect(server.sent).toHaveLength(1);
    expect(over).toHaveBeenCalledExactlyOnceWith(false);
  });
});
