import { CriteriaDocument, type CriteriaQuery } from '../../../shared/api/generated/graphql.ts';
import { request } from '../../../shared/api/request.ts';

import { whole, type Binding } from './binding.ts';

export type CriterionEntry = CriteriaQuery['criteria'][number];

/** The criteria of eligibility, in the order in which they are answered. */
export const criteria: Binding = {
  list: async (_params, { language, signal }) => {
    const answer = await request(CriteriaDocument, { language }, { signal });
    return whole(answer.criteria.map((each) => ({ id: each.code, ...each })));
  },
};
