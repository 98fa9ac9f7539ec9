import { Box, Typography } from '@mui/material';

import type { DeadlinePartsFragment } from '../../shared/api/generated/graphql.ts';
import { daysBetween, formatDate, inShanghai } from '../../shared/format/dates.ts';
import { useLanguage, useText, type Text } from '../i18n/useText.ts';

import { Tag } from './Tag.tsx';
import { deadlineTone } from './tones.ts';
import { Why } from './Why.tsx';

/** Days to go in words; the state itself is the server's. */
function remaining(text: Text, deadline: DeadlinePartsFragment): string {
  if (deadline.state === 'DONE') return text('labels.deadlineState.DONE');
  const days = daysBetween(inShanghai(new Date()).date, deadline.dueOn);
  if (deadline.state === 'OVERDUE') {
    return text('common.daysOver', { smart_count: Math.max(1, -days) });
  }
  if (deadline.state === 'DUE_TODAY') return text('common.dueToday');
  return text('common.daysLeft', { smart_count: Math.max(0, days) });
}

/** What is due, until when, how long that is, and why. */
export function DeadlineView({ deadline }: { deadline: DeadlinePartsFragment }) {
  const text = useText();
  const language = useLanguage();
  return (
    <Box>
      <Typography component="div" sx={{ fontWeight: 600, lineHeight: 1.4 }}>
        {deadline.title}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
        <Typography component="span" variant="body2">
          {formatDate(deadline.dueOn, language)}
        </Typography>
        <Tag tone={deadlineTone[deadline.state]} label={remaining(text, deadline)} />
        <Why
          what={deadline.title}
          basis={deadline.basis}
          steps={deadline.explanation}
          remark={deadline.provisional ? text('common.provisional') : undefined}
        />
      </Box>
    </Box>
  );
}
