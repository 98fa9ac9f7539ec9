import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from '@mui/material';
import { useEffect, useId, useRef, useState } from 'react';

import type { DraftState } from '../../../shared/drafts/useDraft.ts';
import { inShanghai } from '../../../shared/format/dates.ts';
import { useText, type Text } from '../../i18n/useText.ts';

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

interface DraftLineProps {
  state: DraftState;
  /** An earlier draft was brought back. Only then is there something to throw away. */
  returned: boolean;
  onDiscard: () => void;
}

/** Throws the words of an earlier visit away, and asks first: they cannot be had again. */
function Discard({ onDiscard }: { onDiscard: () => void }) {
  const text = useText();
  const id = useId();
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const close = () => setAsking(false);
  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        {text('form.draft.discard')}
      </Button>
      <Dialog
        open={asking}
        onClose={close}
        aria-labelledby={id}
        aria-describedby={`${id}-why`}
        slotProps={{
          paper: { role: 'alertdialog' },
          transition: { onEntered: () => first.current?.focus() },
        }}
      >
        <DialogTitle id={id}>{text('form.draft.ask')}</DialogTitle>
        <DialogContent>
          <Typography id={`${id}-why`}>{text('form.draft.askWhy')}</Typography>
        </DialogContent>
        <DialogActions sx={{ p: 2, pt: 0 }}>
          <Button ref={first} variant="contained" onClick={close}>
            {text('form.draft.keep')}
          </Button>
          <Button
            color="error"
            onClick={() => {
              close();
              onDiscard();
            }}
          >
            {text('form.draft.discard')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

/** Where the draft stands, always in the same place. */
export function DraftLine({ state, returned, onDiscard }: DraftLineProps) {
  const text = useText();
  const [gone, setGone] = useState(false);
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The button that was pressed is gone: a reader is told so in its place.
    if (gone) line.current?.focus();
  }, [gone]);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1, minHeight: 40 }}>
      <Typography
        ref={line}
        tabIndex={-1}
        role="status"
        variant="body2"
        color={state.kind === 'failed' ? 'error' : 'text.secondary'}
      >
        {gone && state.kind === 'none' ? text('form.draft.gone') : words(text, state)}
      </Typography>
      {returned && (
        <Discard
          onDiscard={() => {
            setGone(true);
            onDiscard();
          }}
        />
      )}
    </Box>
  );
}
