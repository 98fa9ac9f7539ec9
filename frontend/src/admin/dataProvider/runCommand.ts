import type {
  Language as ApiLanguage,
  RefusalPartsFragment,
  TypedDocumentString,
} from '../../shared/api/generated/graphql.ts';
import { request } from '../../shared/api/request.ts';

import { httpErrorOf, RefusedError } from './httpError.ts';

interface Outcome {
  __typename: string;
}

/** The success branch of a mutation's answer. */
export type Success<O extends Outcome> = Exclude<O, { __typename: 'Refused' }>;

export interface CommandVariables {
  input: { idempotencyKey: string };
  language: ApiLanguage;
}

/**
 * Sends one named mutation and returns its success branch.
 *
 * Throws `RefusedError` for the server's expected no, `HttpError` for everything else.
 */
export async function runCommand<
  Name extends string,
  O extends Outcome,
  V extends CommandVariables,
>(document: TypedDocumentString<Record<Name, O>, V>, variables: V): Promise<Success<O>> {
  let answer: O | undefined;
  try {
    [answer] = Object.values<O>(await request(document, variables));
  } catch (error) {
    throw httpErrorOf(error);
  }
  if (answer === undefined) throw new Error('a command answers exactly one field');
  if (answer.__typename === 'Refused') {
    throw new RefusedError(answer as unknown as RefusalPartsFragment);
  }
  return answer as Success<O>;
}
