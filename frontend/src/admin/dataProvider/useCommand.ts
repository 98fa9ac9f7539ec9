import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'ra-core';
import { useRef, useState } from 'react';

import type {
  RefusalPartsFragment,
  TypedDocumentString,
} from '../../shared/api/generated/graphql.ts';
import { apiLanguage } from '../../shared/i18n/language.ts';
import { useLanguage } from '../i18n/useText.ts';

import { RefusedError } from './httpError.ts';
import { runCommand, type CommandVariables, type Success } from './runCommand.ts';

type InputOf<V extends CommandVariables> = Omit<V['input'], 'idempotencyKey'>;

/** What keeps the words of a form: still while they are sent, goes on when that fails. */
interface Kept {
  stop: () => Promise<void>;
  goOn: () => void;
  /** They were accepted: there is nothing to keep any more. */
  sent: () => void;
}

export interface Command<O extends { __typename: string }, V extends CommandVariables> {
  run: (input: InputOf<V>) => void;
  working: boolean;
  /** What the server's no was, until the next attempt. */
  refusal: RefusalPartsFragment | null;
  clearRefusal: () => void;
  answer: Success<O> | undefined;
}

/**
 * A button's or a form's command, saved on the server before the screen says so.
 *
 * The idempotency key belongs to what is sent: pressing twice or trying again after a lost
 * connection repeats the key, changed words get a new one. `kept` are the words of the form; null
 * for what has none.
 */
export function useCommand<
  Name extends string,
  O extends { __typename: string },
  V extends CommandVariables,
>(
  document: TypedDocumentString<Record<Name, O>, V>,
  kept: Kept | null,
  onDone: (answer: Success<O>) => void,
): Command<O, V> {
  const language = useLanguage();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const attempt = useRef<{ content: string; key: string } | null>(null);
  const [refusal, setRefusal] = useState<RefusalPartsFragment | null>(null);

  const mutation = useMutation({
    mutationFn: async (input: InputOf<V>) => {
      const content = JSON.stringify(input);
      if (attempt.current?.content !== content) {
        attempt.current = { content, key: crypto.randomUUID() };
      }
      await kept?.stop();
      return runCommand(document, {
        input: { ...input, idempotencyKey: attempt.current.key },
        language: apiLanguage(language),
      } as unknown as V);
    },
    onMutate: () => setRefusal(null),
    onSuccess: async (answer) => {
      attempt.current = null;
      kept?.sent();
      await queryClient.invalidateQueries();
      onDone(answer);
    },
    onError: (error) => {
      kept?.goOn();
      if (error instanceof RefusedError) setRefusal(error.refusal);
      else notify(error.message, { type: 'error' });
    },
  });

  return {
    run: (input) => {
      if (!mutation.isPending) mutation.mutate(input);
    },
    working: mutation.isPending,
    refusal,
    clearRefusal: () => setRefusal(null),
    answer: mutation.data,
  };
}
