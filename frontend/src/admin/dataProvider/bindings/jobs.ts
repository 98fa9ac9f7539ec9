import { JobRunsDocument, type JobRunsQuery } from '../../../shared/api/generated/graphql.ts';
import { request } from '../../../shared/api/request.ts';

import type { Binding } from './binding.ts';

export type JobRun = JobRunsQuery['jobRuns']['items'][number];
export interface JobFilters {
  name?: string | null;
  failedOnly?: boolean;
}

/** What the jobs did, the latest run first. */
export const jobRuns: Binding = {
  list: async ({ pagination, filter }, { language, signal }) => {
    const { name = null, failedOnly = false } = filter as JobFilters;
    const answer = await request(
      JobRunsDocument,
      {
        page: pagination?.page ?? 1,
        perPage: pagination?.perPage ?? 25,
        name,
        failedOnly,
        language,
      },
      { signal },
    );
    return { data: answer.jobRuns.items, total: answer.jobRuns.total };
  },
};
