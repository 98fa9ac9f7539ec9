import { Box, Typography } from '@mui/material';
import { useCanAccess } from 'ra-core';
import { Navigate } from 'react-router-dom';

import { currentAccount, isFamily } from '../../shared/api/session.ts';
import { PageTitle } from '../components/PageTitle.tsx';
import { useText } from '../i18n/useText.ts';

/** The first page: what needs attention for those who have cases, a plain word for those who have not. */
export function Welcome() {
  const text = useText();
  const account = currentAccount();
  const { canAccess, isPending } = useCanAccess({ resource: 'cases', action: 'list' });
  if (isPending) return null;
  if (canAccess) return <Navigate to="/work" replace />;
  const family = account !== null && isFamily(account.role);
  return (
    <Box sx={{ maxWidth: 560, mt: 6 }}>
      <PageTitle title={text('desk.title')} />
      <Typography variant="h1">{text(family ? 'signIn.staffOnly' : 'desk.nothingHere')}</Typography>
      <Typography color="textSecondary" sx={{ mt: 1 }}>
        {family ? <a href="/">{text('signIn.toFamily')}</a> : text('desk.nothingHereWhy')}
      </Typography>
    </Box>
  );
}
