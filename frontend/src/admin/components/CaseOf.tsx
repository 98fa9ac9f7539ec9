import { Typography } from '@mui/material';
import { useGetOne } from 'ra-core';
import type { ReactNode } from 'react';
import { Loading } from 'react-admin';
import { useParams } from 'react-router-dom';

import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useText } from '../i18n/useText.ts';

/** Reads the case of the address and hands it on; a command's page needs the case around it. */
export function CaseOf({ children }: { children: (file: CaseFile) => ReactNode }) {
  const text = useText();
  const { caseId = '' } = useParams();
  const { data, isPending } = useGetOne<CaseFile & { id: string }>(
    'case-files',
    { id: caseId },
    { retry: false, refetchOnWindowFocus: false },
  );
  if (data) return children(data);
  return isPending ? (
    <Loading />
  ) : (
    <Typography sx={{ mt: 4 }}>{text('problems.NOT_VISIBLE')}</Typography>
  );
}

/** Which case a form is about, in one line. */
export function AboutCase({ file }: { file: CaseFile }) {
  return (
    <Typography color="textSecondary">
      {file.minor.maskedName} · {file.caseNumber}
    </Typography>
  );
}
