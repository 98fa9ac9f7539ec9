import type { GetListParams, GetManyParams, GetOneParams, RaRecord } from 'ra-core';

import type { Language } from '../../../shared/api/generated/graphql.ts';

export interface Asking {
  language: Language;
  signal?: AbortSignal | undefined;
}

export interface Page {
  data: RaRecord[];
  total: number;
}

/** How a resource is read. What is missing cannot be asked; nothing is written this way. */
export interface Binding {
  list?: (params: GetListParams, asking: Asking) => Promise<Page>;
  one?: (params: GetOneParams, asking: Asking) => Promise<RaRecord>;
  many?: (params: GetManyParams, asking: Asking) => Promise<RaRecord[]>;
}

/** A catalogue read whole: react-admin pages and sorts it no further. */
export const whole = (records: readonly RaRecord[]): Page => ({
  data: [...records],
  total: records.length,
});
