import { Box, Button, Typography } from '@mui/material';

import { inShanghai } from '../../../shared/format/dates.ts';
import { useText, type Text } from '../../i18n/useText.ts';

import type { DraftState } from './useDraft.ts';

function words(text: Text, state: DraftState): string {
  switch (state.kind) {
    case 'found':
      return text('checkIns.draftFound', { time: inShanghai(state.savedAt).time });
    case 'saving':
      return text('checkIns.draftSaving');
    case 'saved':
      return text('checkIns.draftSaved', { time: inShanghai(state.savedAt).time });
    case 'failed':
      return text('checkIns.draftFailed');
    case 'reading':
    case 'none':
      return '';
  }
}

/** Where the draft stands, always in the same place. */
export function DraftLine({ state, onDiscard }: { state: DraftState; onDiscard: () => void }) {
  const text = useText();
  const kept = state.kind === 'found' || state.kind === 'saved';
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 40 }}>
      <Typography
        role="status"
        variant="body2"
        color={state.kind === 'failed' ? 'error' : 'text.secondary'}
      >
        {words(text, state)}
      </Typography>
      {kept && (
        <Button size="small" onClick={onDiscard}>
          {text('checkIns.draftDiscard')}
        </Button>
      )}
    </Box>
  );
}
