import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from '@mui/material';
import { useLogout, useNotify } from 'ra-core';
import { useId, useRef } from 'react';

import { ApiProblem } from '../../shared/api/problems.ts';
import { zh } from '../../shared/i18n/zh.ts';
import { clock, spokenMark, useSessionEnding } from '../../shared/session/useSessionEnding.ts';
import { Notice } from '../components/Notice.tsx';
import { useText, type Text } from '../i18n/useText.ts';

function spoken(text: Text, left: number): string {
  const mark = spokenMark(left);
  if (mark === null) return '';
  return mark < 60
    ? text('ending.spokenSeconds', { seconds: mark })
    : text('ending.spoken', { smart_count: mark / 60 });
}

function problemOf(text: Text, problem: unknown): string {
  const known = problem instanceof ApiProblem && problem.code in zh.problems;
  return text(`problems.${known ? (problem.code as keyof typeof zh.problems) : 'other'}`);
}

/** Heard, not seen. */
const heard = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;

/** Ten minutes before the session ends: lengthen it, on the same page, or end it everywhere. */
export function SessionEndDialog() {
  const text = useText();
  const id = useId();
  const first = useRef<HTMLButtonElement>(null);
  const logout = useLogout();
  const notify = useNotify();
  const { left, atLimit, working, problem, extend, end, later } = useSessionEnding((byItself) => {
    void logout();
    if (byItself) notify('problems.SESSION_ENDED', { type: 'info', autoHideDuration: null });
  });
  const stay = atLimit ? later : extend;
  return (
    <Dialog
      open={left !== null}
      // Staying is what a key pressed by habit may do; a click beside the window does nothing.
      onClose={(_event, reason) => {
        if (reason === 'escapeKeyDown' && working === null) stay();
      }}
      aria-labelledby={id}
      aria-describedby={`${id}-why`}
      slotProps={{
        paper: { role: 'alertdialog', sx: { maxWidth: 480 } },
        transition: { onEntered: () => first.current?.focus() },
      }}
    >
      <DialogTitle id={id} sx={{ pb: 1 }}>
        {text(atLimit ? 'ending.limitTitle' : 'ending.title')}
      </DialogTitle>
      <DialogContent>
        <Typography id={`${id}-why`}>{text(atLimit ? 'ending.limitWhy' : 'ending.why')}</Typography>
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5, mt: 2 }}>
          <Typography component="span" color="textSecondary">
            {text('ending.left')}
          </Typography>
          <Typography
            component="span"
            role="timer"
            aria-label={text('ending.left')}
            sx={{ fontSize: '2rem', fontWeight: 650, lineHeight: 1.2 }}
          >
            {clock(left ?? 0)}
          </Typography>
        </Box>
        <Box role="status" sx={heard}>
          {left === null ? '' : spoken(text, left)}
        </Box>
        {problem !== null && <Notice tone="danger">{problemOf(text, problem)}</Notice>}
      </DialogContent>
      <DialogActions
        sx={{ p: 3, pt: 0, flexWrap: 'wrap', gap: 1, justifyContent: 'flex-start' }}
        disableSpacing
      >
        <Button
          ref={first}
          variant="contained"
          size="large"
          disabled={working !== null}
          onClick={stay}
        >
          {text(
            working === 'extend' ? 'signIn.working' : atLimit ? 'ending.later' : 'ending.extend',
          )}
        </Button>
        <Button variant="outlined" size="large" disabled={working !== null} onClick={end}>
          {text(working === 'end' ? 'signIn.working' : 'ending.end')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
