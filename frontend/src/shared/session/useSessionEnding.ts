import { useCallback, useEffect, useRef, useState } from 'react';

import { EndOtherSessionsDocument } from '../api/generated/graphql.ts';
import { endsSession } from '../api/problems.ts';
import { request } from '../api/request.ts';
import {
  currentAccount,
  forgetSession,
  leaveSession,
  onSessionChange,
  refreshSession,
  sessionEndsAt,
  signOutSurely,
} from '../api/session.ts';

/** From when on a page warns, in seconds before the end. */
export const WARNING_SECONDS = 600;
/** When a reader's voice says again how long is left: not every second. */
const SPOKEN_AT = [300, 120, 60, 30] as const;
const LAST_CALL_SECONDS = 60;

/** 9:05 */
export const clock = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** The last mark that was passed with so many seconds left; null before the first. */
export function spokenMark(left: number): number | null {
  return SPOKEN_AT.filter((mark) => left <= mark).at(-1) ?? null;
}

function secondsLeft(): number | null {
  const endsAt = sessionEndsAt();
  return endsAt === null ? null : Math.ceil((endsAt - Date.now()) / 1000);
}

/** Ends the sessions of every device and every page; those that are over already are no news. */
async function endEverywhere(): Promise<void> {
  try {
    await request(EndOtherSessionsDocument, {
      input: { idempotencyKey: crypto.randomUUID() },
      language: 'ZH',
    });
    await signOutSurely();
  } catch (error) {
    if (!endsSession(error)) throw error;
    leaveSession();
  }
}

export interface SessionEnding {
  /** Seconds to the end while the warning stands; null when there is nothing to say. */
  left: number | null;
  /** The session has reached its longest life: it cannot be lengthened. */
  atLimit: boolean;
  working: 'extend' | 'end' | null;
  problem: unknown;
  extend: () => void;
  end: () => void;
  /** Goes on without lengthening; the warning comes back for the last minute. */
  later: () => void;
}

/**
 * Watches the session of this page: warns ten minutes before it ends.
 *
 * `onOver` is called when nobody is signed in here any more: the time is up, it was ended from the
 * warning, or in another page. `byItself` says that the time was up.
 */
export function useSessionEnding(onOver: (byItself: boolean) => void): SessionEnding {
  const [left, setLeft] = useState<number | null>(null);
  const [atLimit, setAtLimit] = useState(false);
  const [put, setPut] = useState(false);
  const [working, setWorking] = useState<'extend' | 'end' | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const over = useRef(onOver);
  useEffect(() => {
    over.current = onOver;
  });

  useEffect(() => {
    const look = () => {
      const seconds = secondsLeft();
      if (seconds !== null && seconds <= 0) {
        forgetSession();
        setLeft(null);
        over.current(true);
        return;
      }
      const warns = seconds !== null && seconds <= WARNING_SECONDS;
      setLeft(warns ? seconds : null);
      if (!warns) {
        setAtLimit(false);
        setPut(false);
        setProblem(null);
      }
    };
    const changed = () => {
      look();
      if (currentAccount() === null) over.current(false);
    };
    // A page that slept looks at once when it wakes; a sleeping one is not asked every second.
    const ticking = setInterval(look, 1000);
    document.addEventListener('visibilitychange', look);
    const unsubscribe = onSessionChange(changed);
    return () => {
      clearInterval(ticking);
      document.removeEventListener('visibilitychange', look);
      unsubscribe();
    };
  }, []);

  const attempt = useCallback((what: 'extend' | 'end', act: () => Promise<void>) => {
    setWorking(what);
    setProblem(null);
    act()
      .catch((error: unknown) => {
        if (endsSession(error)) over.current(true);
        else setProblem(error);
      })
      .finally(() => setWorking(null));
  }, []);

  return {
    left: put && left !== null && left > LAST_CALL_SECONDS ? null : left,
    atLimit,
    working,
    problem,
    extend: () =>
      attempt('extend', async () => {
        await refreshSession();
        setAtLimit((secondsLeft() ?? 0) <= WARNING_SECONDS);
      }),
    end: () => attempt('end', endEverywhere),
    later: () => setPut(true),
  };
}
