import {
  CaseIdentityDocument,
  CaseListDocument,
  CasePageDocument,
  type CaseFilterInput,
  type CaseListQuery,
  type CasePageQuery,
  type CaseSort,
} from '../../../shared/api/generated/graphql.ts';
import { request } from '../../../shared/api/request.ts';

import type { Binding } from './binding.ts';

export type CaseListItem = CaseListQuery['caseFiles']['items'][number];
export type CaseFile = CasePageQuery['caseFile'];
export type CaseFilters = CaseFilterInput;

/** The caseload's lines. The case page is another resource, so neither fills in for the other. */
export const cases: Binding = {
  list: async ({ pagination, sort, filter }, { language, signal }) => {
    const answer = await request(
      CaseListDocument,
      {
        page: pagination?.page ?? 1,
        perPage: pagination?.perPage ?? 25,
        sort: (sort?.field ?? 'NEXT_DEADLINE') as CaseSort,
        order: sort?.order ?? 'ASC',
        filter: filter as CaseFilterInput,
        language,
      },
      { signal },
    );
    return { data: answer.caseFiles.items, total: answer.caseFiles.total };
  },
};

export const caseFiles: Binding = {
  one: async ({ id }, { language, signal }) =>
    (await request(CasePageDocument, { id: String(id), language }, { signal })).caseFile,
};

/** Identity fields: each read is an entry in the trail, so nothing asks for them unbidden. */
export const caseIdentities: Binding = {
  one: async ({ id }, { signal }) => {
    const { caseFile } = await request(CaseIdentityDocument, { id: String(id) }, { signal });
    return { id: caseFile.id, ...caseFile.identity };
  },
};
