import { useNotify } from 'ra-core';
import { useNavigate } from 'react-router-dom';

import type { TextKey } from '../../i18n/useText.ts';

/** Back to where one came from, saying what was done. */
export function useLeave(backTo: string): (said: TextKey) => void {
  const navigate = useNavigate();
  const notify = useNotify();
  return (said) => {
    notify(said, { type: 'success' });
    void navigate(backTo);
  };
}
