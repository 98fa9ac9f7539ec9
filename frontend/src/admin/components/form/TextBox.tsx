import { Box, OutlinedInput, Typography } from '@mui/material';
import { useEffect, useId, useRef, type InputHTMLAttributes } from 'react';

import { tokens } from '../../../shared/theme/tokens.ts';

export interface FieldFrameProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: string | undefined;
}

interface TextBoxProps extends FieldFrameProps {
  id?: string;
  value: string;
  onValue: (value: string) => void;
  rows?: number;
  maxLength?: number;
  focused?: boolean;
  input?: InputHTMLAttributes<HTMLInputElement>;
}

export const wrongFrame = {
  borderLeft: `4px solid ${tokens.color.danger}`,
  pl: 1.5,
} as const;

/** One line or several, under a label that stays visible. */
export function TextBox({
  label,
  hint,
  error,
  optional,
  value,
  onValue,
  rows,
  maxLength,
  focused = false,
  input,
  id: given,
}: TextBoxProps) {
  const made = useId();
  const id = given ?? made;
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) box.current?.focus();
  }, [focused]);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <Box sx={{ mt: 2, ...(error ? wrongFrame : {}) }}>
      <Typography component="label" htmlFor={id} sx={{ fontWeight: 650, display: 'block' }}>
        {label}
        {optional && (
          <Typography component="span" color="textSecondary" sx={{ fontWeight: 400 }}>
            {optional}
          </Typography>
        )}
      </Typography>
      {hint && (
        <Typography id={`${id}-hint`} variant="body2" color="textSecondary">
          {hint}
        </Typography>
      )}
      {error && (
        <Typography id={`${id}-error`} color="error" sx={{ fontWeight: 650 }}>
          {error}
        </Typography>
      )}
      <OutlinedInput
        id={id}
        fullWidth
        inputRef={box}
        value={value}
        error={Boolean(error)}
        multiline={rows !== undefined}
        minRows={rows ?? 1}
        onChange={(event) => onValue(event.target.value)}
        sx={{ mt: 0.5 }}
        inputProps={{
          ...input,
          maxLength,
          'aria-invalid': error ? true : undefined,
          'aria-describedby': described || undefined,
        }}
      />
    </Box>
  );
}
