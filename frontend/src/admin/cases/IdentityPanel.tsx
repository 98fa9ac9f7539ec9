import LockIcon from '@mui/icons-material/LockOutlined';
import { Button, Typography } from '@mui/material';
import { useCanAccess, useGetOne } from 'ra-core';
import { useState } from 'react';

import type { CaseIdentityQuery } from '../../shared/api/generated/graphql.ts';
import { formatDate } from '../../shared/format/dates.ts';
import { Facts, Panel } from '../components/Panel.tsx';
import { useLanguage, useText } from '../i18n/useText.ts';

type Identity = NonNullable<CaseIdentityQuery['caseFile']['identity']>;

function Opened({ caseId }: { caseId: string }) {
  const text = useText();
  const language = useLanguage();
  // Asked once, shown until the page is left, never kept: each reading is on record.
  const { data, error } = useGetOne<Identity & { id: string }>(
    'case-identities',
    { id: caseId },
    { retry: false, gcTime: 0, staleTime: Infinity, refetchOnWindowFocus: false },
  );
  if (error) return <Typography color="error">{text('problems.NOT_PERMITTED')}</Typography>;
  if (!data) return <Typography>{text('app.loading')}</Typography>;
  return (
    <Facts
      pairs={[
        [text('case.fullName'), data.fullName],
        [text('case.birthDate'), formatDate(data.birthDate, language)],
        [text('case.identityNumber'), data.identityNumber ?? text('common.none')],
        [text('case.phone'), data.phone ?? text('common.none')],
        [text('case.address'), data.address ?? text('common.none')],
        [text('case.schoolName'), data.school ?? text('common.none')],
      ]}
    />
  );
}

/** Identity fields behind a button: opening them is an entry in the trail. */
export function IdentityPanel({ caseId }: { caseId: string }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const { canAccess } = useCanAccess({ resource: 'case-identities', action: 'show' });
  if (!canAccess) return null;
  return (
    <Panel title={text('case.identity')}>
      {open ? (
        <Opened caseId={caseId} />
      ) : (
        <>
          <Typography color="textSecondary" sx={{ mb: 1 }}>
            {text('case.identityWhy')}
          </Typography>
          <Button variant="outlined" startIcon={<LockIcon />} onClick={() => setOpen(true)}>
            {text('case.identityShow')}
          </Button>
        </>
      )}
    </Panel>
  );
}
