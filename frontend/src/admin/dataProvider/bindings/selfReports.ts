import {
  SelfReportsDocument,
  type SelfReportQueue,
  type SelfReportsQuery,
} from '../../../shared/api/generated/graphql.ts';
import { request } from '../../../shared/api/request.ts';

import type { Binding } from './binding.ts';

export type SelfReportPage = SelfReportsQuery['selfReports'] & { id: string };
export type QueuedSelfReport = SelfReportPage['items'][number];

export const QUEUES: readonly SelfReportQueue[] = ['NEEDS_ATTENTION', 'AWAITING', 'REVIEWED'];

/** Named by the queue, the page, and the one case it is narrowed to. */
export const queueId = (queue: SelfReportQueue, page: number, caseId = '') =>
  `${queue}:${page}:${caseId}`;

export const REPORTS_PER_PAGE = 25;

/** One queue of self-reports with the counts of all three: one answer, so that they agree. */
export const selfReports: Binding = {
  one: async ({ id }, { signal }) => {
    const [queue, page = '1', caseId = ''] = String(id).split(':');
    const answer = await request(
      SelfReportsDocument,
      {
        queue: queue as SelfReportQueue,
        page: Number(page),
        perPage: caseId === '' ? REPORTS_PER_PAGE : 100,
        caseId: caseId === '' ? null : caseId,
      },
      { signal },
    );
    return { ...answer.selfReports, id: String(id) };
  },
};
