import type { Binding } from './binding.ts';
import { caseFiles, caseIdentities, cases } from './cases.ts';
import { modules } from './education.ts';
import { sessions } from './identity.ts';

/** Every resource and how it is read. */
export const bindings = {
  cases,
  'case-files': caseFiles,
  'case-identities': caseIdentities,
  modules,
  sessions,
} satisfies Record<string, Binding>;

export type ResourceName = keyof typeof bindings;
