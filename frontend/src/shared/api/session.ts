import { post } from './http.ts';
import { ApiProblem, isProblem } from './problems.ts';

export type RoleName =
  | 'officer'
  | 'supervisor'
  | 'social_worker'
  | 'guardian'
  | 'young_person'
  | 'auditor'
  | 'administrator';

export interface SessionAccount {
  id: string;
  displayName: string;
  role: RoleName;
  office: { id: string; name: string; nameEn: string };
  permissions: string[];
}

interface SignedIn {
  accessToken: string;
  expiresAt: string;
  /** Seconds until the session ends by itself unless it is used before. */
  sessionEndsIn: number;
  account: SessionAccount;
}

export interface Enrolment {
  enrolment: string;
  totpUri: string;
}

/** The access token lives here and nowhere else: a reload asks for a new one by the cookie. */
let accessToken: string | null = null;
let account: SessionAccount | null = null;
let refreshing: Promise<SessionAccount> | null = null;

/** By this device's own clock, in milliseconds. */
let endsAt: number | null = null;

type Listener = () => void;
const listeners = new Set<Listener>();

/** What the pages of one browser tell each other of their one session; no content, nothing stored. */
type Told = { accountId: string; endsAt: number } | { ended: true };
const tabs = new BroadcastChannel('guanhu-session');
tabs.onmessage = ({ data }: MessageEvent<Told>) => {
  if ('ended' in data) {
    if (account === null) return;
    forgetSession();
  } else if (data.accountId === account?.id) {
    endsAt = data.endsAt;
  } else {
    return;
  }
  tellListeners();
};

function tellListeners(): void {
  for (const listener of listeners) listener();
}

/** Calls back when the session is lengthened, or ended by another page of this browser. */
export function onSessionChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const sessionEndsAt = () => endsAt;
export const currentToken = () => accessToken;
export const currentAccount = () => account;
export const isFamily = (role: RoleName) => role === 'guardian' || role === 'young_person';

function keep(answer: SignedIn): SessionAccount {
  accessToken = answer.accessToken;
  account = answer.account;
  endsAt = Date.now() + answer.sessionEndsIn * 1000;
  tabs.postMessage({ accountId: account.id, endsAt } satisfies Told);
  tellListeners();
  return answer.account;
}

export function forgetSession(): void {
  accessToken = null;
  account = null;
  endsAt = null;
}

async function authPost<Answer>(path: string, body: unknown): Promise<Answer> {
  const answer = await post(path, body);
  if (answer.status >= 400) {
    const problem = (answer.body ?? {}) as {
      code?: string;
      retryAfter?: number;
      incident?: string;
    };
    throw new ApiProblem(problem.code ?? 'INTERNAL', {
      ...(problem.retryAfter === undefined ? {} : { retryAfter: problem.retryAfter }),
      ...(problem.incident === undefined ? {} : { incident: problem.incident }),
    });
  }
  return answer.body as Answer;
}

/** Throws `ApiProblem`: INVALID_CREDENTIALS, TOTP_REQUIRED, TOO_MANY_ATTEMPTS. */
export async function signIn(credentials: {
  login: string;
  password: string;
  totp?: string;
}): Promise<SessionAccount> {
  return keep(await authPost<SignedIn>('/auth/sign-in', credentials));
}

/**
 * A new access token by the refresh cookie. Calls at the same time share one request: the server
 * rotates the cookie at each use and would take a second use for theft.
 */
export function refreshSession(): Promise<SessionAccount> {
  refreshing ??= authPost<SignedIn>('/auth/refresh', {})
    .then(keep, (error: unknown) => {
      // Only the server's word ends a session; a lost connection does not.
      if (isProblem(error, 'SESSION_ENDED', 'UNAUTHENTICATED')) forgetSession();
      throw error;
    })
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

/** The signed-in account, asking the server when this page has just been opened. */
export async function resumeSession(): Promise<SessionAccount> {
  return account ?? refreshSession();
}

export async function signOut(): Promise<void> {
  forgetSession();
  tabs.postMessage({ ended: true } satisfies Told);
  await authPost('/auth/sign-out', {});
}

/**
 * Signs out and only then forgets: who could not reach the server is not told that they are signed
 * out while the session lives on. Throws `ApiProblem`, with the session as it was.
 */
export async function signOutSurely(): Promise<void> {
  await authPost('/auth/sign-out', {});
  leaveSession();
}

/** Nobody is signed in here any more, and every page of this browser is told. */
export function leaveSession(): void {
  forgetSession();
  tabs.postMessage({ ended: true } satisfies Told);
  tellListeners();
}

/** Family accounts are signed in at once; staff get an enrolment to confirm with a first code. */
export async function join(invitation: {
  code: string;
  login: string;
  password: string;
}): Promise<SessionAccount | Enrolment> {
  const answer = await authPost<SignedIn | Enrolment>('/auth/join', invitation);
  return 'enrolment' in answer ? answer : keep(answer);
}

export async function confirmJoin(proof: {
  enrolment: string;
  totp: string;
}): Promise<SessionAccount> {
  return keep(await authPost<SignedIn>('/auth/join/confirm', proof));
}
