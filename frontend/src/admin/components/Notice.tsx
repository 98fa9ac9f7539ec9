import { Box } from '@mui/material';
import type { ReactNode } from 'react';

import { tokens } from '../../shared/theme/tokens.ts';

export type Tone = 'danger' | 'warn' | 'ok' | 'info' | 'quiet';

export const toneColors: Record<Tone, { text: string; ground: string }> = {
  danger: { text: tokens.color.danger, ground: tokens.color.dangerSoft },
  warn: { text: tokens.color.warn, ground: tokens.color.warnSoft },
  ok: { text: tokens.color.ok, ground: tokens.color.okSoft },
  info: { text: tokens.color.info, ground: tokens.color.infoSoft },
  quiet: { text: tokens.color.inkSoft, ground: tokens.color.sunken },
};

/** A few sentences that must be seen; a problem is announced at once. */
export function Notice({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { text, ground } = toneColors[tone];
  return (
    <Box
      role={tone === 'danger' ? 'alert' : 'status'}
      sx={{ borderLeft: `4px solid ${text}`, bgcolor: ground, color: text, px: 2, py: 1, my: 1.5 }}
    >
      {children}
    </Box>
  );
}
