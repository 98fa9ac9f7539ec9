import { Box, Button, Link, Paper, Typography } from '@mui/material';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { Link as RouterLink } from 'react-router-dom';

import type { RefusalPartsFragment } from '../../../shared/api/generated/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import { PageTitle } from '../PageTitle.tsx';
import { Facts } from '../Panel.tsx';

import { ErrorSummary, type FieldError } from './ErrorSummary.tsx';

interface CommandFrameProps {
  title: string;
  intro?: ReactNode;
  backTo: string;
  /** Everything wrong with what is filled in; empty when it may be checked. */
  validate: () => FieldError[];
  /** What was filled in, in words, for the check page. */
  answers: () => readonly (readonly [string, ReactNode])[];
  checkTitle: string;
  checkIntro: string;
  submitLabel: string;
  onSubmit: () => void;
  working: boolean;
  refusal: RefusalPartsFragment | null;
  footer?: ReactNode;
  children: (errorOf: (field: string) => string | undefined) => ReactNode;
}

/** One decision on one page: fill in, check your answers, send. */
export function CommandFrame({
  title,
  intro,
  backTo,
  validate,
  answers,
  checkTitle,
  checkIntro,
  submitLabel,
  onSubmit,
  working,
  refusal,
  footer,
  children,
}: CommandFrameProps) {
  const text = useText();
  const [checking, setChecking] = useState(false);
  const [errors, setErrors] = useState<FieldError[]>([]);

  const check = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = validate();
    setErrors(found);
    if (found.length > 0) return;
    setChecking(true);
    window.scrollTo({ top: 0 });
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit();
  };

  return (
    <Box sx={{ maxWidth: 640, mt: 2 }}>
      <PageTitle title={title} />
      <Link component={RouterLink} to={backTo}>
        ← {text('common.back')}
      </Link>
      <Paper
        sx={{ p: { xs: 2, md: 3 }, mt: 1, border: 1, borderColor: 'divider', borderRadius: 2 }}
      >
        <Typography variant="h1" sx={{ mb: 1 }}>
          {checking ? checkTitle : title}
        </Typography>
        <ErrorSummary errors={checking ? [] : errors} refusal={refusal} />
        {checking ? (
          <form onSubmit={send}>
            <Typography color="textSecondary" sx={{ mb: 2 }}>
              {checkIntro}
            </Typography>
            <Facts pairs={answers()} />
            <Box sx={{ display: 'flex', gap: 1.5, mt: 3, flexWrap: 'wrap' }}>
              <Button type="submit" variant="contained" size="large" disabled={working}>
                {working ? text('signIn.working') : submitLabel}
              </Button>
              <Button size="large" disabled={working} onClick={() => setChecking(false)}>
                {text('checkIns.editAgain')}
              </Button>
            </Box>
          </form>
        ) : (
          <form onSubmit={check} noValidate>
            {intro}
            {children((field) => errors.find((error) => error.field === field)?.text)}
            <Button type="submit" variant="contained" size="large" sx={{ mt: 3 }}>
              {text('checkIns.toCheck')}
            </Button>
            {footer}
          </form>
        )}
      </Paper>
    </Box>
  );
}
