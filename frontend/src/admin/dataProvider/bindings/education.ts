import { ModuleCatalogueDocument } from '../../../shared/api/generated/graphql.ts';
import { request } from '../../../shared/api/request.ts';

import { whole, type Binding } from './binding.ts';

export const modules: Binding = {
  list: async (_params, { language, signal }) => {
    const answer = await request(ModuleCatalogueDocument, { language }, { signal });
    return whole(answer.moduleCatalogue.map((module) => ({ id: module.code, ...module })));
  },
};
