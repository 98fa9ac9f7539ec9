import { queryOptions } from '@tanstack/react-query';

import { OwnSelfReportsDocument } from '../../shared/api/generated/graphql.ts';
import { request } from '../../shared/api/request.ts';
import type { Language } from '../../shared/format/dates.ts';
import { apiLanguage } from '../../shared/i18n/language.ts';

/** What the signed-in young person is asked for, and what the pages about it show beside it. */
export const ownReports = (accountId: string | undefined, language: Language) =>
  queryOptions({
    queryKey: ['own-reports', accountId, language],
    queryFn: ({ signal }) =>
      request(OwnSelfReportsDocument, { language: apiLanguage(language) }, { signal }),
    // A page that is being filled in is not taken away by a look at another window.
    refetchOnWindowFocus: false,
  });
