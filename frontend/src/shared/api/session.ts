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

export const currentToken = () => accessToken;
export const currentAccount = () => account;
export const isFamily = (role: RoleName) => role === 'guardian' || role === 'young_person';

function keep(answer: SignedIn): SessionAccount {
  accessToken = answer.accessToken;
  account = answer.account;
  return answer.account;
}

export function forgetSession(): void {
  accessToken = null;
  account = null;
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
  await authPost('/auth/sign-out', {});
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
