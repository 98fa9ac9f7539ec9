import {
  WorklistDocument,
  type WorkKind,
  type WorklistQuery,
} from '../../../shared/api/generated/graphql.ts';
import { request } from '../../../shared/api/request.ts';

import type { Binding } from './binding.ts';

export type Worklist = WorklistQuery['worklist'] & { id: string };
export type WorkItem = Worklist['items'][number];

/** Named by what is looked at: a kind or ALL, and how many rows are shown. */
export const workId = (kind: WorkKind | null, perPage: number) => `${kind ?? 'ALL'}:${perPage}`;

/** What needs attention, with the counts of all kinds: one answer, so that both always agree. */
export const work: Binding = {
  one: async ({ id }, { language, signal }) => {
    const [kind = 'ALL', perPage = '25'] = String(id).split(':');
    const answer = await request(
      WorklistDocument,
      {
        page: 1,
        perPage: Number(perPage),
        kind: kind === 'ALL' ? null : (kind as WorkKind),
        language,
      },
      { signal },
    );
    return { ...answer.worklist, id: String(id) };
  },
};
