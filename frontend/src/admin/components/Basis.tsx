import { Box } from '@mui/material';

import type { BasisPartsFragment } from '../../shared/api/generated/graphql.ts';
import { useText } from '../i18n/useText.ts';

import { Tag } from './Tag.tsx';

/** The article something rests on; said aloud when nobody has confirmed it yet. */
export function Basis({ basis }: { basis: BasisPartsFragment }) {
  const text = useText();
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 0.75, alignItems: 'center' }}
    >
      <span>{basis.citation}</span>
      {basis.unconfirmed && (
        <span title={text('common.unconfirmedHint')}>
          <Tag tone="warn" label={text('common.unconfirmed')} />
        </span>
      )}
    </Box>
  );
}
