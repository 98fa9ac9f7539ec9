import type { AuthProvider } from 'ra-core';

import { ApiProblem, endsSession, isProblem } from '../shared/api/problems.ts';
import {
  currentAccount,
  forgetSession,
  isFamily,
  resumeSession,
  signIn,
  signOut,
} from '../shared/api/session.ts';

/** The permission, in the server's words, that a page of a resource needs. */
const NEEDED: Readonly<Record<string, string>> = {
  'cases.list': 'cases:case:list',
  'cases.show': 'cases:case:read',
  'case-files.show': 'cases:case:read',
  'case-identities.show': 'people:identity:read',
  'check-ins.log': 'checkins:check-in:log',
  'check-ins.review': 'checkins:check-in:review',
  'self-reports.list': 'checkins:self-report:review',
  'outcomes.record': 'incidents:incident:report',
  'job-runs.list': 'jobs:log:read',
  'assignments.assign': 'education:assignment:assign',
  'outcome-reviews.approve': 'reviews:outcome:approve',
  'trail.list': 'audit:trail:read',
  'accounts.list': 'identity:account:manage',
  'sessions.list': 'identity:session:own',
};

interface HttpLike {
  status?: number;
}

/** Who is signed in, for react-admin. It hides; the server decides. */
export const authProvider: AuthProvider = {
  // Families have their own page; a session begun here by mistake is ended at once.
  login: async (credentials: { login: string; password: string; totp?: string }) => {
    const account = await signIn(credentials);
    if (!isFamily(account.role)) return;
    await signOut();
    throw new ApiProblem('FAMILY_ACCOUNT');
  },
  logout: async () => {
    // Asked also when nobody is signed in, or when the server is away: then there is nothing to end.
    if (currentAccount()) await signOut().catch((error: unknown) => rethrowUnlessProblem(error));
  },
  checkAuth: async () => {
    await resumeSession();
  },
  checkError: (error: unknown) => {
    if (!endsSession(error) && (error as HttpLike).status !== 401) return Promise.resolve();
    forgetSession();
    return Promise.reject(error instanceof Error ? error : new Error('SESSION_ENDED'));
  },
  getIdentity: async () => {
    const account = await resumeSession();
    return { id: account.id, fullName: account.displayName };
  },
  getPermissions: async () => (await resumeSession()).permissions,
  canAccess: async ({ resource, action }) => {
    const needed = NEEDED[`${resource}.${action}`];
    return needed !== undefined && (await resumeSession()).permissions.includes(needed);
  },
};

function rethrowUnlessProblem(error: unknown): void {
  if (!isProblem(error)) throw error;
}
