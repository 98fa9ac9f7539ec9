import type { TypedDocumentString } from './generated/graphql.ts';
import { post, type HttpAnswer } from './http.ts';
import { ApiProblem, isProblem } from './problems.ts';
import { currentToken, refreshSession } from './session.ts';

interface GraphqlAnswer {
  data?: unknown;
  errors?: { extensions?: { code?: string; incident?: string } }[];
}

function read(answer: HttpAnswer): unknown {
  const body = (answer.body ?? {}) as GraphqlAnswer & { code?: string };
  const extensions = body.errors?.[0]?.extensions;
  if (body.errors?.length) {
    throw new ApiProblem(
      extensions?.code ?? 'INTERNAL',
      extensions?.incident === undefined ? {} : { incident: extensions.incident },
    );
  }
  if (answer.status === 401) throw new ApiProblem(body.code ?? 'UNAUTHENTICATED');
  if (answer.status >= 400) throw new ApiProblem(body.code ?? 'INTERNAL');
  return body.data;
}

/**
 * Sends one trusted document, by its hash, and gives its data.
 *
 * An expired access token is renewed once and the request repeated; commands are safe to repeat,
 * since each carries an idempotency key. Throws `ApiProblem`.
 */
export async function request<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  options: { signal?: AbortSignal | undefined; leaving?: boolean } = {},
): Promise<Result> {
  const documentId: unknown = document.__meta__?.['hash'];
  if (typeof documentId !== 'string')
    throw new Error('a document without a hash was not generated');
  const send = async () =>
    read(await post('/graphql', { documentId, variables }, { ...options, token: currentToken() }));
  try {
    return (await send()) as Result;
  } catch (error) {
    if (!isProblem(error, 'UNAUTHENTICATED')) throw error;
    await refreshSession();
    return (await send()) as Result;
  }
}
