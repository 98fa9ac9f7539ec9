import type { DataProvider } from 'ra-core';

import { apiLanguage } from '../../shared/i18n/language.ts';

import type { Asking, Binding } from './bindings/binding.ts';
import { bindings } from './bindings/index.ts';
import { httpErrorOf } from './httpError.ts';

/** Reads go through the table of bindings; whatever changes something is a command. */
export function buildDataProvider(currentLocale: () => string): DataProvider {
  const table: Record<string, Binding | undefined> = bindings;

  async function reading<Answer>(
    resource: string,
    signal: AbortSignal | undefined,
    read: (binding: Binding, asking: Asking) => Promise<Answer> | undefined,
  ): Promise<Answer> {
    const language = apiLanguage(currentLocale() === 'en' ? 'en' : 'zh');
    const answer = read(table[resource] ?? {}, { language, signal });
    if (answer === undefined) throw new Error(`${resource} cannot be read this way`);
    try {
      return await answer;
    } catch (error) {
      throw httpErrorOf(error);
    }
  }

  const command = (): Promise<never> => Promise.reject(new Error('use a command'));

  // react-admin types a record by its caller; the bindings give what the schema promises.
  const provider = {
    supportAbortSignal: true,
    getList: (resource: string, params: Parameters<DataProvider['getList']>[1]) =>
      reading(resource, params.signal, (binding, asking) => binding.list?.(params, asking)),
    getOne: async (resource: string, params: Parameters<DataProvider['getOne']>[1]) => ({
      data: await reading(resource, params.signal, (binding, asking) =>
        binding.one?.(params, asking),
      ),
    }),
    getMany: async (resource: string, params: Parameters<DataProvider['getMany']>[1]) => ({
      data: await reading(resource, params.signal, (binding, asking) =>
        binding.many?.(params, asking),
      ),
    }),
    getManyReference: command,
    create: command,
    update: command,
    updateMany: command,
    delete: command,
    deleteMany: command,
  };
  return provider as unknown as DataProvider;
}
