import { vi } from 'vitest';

import type { TypedDocumentString } from '../shared/api/generated/graphql.ts';

interface Sent {
  path: string;
  body: unknown;
  token: string | null;
}

export interface Answer {
  status?: number;
  body: unknown;
}

type Door = (body: never) => Answer | Promise<Answer>;
type Variables = Record<string, unknown>;

/** What react and the browser would ask of the server, answered here; everything sent is kept. */
export class FakeServer {
  readonly sent: Sent[] = [];
  private readonly doors = new Map<string, Door>();
  private readonly documents = new Map<string, (variables: never) => Answer | Promise<Answer>>();

  constructor() {
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => this.answer(path, init));
  }

  /** Answers one of the `/auth/…` paths. */
  at(path: string, door: (body: Variables) => Answer | Promise<Answer>): this {
    this.doors.set(path, door);
    return this;
  }

  /** Answers one trusted document with data. */
  on<Result, Vars>(
    document: TypedDocumentString<Result, Vars>,
    answer: (variables: Vars) => Result,
  ): this {
    return this.onRaw(document, (variables) => ({ body: { data: answer(variables) } }));
  }

  /** Answers one trusted document with a whole HTTP answer. */
  onRaw<Result, Vars>(
    document: TypedDocumentString<Result, Vars>,
    answer: (variables: Vars) => Answer | Promise<Answer>,
  ): this {
    this.documents.set(hashOf(document), answer);
    return this;
  }

  /** The variables of every request of a document, in order. */
  variablesOf<Result, Vars>(document: TypedDocumentString<Result, Vars>): Vars[] {
    return this.sent
      .map(({ body }) => body as { documentId?: string; variables?: Vars })
      .filter(({ documentId }) => documentId === hashOf(document))
      .map(({ variables }) => variables as Vars);
  }

  private async answer(path: string, init: RequestInit): Promise<Response> {
    const body = JSON.parse(init.body as string) as Variables;
    const token = new Headers(init.headers).get('Authorization');
    this.sent.push({ path, body, token });
    const reply = await this.replyTo(path, body);
    const status = reply.status ?? 200;
    return new Response(status === 204 ? null : JSON.stringify(reply.body), { status });
  }

  private replyTo(path: string, body: Variables): Answer | Promise<Answer> {
    if (path === '/graphql') {
      const handler = this.documents.get(body['documentId'] as string);
      if (!handler) throw new Error(`nobody answers document ${String(body['documentId'])}`);
      return handler(body['variables'] as never);
    }
    const door = this.doors.get(path);
    if (!door) throw new Error(`nobody answers ${path}`);
    return door(body as never);
  }
}

function hashOf<Result, Vars>(document: TypedDocumentString<Result, Vars>): string {
  return String(document.__meta__?.['hash']);
}

export const graphqlError = (code: string, incident?: string): Answer => ({
  body: { data: null, errors: [{ message: code, extensions: { code, incident } }] },
});
