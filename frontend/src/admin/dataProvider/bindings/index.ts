import { trail } from './audit.ts';
import type { Binding } from './binding.ts';
import { caseFiles, caseIdentities, cases } from './cases.ts';
import { modules } from './education.ts';
import { accounts, sessions } from './identity.ts';
import { planVersions } from './plans.ts';
import { criteria } from './screening.ts';
import { work } from './work.ts';

/** Every resource and how it is read. */
export const bindings = {
  accounts,
  cases,
  'case-files': caseFiles,
  'case-identities': caseIdentities,
  criteria,
  modules,
  'plan-versions': planVersions,
  sessions,
  trail,
  work,
} satisfies Record<string, Binding>;

export type ResourceName = keyof typeof bindings;
