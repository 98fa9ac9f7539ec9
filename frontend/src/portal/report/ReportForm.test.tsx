import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';

import {
  DraftDocument,
  GiveSelfReportDocument,
  SaveDraftDocument,
} from '../../shared/api/generated/graphql.ts';
import { aReport } from '../../testing/reports.ts';
import { FakeServer, graphqlError, type Answer } from '../../testing/server.ts';
import { LanguageProvider } from '../frame/LanguageContext.tsx';
import { SessionProvider } from '../frame/SessionContext.tsx';

import type { Answers } from './answers.ts';
import { ReportForm } from './ReportForm.tsx';

const report = aReport();
const earlier: Answers = {
  mood: 'LOW',
  helpWanted: false,
  helpWith: '',
  conditions: {},
  proudOf: '',
  wantToTalk: false,
  extra: [],
};

const queries = new QueryClient();
const form = (at: string) => (
  <LanguageProvider>
    <SessionProvider>
      <QueryClientProvider client={queries}>
        <ReportForm report={report} conditions={[]} at={at} onSent={() => undefined} />
      </QueryClientProvider>
    </SessionProvider>
  </LanguageProvider>
);

function serve() {
  return new FakeServer()
    .at('/auth/refresh', () => ({ status: 401, body: { code: 'SESSION_ENDED' } }))
    .on(DraftDocument, () => ({
      draft: { content: JSON.stringify(earlier), savedAt: '2026-03-02T01:00:00Z' },
    }))
    .on(SaveDraftDocument, () => ({
      saveDraft: {
        __typename: 'SaveDraftSuccess' as const,
        draft: { savedAt: '2026-03-02T01:00:00Z' },
      },
    }));
}

/** Change the first answer and send within one turn, so that no pause can end in between. */
async function changeAndSend(server: FakeServer) {
  const shown = render(form('mood/change'));
  fireEvent.click(await screen.findByLabelText('不错'));
  shown.rerender(form('check'));
  fireEvent.click(screen.getByRole('button', { name: '交上去' }));
  await waitFor(() => expect(server.variablesOf(GiveSelfReportDocument)).toHaveLength(1));
  return shown;
}

function asksBeforeLeaving(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

beforeEach(() => {
  window.history.replaceState(null, '', '/');
});

it.each([
  ['it was refused', { giveSelfReport: { __typename: 'Refused', code: 'X', message: '不行' } }],
  ['nothing came back', null],
] as const)('keeps the answer given last when %s', async (_why, data) => {
  let answer: () => void = () => undefined;
  const server = serve().onRaw(
    GiveSelfReportDocument,
    () =>
      new Promise<Answer>((resolve) => {
        answer = () => resolve(data === null ? graphqlError('INTERNAL') : { body: { data } });
      }),
  );
  const shown = await changeAndSend(server);
  expect(asksBeforeLeaving()).toBe(true);
  expect(server.variablesOf(SaveDraftDocument)).toEqual([]);

  answer();
  await screen.findByRole('alert');
  shown.unmount();

  const saved = server.variablesOf(SaveDraftDocument);
  expect(saved.map(({ input }) => (JSON.parse(input.content) as Answers).mood)).toEqual(['GOOD']);
});

it('keeps nothing, and asks nothing, once it was sent', async () => {
  const server = serve().on(GiveSelfReportDocument, () => ({
    giveSelfReport: { __typename: 'GiveSelfReportSuccess', checkIn: { id: report.id } } as never,
  }));
  const shown = await changeAndSend(server);

  await waitFor(() => expect(asksBeforeLeaving()).toBe(false));
  shown.unmount();
  expect(server.variablesOf(SaveDraftDocument)).toEqual([]);
});
