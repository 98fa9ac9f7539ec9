import { PlanVersionDocument } from '../../../shared/api/generated/graphql.ts';
import { request } from '../../../shared/api/request.ts';

import type { Binding } from './binding.ts';

export const planVersions: Binding = {
  one: async ({ id }, { language, signal }) =>
    (await request(PlanVersionDocument, { id: String(id), language }, { signal })).planVersion,
};
