import { Box, Button, Link, Paper, Typography } from '@mui/material';
import { useEffect, useRef, useState, type ReactNode, type SyntheticEvent } from 'react';
import { Link as RouterLink } from 'react-router-dom';

import type { RefusalPartsFragment } from '../../../shared/api/generated/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import { PageTitle } from '../PageTitle.tsx';
import { Facts } from '../Panel.tsx';

import { ErrorSummary, problemSentence, type FieldError } from './ErrorSummary.tsx';

interface CommandFrameProps {
  title: string;
  intro?: ReactNode;
  backTo: string;
  /** Where that is, when it is not the case. */
  backLabel?: string;
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
  backLabel,
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
  const [found, setFound] = useState<FieldError[]>([]);
  // The server's word on single fields leads back to them, until the answers are checked again.
  const [answered, setAnswered] = useState<RefusalPartsFragment | null>(null);
  const refused: FieldError[] =
    refusal === null || refusal === answered
      ? []
      : refusal.problems.map(({ path, code }) => ({
          field: path.split('.').at(-1) ?? path,
          text: problemSentence(text, code),
        }));
  const errors = found.length > 0 ? found : refused;
  const onCheckPage = checking && refused.length === 0;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(onCheckPage);
  useEffect(() => {
    // The button that was pressed is gone: a reader goes on from the top of what took its place.
    if (shown.current !== onCheckPage) heading.current?.focus({ preventScroll: true });
    shown.current = onCheckPage;
  }, [onCheckPage]);

  const check = (event: SyntheticEvent) => {
    event.preventDefault();
    const wrong = validate();
    setFound(wrong);
    setAnswered(refusal);
    if (wrong.length > 0) return;
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
        ← {backLabel ?? text('common.back')}
      </Link>
      <Paper
        sx={{ p: { xs: 2, md: 3 }, mt: 1, border: 1, borderColor: 'divider', borderRadius: 2 }}
      >
        <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ mb: 1, outline: 'none' }}>
          {onCheckPage ? checkTitle : title}
        </Typography>
        <ErrorSummary errors={onCheckPage ? [] : errors} refusal={refusal} />
        {onCheckPage ? (
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
