/**
 * What can go wrong between the page and the server, other than a refusal.
 *
 * `code` is the server's own where it gave one; the rest are ours: `OFFLINE` (no answer at all),
 * `UNREADABLE` (an answer that is not ours, from a proxy for example).
 */
export class ApiProblem extends Error {
  readonly code: string;
  /** The number a user can tell the administrator; only with `INTERNAL`. */
  readonly incident: string | undefined;
  /** Seconds to wait; only with `TOO_MANY_ATTEMPTS`. */
  readonly retryAfter: number | undefined;

  constructor(code: string, more: { incident?: string; retryAfter?: number } = {}) {
    super(code);
    this.name = 'ApiProblem';
    this.code = code;
    this.incident = more.incident;
    this.retryAfter = more.retryAfter;
  }
}

export function isProblem(error: unknown, ...codes: string[]): error is ApiProblem {
  return error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));
}

/** The session is over and nothing but a new sign-in helps. */
export const endsSession = (error: unknown) => isProblem(error, 'UNAUTHENTICATED', 'SESSION_ENDED');
