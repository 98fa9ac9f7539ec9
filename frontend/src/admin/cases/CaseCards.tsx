import { Box, Paper, Typography } from '@mui/material';
import { useListContext } from 'ra-core';

import { formatDate } from '../../shared/format/dates.ts';
import { DeadlineView } from '../components/DeadlineView.tsx';
import { PeriodBar } from '../components/PeriodBar.tsx';
import { Tag } from '../components/Tag.tsx';
import { caseTone } from '../components/tones.ts';
import type { CaseListItem } from '../dataProvider/bindings/cases.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

import { CaseName } from './CaseName.tsx';
import { useChainRoles } from './useChainRoles.ts';

function CaseCard({ item }: { item: CaseListItem }) {
  const text = useText();
  const language = useLanguage();
  const roleName = useChainRoles();
  return (
    <Paper
      component="li"
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 2,
        p: 2,
        display: 'grid',
        gap: 1,
      }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          gap: 1,
          alignItems: 'start',
        }}
      >
        <CaseName item={item} />
        <Tag tone={caseTone[item.status]} label={text(`labels.status.${item.status}`)} />
      </Box>
      <Typography variant="body2" color="textSecondary">
        {text('cases.ages', { act: item.ageAtAct, now: item.ageNow })} · {roleName(item.chainRole)}
      </Typography>
      {item.progress && <PeriodBar {...item.progress} />}
      {item.nextDeadline && <DeadlineView deadline={item.nextDeadline} />}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography variant="body2">
          {text('cases.column.lastCheckIn')}
          {text('common.colon')}
          {item.lastCheckInOn ? formatDate(item.lastCheckInOn, language) : text('cases.noCheckIn')}
        </Typography>
        {item.missedToReview > 0 && (
          <Tag
            tone="warn"
            label={text('cases.missedToReview', { smart_count: item.missedToReview })}
          />
        )}
      </Box>
    </Paper>
  );
}

/** The caseload on a narrow screen. */
export function CaseCards() {
  const { data } = useListContext<CaseListItem & { id: string }>();
  return (
    <Box
      component="ul"
      sx={{
        listStyle: 'none',
        p: 0,
        m: 0,
        display: 'grid',
        gap: 1.5,
        // A long word in one card must not widen them all past the screen.
        gridTemplateColumns: 'minmax(0, 1fr)',
      }}
    >
      {data?.map((item) => (
        <CaseCard key={item.id} item={item} />
      ))}
    </Box>
  );
}
