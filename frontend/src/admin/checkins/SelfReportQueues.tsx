import { Box, Button, Typography } from '@mui/material';
import { useGetOne } from 'ra-core';
import { useState } from 'react';
import { Loading } from 'react-admin';
import { Link } from 'react-router-dom';

import type { SelfReportQueue } from '../../shared/api/generated/graphql.ts';
import { formatDate, formatInstant } from '../../shared/format/dates.ts';
import { PageTitle } from '../components/PageTitle.tsx';
import { Nothing } from '../components/Panel.tsx';
import { Tag } from '../components/Tag.tsx';
import {
  QUEUES,
  queueId,
  REPORTS_PER_PAGE,
  type QueuedSelfReport,
  type SelfReportPage,
} from '../dataProvider/bindings/selfReports.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

const COUNT = {
  NEEDS_ATTENTION: 'needsAttention',
  AWAITING: 'awaiting',
  REVIEWED: 'reviewed',
} as const;

/** What in a report asks for somebody, or that it never came. */
export function Signs({ item }: { item: QueuedSelfReport }) {
  const text = useText();
  const missed = item.report === null && item.queue === 'NEEDS_ATTENTION';
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, mt: 0.5 }}>
      {missed && <Tag tone="warn" label={text('selfReports.missed')} />}
      {item.signs.map((sign) => (
        <Tag
          key={sign}
          tone={sign === 'CONDITION_NOT_YET' ? 'info' : 'warn'}
          label={text(`selfReports.sign.${sign}`)}
        />
      ))}
      {item.checkIn.late && <Tag tone="quiet" label={text('checkIns.late')} />}
    </Box>
  );
}

function When({ item }: { item: QueuedSelfReport }) {
  const text = useText();
  const language = useLanguage();
  const { checkIn, review } = item;
  const window = text('checkIns.window', {
    from: formatDate(checkIn.dueFrom, language),
    to: formatDate(checkIn.dueUntil, language),
  });
  const given = checkIn.happenedAt
    ? text('selfReports.givenAt', { at: formatInstant(checkIn.happenedAt, language) })
    : text('selfReports.until', { day: formatDate(checkIn.graceUntil, language) });
  return (
    <Typography variant="body2" color="textSecondary">
      {item.report ? given : `${window} · ${given}`}
      {review &&
        ` · ${text('selfReports.reviewedBy', {
          name: review.by?.displayName ?? text('common.unknownPerson'),
          at: formatInstant(review.reviewedAt, language),
        })}`}
    </Typography>
  );
}

function Row({ item }: { item: QueuedSelfReport }) {
  const text = useText();
  const { caseId, checkIn, maskedName, queue, report } = item;
  const missed = queue === 'NEEDS_ATTENTION' && report === null;
  const [action, to] = missed
    ? (['checkIns.reviewMissed', `check-ins/${checkIn.id}/review`] as const)
    : queue === 'AWAITING'
      ? (['work.open', 'show?tab=checkIns'] as const)
      : ([
          queue === 'REVIEWED' ? 'selfReports.read' : 'selfReports.review',
          `self-reports/${checkIn.id}`,
        ] as const);
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) auto' },
        gap: 1.5,
        alignItems: 'center',
        p: 1.5,
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'divider',
        borderRadius: 2,
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Typography component="h2" variant="body1" sx={{ fontWeight: 650 }}>
          {maskedName} · {item.caseNumber}
        </Typography>
        <When item={item} />
        <Signs item={item} />
      </Box>
      <Button
        component={Link}
        to={`/cases/${caseId}/${to}`}
        variant="outlined"
        aria-label={text('work.of', { action: text(action), name: maskedName })}
        sx={{ justifySelf: { xs: 'stretch', md: 'end' }, minHeight: 44 }}
      >
        {text(action)}
      </Button>
    </Box>
  );
}

/** Three queues; each self-report lies in exactly one. A count is the length of its queue. */
export default function SelfReportQueues() {
  const text = useText();
  const [queue, setQueue] = useState<SelfReportQueue>('NEEDS_ATTENTION');
  const [page, setPage] = useState(1);
  const { data, isPending } = useGetOne<SelfReportPage>('self-reports', {
    id: queueId(queue, page),
  });
  const pages = Math.ceil((data?.total ?? 0) / REPORTS_PER_PAGE);
  return (
    <Box sx={{ mt: 3, display: 'grid', gap: 2, maxWidth: 960 }}>
      <PageTitle title={text('selfReports.title')} />
      <Box>
        <Typography variant="h1">{text('selfReports.title')}</Typography>
        <Typography color="textSecondary">{text('selfReports.intro')}</Typography>
      </Box>
      <Box
        component="nav"
        aria-label={text('selfReports.queues')}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}
      >
        {QUEUES.map((each) => (
          <Button
            key={each}
            variant={each === queue ? 'contained' : 'outlined'}
            aria-pressed={each === queue}
            onClick={() => {
              setQueue(each);
              setPage(1);
            }}
          >
            {text(`selfReports.queue.${each}`)}
            {data ? ` ${data[COUNT[each]]}` : ''}
          </Button>
        ))}
      </Box>
      {isPending && <Loading />}
      {data?.items.length === 0 && (
        <Nothing
          title={text(`selfReports.empty.${queue}`)}
          why={text(`selfReports.emptyWhy.${queue}`)}
        />
      )}
      {data && data.items.length > 0 && (
        <>
          <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
            {data.items.map((item) => (
              <Row key={item.checkIn.id} item={item} />
            ))}
          </Box>
          {pages > 1 && (
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              <Button variant="outlined" disabled={page === 1} onClick={() => setPage(page - 1)}>
                {text('selfReports.earlier')}
              </Button>
              <Typography role="status">{text('selfReports.page', { page, pages })}</Typography>
              <Button variant="outlined" disabled={page >= pages} onClick={() => setPage(page + 1)}>
                {text('selfReports.later')}
              </Button>
            </Box>
          )}
        </>
      )}
    </Box>
  );
}
