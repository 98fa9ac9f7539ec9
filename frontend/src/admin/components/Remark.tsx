import { Typography } from '@mui/material';

import { useText } from '../i18n/useText.ts';

/** A smaller line under what it belongs to: what it is, and what it says. */
export function Remark({ label, said }: { label: string; said: string }) {
  const text = useText();
  return (
    <Typography variant="body2" color="textSecondary">
      {label}
      {text('common.colon')}
      {said}
    </Typography>
  );
}
