import { Box, Button, FormControlLabel, Switch, Typography } from '@mui/material';
import { useListContext } from 'ra-core';
import { useState } from 'react';
import { ListBase, Pagination } from 'react-admin';

import { formatInstant } from '../../shared/format/dates.ts';
import { PageTitle } from '../components/PageTitle.tsx';
import { Nothing } from '../components/Panel.tsx';
import { Rows } from '../components/Rows.tsx';
import { Tag } from '../components/Tag.tsx';
import type { JobFilters, JobRun } from '../dataProvider/bindings/jobs.ts';
import { useLanguage, useText, type Text } from '../i18n/useText.ts';

const LATE_MS = 60 * 60 * 1000;

/** How a run went: done, with failures, still running, or cut off. */
function State({ run }: { run: JobRun }) {
  const text = useText();
  const [now] = useState(() => Date.now());
  if (run.failed > 0) {
    return <Tag tone="danger" label={text('jobs.failures', { smart_count: run.failed })} />;
  }
  if (run.endedAt !== null) return <Tag tone="ok" label={text('jobs.fine')} />;
  const cutOff = now - Date.parse(run.startedAt) > LATE_MS;
  return (
    <Tag tone={cutOff ? 'warn' : 'info'} label={text(cutOff ? 'jobs.cutOff' : 'jobs.running')} />
  );
}

/** How long a run took, as one would say it. */
function duration(text: Text, run: JobRun): string {
  if (run.endedAt === null) return text('jobs.noEnd');
  const seconds = Math.round((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000);
  if (seconds < 60) return text('jobs.seconds', { smart_count: seconds });
  return text('jobs.minutes', { smart_count: Math.round(seconds / 60) });
}

/** The kinds of what failed, each with how often: codes a developer can look for. */
function kindsOf(run: JobRun): string {
  const counts = new Map<string, number>();
  for (const { kind } of run.failures) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${kind} × ${count}`).join(', ');
}

function Filters() {
  const text = useText();
  const { setFilters, data, ...list } = useListContext<JobRun>();
  const filters = list.filterValues as JobFilters;
  const chosen = data?.find(({ name }) => name === filters.name)?.title;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, my: 1 }}>
      <FormControlLabel
        control={
          <Switch
            checked={filters.failedOnly ?? false}
            onChange={(event) => setFilters({ ...filters, failedOnly: event.target.checked })}
          />
        }
        label={text('jobs.failedOnly')}
      />
      {filters.name && (
        <Button
          variant="outlined"
          size="small"
          onClick={() => setFilters({ ...filters, name: null })}
        >
          {text('jobs.showAll', { name: chosen ?? filters.name })}
        </Button>
      )}
    </Box>
  );
}

function Runs() {
  const text = useText();
  const language = useLanguage();
  const { data, isPending, setFilters, ...list } = useListContext<JobRun>();
  const filters = list.filterValues as JobFilters;
  if (isPending) return null;
  if (!data || data.length === 0) {
    const failedOnly = filters.failedOnly === true;
    return (
      <Nothing
        title={text(failedOnly ? 'jobs.noFailures' : 'jobs.empty')}
        why={text(failedOnly ? 'jobs.noFailuresWhy' : 'jobs.emptyWhy')}
      />
    );
  }
  return (
    <Rows
      heads={[
        text('jobs.job'),
        text('jobs.state'),
        text('jobs.started'),
        text('jobs.took'),
        text('jobs.done'),
        text('jobs.office'),
      ]}
      rows={data.map((run) => ({
        key: run.id,
        cells: [
          <Button
            key="job"
            size="small"
            aria-label={text('jobs.only', { name: run.title })}
            onClick={() => setFilters({ ...filters, name: run.name })}
            sx={{
              p: 0,
              minWidth: 0,
              textAlign: 'left',
              textDecoration: 'underline',
              fontSize: 'inherit',
            }}
          >
            {run.title}
          </Button>,
          <Box key="state">
            <State run={run} />
            {run.failed > 0 && (
              <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
                {kindsOf(run)}
              </Typography>
            )}
          </Box>,
          formatInstant(run.startedAt, language),
          duration(text, run),
          text('jobs.things', { smart_count: run.done }),
          run.office ?? text('jobs.everyOffice'),
        ],
      }))}
    />
  );
}

/** What the jobs of the night did, in words: when, how much, and what failed. */
export default function JobList() {
  const text = useText();
  return (
    <ListBase resource="job-runs" perPage={50} disableSyncWithLocation>
      <Box sx={{ mt: 2, minWidth: 0 }}>
        <PageTitle title={text('jobs.title')} />
        <Typography variant="h1">{text('jobs.title')}</Typography>
        <Typography color="textSecondary">{text('jobs.intro')}</Typography>
        <Filters />
        <Runs />
        <Pagination rowsPerPageOptions={[25, 50, 100]} />
      </Box>
    </ListBase>
  );
}
