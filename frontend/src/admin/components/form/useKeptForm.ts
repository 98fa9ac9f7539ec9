import { useState } from 'react';

import type { DraftForm } from '../../../shared/api/generated/graphql.ts';
import { useDraft } from '../../../shared/drafts/useDraft.ts';

/** A form whose words are kept on the server from the first keystroke, about one record of a case. */
export function useKeptForm<Form extends object>(
  kind: DraftForm,
  recordId: string,
  caseId: string,
  empty: Form,
) {
  const [form, setForm] = useState(empty);
  const draft = useDraft<Partial<Form>>(kind, recordId, caseId, (kept) =>
    setForm({ ...empty, ...kept }),
  );
  return {
    form,
    state: draft.state,
    returned: draft.returned,
    change: (next: Partial<Form>) => {
      const filled = { ...form, ...next };
      setForm(filled);
      draft.keep(filled);
    },
    /** Empties the form and forgets what was kept. */
    clear: () => {
      setForm(empty);
      void draft.discard();
    },
    /** Around sending: see `useDraft`. */
    stop: draft.stop,
    goOn: draft.goOn,
    sent: () => void draft.discard(),
  };
}
