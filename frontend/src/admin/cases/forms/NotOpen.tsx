import { Box, Link, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';

import type { CaseAction } from '../../../shared/api/generated/graphql.ts';
import { findAction } from '../../components/ActionLink.tsx';
import { Basis } from '../../components/Basis.tsx';
import type { CaseFile } from '../../dataProvider/bindings/cases.ts';
import { useText } from '../../i18n/useText.ts';

/** Says why a step cannot be taken now, when its page was opened all the same. */
export function NotOpen({ file, action }: { file: CaseFile; action: CaseAction }) {
  const text = useText();
  const offered = findAction(file.allowedActions, action);
  return (
    <Box sx={{ mt: 4, maxWidth: 640 }}>
      <Typography variant="h1">{text(`labels.action.${action}`)}</Typography>
      <Typography component="div" sx={{ my: 2 }}>
        {offered?.reason
          ? text('common.notAllowed', { reason: offered.reason })
          : text('steps.notOpen')}{' '}
        {offered?.basis && <Basis basis={offered.basis} />}
      </Typography>
      <Link component={RouterLink} to={`/cases/${file.id}/show`}>
        ← {text('common.back')}
      </Link>
    </Box>
  );
}
