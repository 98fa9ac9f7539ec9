import { trail } from './audit.ts';
import type { Binding } from './binding.ts';
import { caseFiles, caseIdentities, cases } from './cases.ts';
import { modules } from './education.ts';
import { accounts, sessions } from './identity.ts';
import { jobRuns } from './jobs.ts';
import { outcomes } from './outcomes.ts';
import { planVersions } from './plans.ts';
import { criteria } from './screening.ts';
import { selfReports } from './selfReports.ts';
import { work } from './work.ts';

/** Every resource and how it is read. */
export const bindings = {
  accounts,
  cases,
  'case-files': caseFiles,
  'case-identities': caseIdentities,
  criteria,
  'job-runs': jobRuns,
  modules,
  outcomes,
  'plan-versions': planVersions,
  'self-reports': selfReports,
  sessions,
  trail,
  work,
} satisfies Record<string, Binding>;

export type ResourceName = keyof typeof bindings;
