import type { RoleName, SessionAccount } from '../shared/api/session.ts';

export const anAccount = (role: RoleName, permissions: string[] = []): SessionAccount => ({
  id: `account-${role}`,
  displayName: '李静',
  role,
  office: { id: 'office-1', name: '江城区人民检察院', nameEn: 'Jiangcheng Procuratorate' },
  permissions,
});

/** What signing in or refreshing answers. */
export const signedIn = (
  account: SessionAccount,
  accessToken = 'token-1',
  sessionEndsIn = 43_200,
) => ({
  body: { accessToken, expiresAt: '2026-03-02T01:10:00Z', sessionEndsIn, account },
});
