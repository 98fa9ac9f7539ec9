import { render } from '@testing-library/react';
import { vi } from 'vitest';

import { CaseListDocument, CasePageDocument } from '../../shared/api/generated/graphql.ts';
import { forgetSession, type RoleName } from '../../shared/api/session.ts';
import { anAccount, signedIn } from '../../testing/accounts.ts';
import { FakeServer } from '../../testing/server.ts';
import { App } from '../App.tsx';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';

const PERMISSIONS: Partial<Record<RoleName, string[]>> = {
  officer: ['cases:case:list', 'cases:case:read', 'people:identity:read', 'identity:session:own'],
  social_worker: ['cases:case:list', 'cases:case:read', 'identity:session:own'],
  supervisor: ['cases:case:list', 'cases:case:read', 'identity:session:own'],
  auditor: ['audit:trail:read', 'identity:session:own'],
  administrator: ['identity:account:manage', 'identity:session:own'],
};

/** The server as a signed-in person finds it, with one case unless another is given. */
export function deskServer(role: RoleName, file?: CaseFile): FakeServer {
  forgetSession();
  const server = new FakeServer().at('/auth/refresh', () =>
    signedIn(anAccount(role, PERMISSIONS[role] ?? [])),
  );
  server.on(CaseListDocument, () => ({ caseFiles: { items: [], total: 0 } }));
  if (file) server.on(CasePageDocument, () => ({ caseFile: file }));
  return server;
}

/** Opens the case desk at an address, on a wide screen. */
export function openDesk(path = '/') {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('min-width'),
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }));
  vi.stubGlobal('scrollTo', () => undefined);
  window.history.replaceState(null, '', `/admin/#${path}`);
  return render(<App />);
}
