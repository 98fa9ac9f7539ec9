import { HttpError } from 'ra-core';

import type { RefusalPartsFragment } from '../../shared/api/generated/graphql.ts';
import { ApiProblem } from '../../shared/api/problems.ts';
import { zh } from '../../shared/i18n/zh.ts';

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  SESSION_ENDED: 401,
  NOT_PERMITTED: 403,
  NOT_VISIBLE: 404,
  BAD_REQUEST: 400,
  UNKNOWN_DOCUMENT: 400,
};

/** A problem as react-admin knows them; its message is a key of the catalogue, never a raw code. */
export function httpErrorOf(error: unknown): unknown {
  if (!(error instanceof ApiProblem)) return error;
  const key = error.code in zh.problems ? error.code : 'other';
  return new HttpError(`problems.${key}`, STATUS[error.code] ?? 500, {
    code: error.code,
    incident: error.incident,
  });
}

/** The server's expected no, with what it said. Thrown by `runCommand`, shown by the form. */
export class RefusedError extends HttpError {
  readonly refusal: RefusalPartsFragment;

  constructor(refusal: RefusalPartsFragment) {
    const errors = Object.fromEntries(refusal.problems.map(({ path, code }) => [path, code]));
    super(refusal.message, 409, { errors });
    // HttpError sets its own prototype, which would hide what this is.
    Object.setPrototypeOf(this, RefusedError.prototype);
    this.name = 'RefusedError';
    this.refusal = refusal;
  }
}
