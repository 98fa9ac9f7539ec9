import {
  AccountsDocument,
  MySessionsDocument,
  type AccountFilterInput,
  type AccountSort,
  type AccountsQuery,
} from '../../../shared/api/generated/graphql.ts';
import { request } from '../../../shared/api/request.ts';

import { whole, type Binding } from './binding.ts';

export type OfficeAccount = AccountsQuery['accounts']['items'][number];
export type AccountFilters = AccountFilterInput;

export const sessions: Binding = {
  list: async (_params, { signal }) =>
    whole((await request(MySessionsDocument, {}, { signal })).mySessions),
};

export const accounts: Binding = {
  list: async ({ pagination, sort, filter }, { signal }) => {
    const { accounts: page } = await request(
      AccountsDocument,
      {
        page: pagination?.page ?? 1,
        perPage: pagination?.perPage ?? 25,
        sort: (sort?.field ?? 'ROLE') as AccountSort,
        order: sort?.order ?? 'ASC',
        filter: filter as AccountFilterInput,
      },
      { signal },
    );
    return { data: page.items, total: page.total };
  },
};
