import { useCallback, useEffect, useRef, useState } from 'react';

import {
  DiscardDraftDocument,
  DraftDocument,
  SaveDraftDocument,
  type DraftForm,
} from '../../../shared/api/generated/graphql.ts';
import { isProblem } from '../../../shared/api/problems.ts';
import { request } from '../../../shared/api/request.ts';
import { RefusedError } from '../../dataProvider/httpError.ts';
import { runCommand } from '../../dataProvider/runCommand.ts';

const PAUSE_MS = 800;

export type DraftState =
  | { kind: 'reading' }
  | { kind: 'none' }
  | { kind: 'found'; savedAt: string }
  | { kind: 'saving' }
  | { kind: 'saved'; savedAt: string }
  | { kind: 'failed' };

/**
 * Keeps what is typed on the server: nothing before the first keystroke, then after each pause and
 * when the page is left.
 *
 * The draft is protected with the key of the case, so the case is named too.
 * `restore` is called once with an earlier draft. `keep` is called with every change.
 */
export function useDraft<Content>(
  form: DraftForm,
  recordId: string,
  caseId: string,
  restore: (content: Content) => void,
) {
  const [state, setState] = useState<DraftState>({ kind: 'reading' });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const waiting = useRef<Content | null>(null);
  // While an earlier draft could not be read, saving would overwrite words nobody has seen.
  const unread = useRef(false);
  const restoring = useRef(restore);
  useEffect(() => {
    restoring.current = restore;
  });

  useEffect(() => {
    const stop = new AbortController();
    request(DraftDocument, { form, recordId }, { signal: stop.signal }).then(
      ({ draft }) => {
        if (stop.signal.aborted) return;
        if (!draft) {
          setState({ kind: 'none' });
          return;
        }
        restoring.current(JSON.parse(draft.content) as Content);
        setState({ kind: 'found', savedAt: draft.savedAt });
      },
      () => {
        if (stop.signal.aborted) return;
        unread.current = true;
        setState({ kind: 'failed' });
      },
    );
    return () => stop.abort();
  }, [form, recordId]);

  const cancelTimer = () => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    waiting.current = null;
  };

  const variablesOf = useCallback(
    (content: Content) => ({
      input: {
        form,
        recordId,
        caseId,
        content: JSON.stringify(content),
        idempotencyKey: crypto.randomUUID(),
      },
      language: 'ZH' as const,
    }),
    [form, recordId, caseId],
  );

  useEffect(() => {
    // The last words before a reload or a way back are as dear as those before a pause.
    const leave = () => {
      const content = waiting.current;
      cancelTimer();
      if (content === null || unread.current) return;
      void request(SaveDraftDocument, variablesOf(content), { leaving: true }).catch(() => null);
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [variablesOf]);

  const keep = useCallback(
    (content: Content) => {
      cancelTimer();
      waiting.current = content;
      timer.current = setTimeout(() => {
        cancelTimer();
        setState({ kind: 'saving' });
        const clear = unread.current
          ? request(DraftDocument, { form, recordId }).then(({ draft }) => {
              if (draft) throw new Error('an earlier draft waits to be read');
              unread.current = false;
            })
          : Promise.resolve();
        clear
          .then(() => runCommand(SaveDraftDocument, variablesOf(content)))
          .then(
            () => setState({ kind: 'saved', savedAt: new Date().toISOString() }),
            () => setState({ kind: 'failed' }),
          );
      }, PAUSE_MS);
    },
    [form, recordId, variablesOf],
  );

  const discard = useCallback(async () => {
    cancelTimer();
    setState({ kind: 'none' });
    try {
      await runCommand(DiscardDraftDocument, {
        input: { form, recordId, idempotencyKey: crypto.randomUUID() },
        language: 'ZH',
      });
    } catch (error) {
      // Nothing to discard is no news for the person who asked for an empty form.
      if (!(error instanceof RefusedError) && !isProblem(error)) throw error;
    }
  }, [form, recordId]);

  return { state, keep, discard, stop: cancelTimer };
}
