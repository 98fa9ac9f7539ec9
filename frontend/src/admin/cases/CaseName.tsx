import { Box, Link, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';

import { currentAccount } from '../../shared/api/session.ts';
import type { CaseListItem } from '../dataProvider/bindings/cases.ts';
import { useText } from '../i18n/useText.ts';

/** The masked name as the way into the case, with what tells two 李某 apart. */
export function CaseName({ item }: { item: CaseListItem }) {
  const text = useText();
  const own = currentAccount()?.role === 'officer';
  return (
    <Box>
      <Link
        component={RouterLink}
        to={`/cases/${item.id}/show`}
        aria-label={`${text('cases.open', { name: item.maskedName })} ${item.caseNumber}`}
        sx={{ fontWeight: 650, fontSize: '1.0625rem' }}
        onClick={(event) => event.stopPropagation()}
      >
        {item.maskedName}
      </Link>
      <Typography variant="body2" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
        {item.caseNumber}
      </Typography>
      {!own && (
        <Typography variant="body2" color="textSecondary">
          {text('cases.column.officer')} {item.officerName}
        </Typography>
      )}
    </Box>
  );
}
