import type { Addressee } from '../../../shared/api/generated/graphql.ts';
import type { CaseFile } from '../../dataProvider/bindings/cases.ts';

export type Decision = CaseFile['decisions'][number];

/** On whom a decision has not been served yet. */
export function notServed(decision: Decision): Addressee[] {
  const served = new Set(decision.services.map(({ addressee }) => addressee));
  return decision.addressees.filter((each) => !served.has(each));
}

/** The latest decision that somebody has not received yet. */
export function toBeServed(file: Pick<CaseFile, 'decisions'>): Decision | undefined {
  return file.decisions.findLast((decision) => notServed(decision).length > 0);
}
