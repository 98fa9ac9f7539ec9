import { Box, Typography } from '@mui/material';

import { DeadlineView } from '../components/DeadlineView.tsx';
import { Tag } from '../components/Tag.tsx';
import { caseTone } from '../components/tones.ts';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useText } from '../i18n/useText.ts';

import { useChainRoles } from './useChainRoles.ts';

/** Who, how old then and now, which role, where it stands — and what is due next. */
export function CaseHeader({ file }: { file: CaseFile }) {
  const text = useText();
  const roleName = useChainRoles();
  const { minor } = file;
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 2,
        justifyContent: 'space-between',
        alignItems: 'flex-start',
      }}
    >
      <Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
          <Typography variant="h1" sx={{ fontSize: '1.75rem' }}>
            {minor.maskedName}
          </Typography>
          <Tag tone={caseTone[file.status]} label={text(`labels.status.${file.status}`)} />
        </Box>
        <Typography color="textSecondary" sx={{ mt: 0.5 }}>
          {minor.ageAtAct != null && minor.ageNow != null && (
            <>
              <strong>{text('cases.ages', { act: minor.ageAtAct, now: minor.ageNow })}</strong>
              {' · '}
            </>
          )}
          {roleName(file.chainRole)}
        </Typography>
        <Typography color="textSecondary" variant="body2">
          {file.caseNumber}
          {file.officer && ` · ${text('case.officer')} ${file.officer.displayName}`}
        </Typography>
      </Box>
      <Box
        sx={{
          border: 1,
          borderColor: 'divider',
          borderRadius: 2,
          bgcolor: 'background.paper',
          px: 2,
          py: 1.5,
          minWidth: { xs: '100%', sm: 320 },
        }}
      >
        <Typography variant="body2" color="textSecondary">
          {text('case.nextDeadline')}
        </Typography>
        {file.nextDeadline ? (
          <DeadlineView deadline={file.nextDeadline} />
        ) : (
          <Typography>{text('case.allDone')}</Typography>
        )}
      </Box>
    </Box>
  );
}
