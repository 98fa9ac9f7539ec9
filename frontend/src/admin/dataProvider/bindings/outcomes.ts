import {
  OutcomeTableDocument,
  type OutcomeTableQuery,
} from '../../../shared/api/generated/graphql.ts';
import { request } from '../../../shared/api/request.ts';

import { whole, type Binding } from './binding.ts';

export type OutcomeEntry = OutcomeTableQuery['outcomeTable'][number];

/** What can come of an appointment: a catalogue, known by its codes. */
export const outcomes: Binding = {
  list: async (_params, { language, signal }) => {
    const { outcomeTable } = await request(OutcomeTableDocument, { language }, { signal });
    return whole(outcomeTable.map((entry) => ({ ...entry, id: entry.code })));
  },
};
