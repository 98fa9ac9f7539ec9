import {
  TrailDocument,
  type TrailFilterInput,
  type TrailQuery,
} from '../../../shared/api/generated/graphql.ts';
import { request } from '../../../shared/api/request.ts';

import type { Binding } from './binding.ts';

export type TrailItem = TrailQuery['trail']['items'][number];
export type TrailFilters = TrailFilterInput;

/** The trail of the office, the newest entry first; its number in the chain names an entry. */
export const trail: Binding = {
  list: async ({ pagination, filter }, { language, signal }) => {
    const answer = await request(
      TrailDocument,
      {
        page: pagination?.page ?? 1,
        perPage: pagination?.perPage ?? 25,
        filter: filter as TrailFilterInput,
        language,
      },
      { signal },
    );
    return {
      data: answer.trail.items.map((item) => ({ ...item, id: item.seq })),
      total: answer.trail.total,
    };
  },
};
