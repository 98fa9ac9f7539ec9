import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';

import {
  forgetSession,
  resumeSession,
  signOut as askSignOut,
  type SessionAccount,
} from '../../shared/api/session.ts';

interface SessionValue {
  /** `undefined` while the server is being asked; `null` when nobody is signed in. */
  account: SessionAccount | null | undefined;
  /** True when a session was there and has ended by itself. */
  ended: boolean;
  enter: (account: SessionAccount) => void;
  leave: () => Promise<void>;
  /** Nobody is signed in any more; `byItself` says that nobody asked for it. */
  endSession: (byItself?: boolean) => void;
}

const SessionContext = createContext<SessionValue | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [account, setAccount] = useState<SessionAccount | null | undefined>(undefined);
  const [ended, setEnded] = useState(false);

  useEffect(() => {
    // No cookie, an old cookie, no network: each leads to the sign-in page, which says more.
    resumeSession().then(setAccount, () => setAccount(null));
  }, []);

  const enter = useCallback((next: SessionAccount) => {
    setEnded(false);
    setAccount(next);
  }, []);
  const leave = useCallback(async () => {
    try {
      await askSignOut();
    } finally {
      setEnded(false);
      setAccount(null);
    }
  }, []);
  const endSession = useCallback((byItself = true) => {
    forgetSession();
    setEnded(byItself);
    setAccount(null);
  }, []);

  const value = useMemo(
    () => ({ account, ended, enter, leave, endSession }),
    [account, ended, enter, leave, endSession],
  );
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): SessionValue {
  const value = use(SessionContext);
  if (!value) throw new Error('useSession stands outside SessionProvider');
  return value;
}
