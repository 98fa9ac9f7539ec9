import { Box, Button, Typography } from '@mui/material';
import { Link } from 'react-router-dom';

import type { CheckInPartsFragment } from '../../shared/api/generated/graphql.ts';
import { formatDate, formatInstant, formatShortDate } from '../../shared/format/dates.ts';
import { findAction, type AllowedAction } from '../components/ActionLink.tsx';
import { Nothing, Panel } from '../components/Panel.tsx';
import { Tag } from '../components/Tag.tsx';
import { checkInTone } from '../components/tones.ts';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

type CheckIn = CheckInPartsFragment;
const UPCOMING: readonly CheckIn['status'][] = ['SCHEDULED', 'DUE'];

function Row({ checkIn, file }: { checkIn: CheckIn; file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  const may = (action: AllowedAction['action']) =>
    findAction(file.allowedActions, action)?.allowed === true;
  const base = `/cases/${file.id}/check-ins/${checkIn.id}`;
  return (
    <Box
      component="li"
      sx={{
        py: 1.25,
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1.5,
        justifyContent: 'space-between',
        alignItems: 'flex-start',
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ flex: 1, minWidth: 220 }}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography component="span" sx={{ fontWeight: 600 }}>
            {checkIn.happenedAt
              ? formatInstant(checkIn.happenedAt, language)
              : text('checkIns.window', {
                  from: formatDate(checkIn.dueFrom, language),
                  to: formatShortDate(checkIn.dueUntil, language),
                })}
          </Typography>
          <Tag
            tone={checkInTone[checkIn.status]}
            label={text(`labels.checkInStatus.${checkIn.status}`)}
          />
          {checkIn.late && <Tag tone="warn" label={text('checkIns.late')} />}
        </Box>
        <Typography variant="body2" color="textSecondary">
          {text(`labels.checkInKind.${checkIn.kind}`)}
          {checkIn.contactMade != null &&
            ` · ${text(checkIn.contactMade ? 'checkIns.contactYes' : 'checkIns.contactNo')}`}
          {checkIn.concernLevel &&
            ` · ${text('checkIns.concern')}${text('common.colon')}${text(`labels.concern.${checkIn.concernLevel}`)}`}
        </Typography>
        {checkIn.note && (
          <Typography sx={{ mt: 0.5, whiteSpace: 'pre-line' }}>{checkIn.note}</Typography>
        )}
        {checkIn.review && (
          <Typography variant="body2" sx={{ mt: 0.5 }}>
            {text('checkIns.reviewedBy', {
              name: checkIn.review.by?.displayName ?? '',
              date: formatDate(checkIn.review.reviewedOn, language),
              reason: text(`labels.missedReason.${checkIn.review.reason}`),
            })}
          </Typography>
        )}
      </Box>
      {checkIn.status === 'DUE' && may('LOG_CHECK_IN') && (
        <Button component={Link} to={`${base}/log`} variant="contained">
          {text('checkIns.log')}
        </Button>
      )}
      {checkIn.kind === 'SELF_REPORT' && checkIn.happenedAt !== null && (
        <Button
          component={Link}
          to={`/cases/${file.id}/self-reports/${checkIn.id}`}
          variant="outlined"
        >
          {text('selfReports.read')}
        </Button>
      )}
      {checkIn.status === 'MISSED' && may('REVIEW_MISSED_CHECK_IN') && (
        <Button component={Link} to={`${base}/review`} variant="outlined">
          {text('checkIns.reviewMissed')}
        </Button>
      )}
    </Box>
  );
}

function Rows({ checkIns, file }: { checkIns: readonly CheckIn[]; file: CaseFile }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {checkIns.map((checkIn) => (
        <Row key={checkIn.id} checkIn={checkIn} file={file} />
      ))}
    </Box>
  );
}

/** What is to come, the next first; what has been, the latest first. */
export default function CheckInsTab({ file }: { file: CaseFile }) {
  const text = useText();
  const byDate = [...file.checkIns].sort((left, right) =>
    left.dueFrom.localeCompare(right.dueFrom),
  );
  const upcoming = byDate.filter(({ status }) => UPCOMING.includes(status));
  const past = byDate.filter(({ status }) => !UPCOMING.includes(status)).reverse();
  if (byDate.length === 0) {
    return (
      <Panel title={text('case.tabs.checkIns')}>
        <Nothing title={text('checkIns.empty')} why={text('checkIns.emptyWhy')} />
      </Panel>
    );
  }
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {upcoming.length > 0 && (
        <Panel title={text('checkIns.upcoming')}>
          <Rows checkIns={upcoming} file={file} />
        </Panel>
      )}
      {past.length > 0 && (
        <Panel title={text('checkIns.past')}>
          <Rows checkIns={past} file={file} />
        </Panel>
      )}
    </Box>
  );
}
