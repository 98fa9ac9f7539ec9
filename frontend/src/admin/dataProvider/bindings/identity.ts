import { MySessionsDocument } from '../../../shared/api/generated/graphql.ts';
import { request } from '../../../shared/api/request.ts';

import { whole, type Binding } from './binding.ts';

export const sessions: Binding = {
  list: async (_params, { signal }) =>
    whole((await request(MySessionsDocument, {}, { signal })).mySessions),
};
