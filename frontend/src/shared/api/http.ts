import { ApiProblem } from './problems.ts';

export interface HttpAnswer {
  status: number;
  body: unknown;
}

/**
 * One POST with a JSON body; `leaving` lets it outlive the page. The cookie with the refresh token goes only
 * to our own origin.
 */
export async function post(
  path: string,
  body: unknown,
  options: { token?: string | null; signal?: AbortSignal | undefined; leaving?: boolean } = {},
): Promise<HttpAnswer> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (options.token) headers['Authorization'] = `Bearer ${options.token}`;
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers,
      body: JSON.stringify(body),
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.leaving ? { keepalive: true } : {}),
    });
  } catch (error) {
    // An aborted read is nobody's problem: react-query asked for it and drops the answer.
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem('OFFLINE');
  }
  if (response.status === 204) return { status: 204, body: null };
  try {
    return { status: response.status, body: await response.json() };
  } catch {
    throw new ApiProblem('UNREADABLE');
  }
}
