import { Box, Link, Typography } from '@mui/material';
import { useEffect, useRef } from 'react';

import type { RefusalPartsFragment } from '../../../shared/api/generated/graphql.ts';
import { tokens } from '../../../shared/theme/tokens.ts';
import { useText, type Text } from '../../i18n/useText.ts';
import { zh } from '../../i18n/zh.ts';
import { Basis } from '../Basis.tsx';

export interface FieldError {
  /** Id of the field, which takes the focus. */
  field: string;
  text: string;
}

type KnownProblem = keyof typeof zh.form.problem;

/** The server's word on one field, as a sentence. */
export function problemSentence(text: Text, code: string): string {
  const known = code in zh.form.problem ? (code as KnownProblem) : 'other';
  return text(`form.problem.${known}`);
}

interface ErrorSummaryProps {
  errors: readonly FieldError[];
  refusal: RefusalPartsFragment | null;
}

function focusField(field: string): void {
  const target = document.getElementById(field);
  target?.scrollIntoView({ block: 'center' });
  target?.focus();
}

/** All that stands against sending, at the top of the form; takes the focus when it appears. */
export function ErrorSummary({ errors, refusal }: ErrorSummaryProps) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const shown = errors.length > 0 || refusal !== null;
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown, errors, refusal]);
  if (!shown) return null;
  return (
    <Box
      ref={box}
      role="alert"
      tabIndex={-1}
      sx={{ border: `2px solid ${tokens.color.danger}`, borderRadius: 1, p: 2, mb: 2 }}
    >
      {refusal && (
        <>
          <Typography sx={{ fontWeight: 650 }}>
            {text('common.refused', { reason: refusal.message })}
          </Typography>
          {refusal.basis && (
            <Typography variant="body2" component="div">
              {text('common.basis')}: <Basis basis={refusal.basis} />
            </Typography>
          )}
        </>
      )}
      {errors.length > 0 && (
        <>
          <Typography sx={{ fontWeight: 650 }}>{text('problems.title')}</Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {errors.map((error) => (
              <li key={error.field}>
                <Link
                  href={`#${error.field}`}
                  color="error"
                  onClick={(event) => {
                    event.preventDefault();
                    focusField(error.field);
                  }}
                >
                  {error.text}
                </Link>
              </li>
            ))}
          </Box>
        </>
      )}
    </Box>
  );
}
