import { Box, Typography } from '@mui/material';

import { tokens } from '../../shared/theme/tokens.ts';
import { useText } from '../i18n/useText.ts';

/** How far the period has run: the words say it, the bar repeats it. */
export function PeriodBar({ elapsedDays, totalDays }: { elapsedDays: number; totalDays: number }) {
  const text = useText();
  const share = totalDays === 0 ? 0 : Math.min(1, elapsedDays / totalDays);
  return (
    <Box sx={{ minWidth: 120, maxWidth: 220 }}>
      <Typography variant="body2" sx={{ whiteSpace: 'nowrap' }}>
        {text('common.dayOf', { day: elapsedDays, total: totalDays })}
      </Typography>
      <Box
        aria-hidden="true"
        sx={{ height: 6, borderRadius: 3, bgcolor: tokens.color.sunken, overflow: 'hidden' }}
      >
        <Box sx={{ height: 1, width: `${share * 100}%`, bgcolor: tokens.color.primary }} />
      </Box>
    </Box>
  );
}
