import { Box, Link, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';

import { PageTitle } from '../components/PageTitle.tsx';
import { useText } from '../i18n/useText.ts';

/** An address that leads nowhere. */
export function NotFound() {
  const text = useText();
  return (
    <Box sx={{ maxWidth: 560, mt: 4 }}>
      <PageTitle title={text('desk.notFound')} />
      <Typography variant="h1">{text('desk.notFound')}</Typography>
      <Typography color="textSecondary" sx={{ my: 2 }}>
        {text('desk.notFoundWhy')}
      </Typography>
      <Link component={RouterLink} to="/">
        ← {text('desk.toFirstPage')}
      </Link>
    </Box>
  );
}
