import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

/** What something is, and its state beside the first line of it. */
export function TaggedLine({ tag, children }: { tag: ReactNode; children: ReactNode }) {
  return (
    <Box
      sx={{ display: 'flex', gap: 1, justifyContent: 'space-between', alignItems: 'flex-start' }}
    >
      <Typography>{children}</Typography>
      {tag}
    </Box>
  );
}
