import { useCallback } from 'react';

import { useText } from '../i18n/useText.ts';
import { zhLabels } from '../i18n/zhLabels.ts';

type ChainRole = keyof typeof zhLabels.chainRole;

/** The name of a role in the chain by its code, which lists give as text. */
export function useChainRoles(): (code: string) => string {
  const text = useText();
  return useCallback(
    (code) =>
      code in zhLabels.chainRole
        ? text(`labels.chainRole.${code as ChainRole}`)
        : text('common.none'),
    [text],
  );
}
