import { useCallback, useEffect, useRef, useState } from 'react';

import {
  DiscardDraftDocument,
  DraftDocument,
  SaveDraftDocument,
  type DraftForm,
} from '../api/generated/graphql.ts';
import { isProblem } from '../api/problems.ts';
import { request } from '../api/request.ts';

const PAUSE_MS = 800;
const AGAIN_MS = 5_000;

export type DraftState =
  | { kind: 'reading' }
  | { kind: 'none' }
  | { kind: 'found'; savedAt: string }
  | { kind: 'saving' }
  | { kind: 'saved'; savedAt: string }
  | { kind: 'failed' };

/**
 * Keeps what is typed on the server: nothing before the first keystroke, then after each pause and
 * when the page is left. What could not be saved is tried again until it is.
 *
 * The draft is protected with the key of the case, so the case is named too.
 * `restore` is called once with an earlier draft. `keep` is called with every change. `returned`
 * says that an earlier draft was brought back: only then is there something to throw away.
 */
export function useDraft<Content>(
  form: DraftForm,
  recordId: string,
  caseId: string,
  restore: (content: Content) => void,
) {
  const [state, setState] = useState<DraftState>({ kind: 'reading' });
  const [returned, setReturned] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  /** Typed, and not on the server yet. */
  const waiting = useRef<Content | null>(null);
  /** Typed, and not on the server when the form was sent. */
  const held = useRef<Content | null>(null);
  /** The saving that is on its way: a later one never overtakes it. */
  const onTheWay = useRef<Promise<void>>(Promise.resolve());
  // While an earlier draft could not be read, saving would overwrite words nobody has seen.
  const unread = useRef(false);
  const failed = useRef(false);
  /** An earlier draft has turned up meanwhile: trying again would not help, a reload does. */
  const blocked = useRef(false);
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
        setReturned(true);
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

  const save = useCallback(async () => {
    const content = waiting.current;
    if (content === null) return;
    setState({ kind: 'saving' });
    try {
      if (unread.current) {
        const { draft } = await request(DraftDocument, { form, recordId });
        blocked.current = draft !== null;
        if (draft) throw new Error('an earlier draft waits to be read');
        unread.current = false;
      }
      const { saveDraft } = await request(SaveDraftDocument, variablesOf(content));
      if (saveDraft.__typename === 'Refused') throw new Error(saveDraft.code);
      failed.current = false;
      if (waiting.current === content) waiting.current = null;
      setState({ kind: 'saved', savedAt: new Date().toISOString() });
    } catch {
      // Shown where the draft stands; `later` tries again.
      failed.current = true;
      setState({ kind: 'failed' });
    }
  }, [form, recordId, variablesOf]);

  const later = useCallback(
    (pause: number) => {
      const plan = (wait: number) => {
        cancelTimer();
        timer.current = setTimeout(() => {
          onTheWay.current = onTheWay.current.then(save).then(() => {
            if (failed.current && !blocked.current && waiting.current !== null) plan(AGAIN_MS);
          });
        }, wait);
      };
      plan(pause);
    },
    [save],
  );

  const keep = useCallback(
    (content: Content) => {
      held.current = null;
      waiting.current = content;
      later(PAUSE_MS);
    },
    [later],
  );

  useEffect(() => {
    // The last words before a reload or a way back are as dear as those before a pause.
    const leave = () => {
      const content = waiting.current;
      cancelTimer();
      waiting.current = null;
      if (content === null || unread.current) return;
      void request(SaveDraftDocument, variablesOf(content), { leaving: true }).catch(() => null);
    };
    const ask = (event: BeforeUnloadEvent) => {
      const unsaved = failed.current && waiting.current !== null;
      if (unsaved || held.current !== null) event.preventDefault();
    };
    const now = () => {
      if (waiting.current !== null) later(0);
    };
    window.addEventListener('pagehide', leave);
    window.addEventListener('beforeunload', ask);
    window.addEventListener('online', now);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('beforeunload', ask);
      window.removeEventListener('online', now);
      leave();
    };
  }, [variablesOf, later]);

  /** Before sending: nothing more is kept behind its back. Settles when nothing is on its way. */
  const stop = useCallback((): Promise<void> => {
    cancelTimer();
    held.current = waiting.current;
    waiting.current = null;
    return onTheWay.current;
  }, []);

  /** After it could not be sent: what was typed last is kept after all. */
  const goOn = useCallback(() => {
    if (held.current !== null) keep(held.current);
  }, [keep]);

  /** After it was sent, where sending itself throws the draft away. */
  const sent = useCallback(() => {
    held.current = null;
  }, []);

  const discard = useCallback(async () => {
    const before = stop();
    held.current = null;
    failed.current = false;
    setReturned(false);
    setState({ kind: 'none' });
    await before;
    try {
      // Refused means there was none, which is no news for the person who asked for an empty form.
      await request(DiscardDraftDocument, {
        input: { form, recordId, idempotencyKey: crypto.randomUUID() },
        language: 'ZH',
      });
    } catch (error) {
      if (!isProblem(error)) throw error;
    }
  }, [form, recordId, stop]);

  return { state, returned, keep, discard, stop, goOn, sent };
}
