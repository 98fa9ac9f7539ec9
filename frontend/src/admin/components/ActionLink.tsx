import { Box, Button, Typography } from '@mui/material';
import { useId } from 'react';
import { Link } from 'react-router-dom';

import type { CaseAction, CasePageQuery } from '../../shared/api/generated/graphql.ts';
import { useText } from '../i18n/useText.ts';

import { Basis } from './Basis.tsx';

export type AllowedAction = CasePageQuery['caseFile']['allowedActions'][number];

/** What the server said about an action on this case. */
export function findAction(
  actions: readonly AllowedAction[],
  action: CaseAction,
): AllowedAction | undefined {
  return actions.find((each) => each.action === action);
}

interface ActionLinkProps {
  offered: AllowedAction | undefined;
  to: string;
  label: string;
  main?: boolean;
}

/**
 * The way to an action: a link when the server allows it, a disabled button with the server's reason
 * when it is refused now, and nothing at all when it is not this person's to do.
 */
export function ActionLink({ offered, to, label, main = false }: ActionLinkProps) {
  const text = useText();
  const id = useId();
  if (offered === undefined || offered.code === 'NOT_PERMITTED') return null;
  const variant = main ? 'contained' : 'outlined';
  if (offered.allowed) {
    return (
      <Button component={Link} to={to} variant={variant}>
        {label}
      </Button>
    );
  }
  return (
    <Box>
      <Button disabled variant={variant} aria-describedby={id}>
        {label}
      </Button>
      <Typography id={id} variant="body2" color="textSecondary" component="div" sx={{ mt: 0.5 }}>
        {text('common.notAllowed', { reason: offered.reason ?? '' })}{' '}
        {offered.basis && <Basis basis={offered.basis} />}
      </Typography>
    </Box>
  );
}
