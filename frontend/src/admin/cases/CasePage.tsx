import { Box, Link, Tab, Tabs, Typography, useMediaQuery, type Theme } from '@mui/material';
import { useGetOne } from 'ra-core';
import { lazy, Suspense, type ReactNode } from 'react';
import { Loading } from 'react-admin';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router-dom';

import { PageTitle } from '../components/PageTitle.tsx';
import { Panel } from '../components/Panel.tsx';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useText } from '../i18n/useText.ts';

import { CaseActions } from './CaseActions.tsx';
import { CaseHeader } from './CaseHeader.tsx';
import { Journey } from './Journey.tsx';
import { PeriodChart } from './PeriodChart.tsx';

const OverviewTab = lazy(() => import('./OverviewTab.tsx'));
const TimelineTab = lazy(() => import('./TimelineTab.tsx'));
const DeadlinesTab = lazy(() => import('./DeadlinesTab.tsx'));
const PlanTab = lazy(() => import('./PlanTab.tsx'));
const EducationTab = lazy(() => import('./EducationTab.tsx'));
const CheckInsTab = lazy(() => import('./CheckInsTab.tsx'));
const ReviewsTab = lazy(() => import('./ReviewsTab.tsx'));

const TABS = {
  overview: OverviewTab,
  timeline: TimelineTab,
  deadlines: DeadlinesTab,
  plan: PlanTab,
  education: EducationTab,
  checkIns: CheckInsTab,
  reviews: ReviewsTab,
} as const;

type TabName = keyof typeof TABS;
const NAMES = Object.keys(TABS) as TabName[];

function Shown({ file }: { file: CaseFile }) {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const wide = useMediaQuery((theme: Theme) => theme.breakpoints.up('md'));
  const name = NAMES.find((each) => each === search.get('tab')) ?? 'overview';
  const Body = TABS[name];
  const title = text('case.pageTitle', { name: file.minor.maskedName, number: file.caseNumber });
  return (
    <Box sx={{ display: 'grid', gap: 2, mt: 2, minWidth: 0 }}>
      <PageTitle title={title} />
      <CaseHeader file={file} />
      <Panel title={text('case.journey')}>
        <Journey status={file.status} />
      </Panel>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', lg: file.progress ? '1fr 1fr' : '1fr' },
        }}
      >
        <CaseActions file={file} />
        {file.progress && (
          <Panel title={text('case.period')}>
            <PeriodChart file={file} />
          </Panel>
        )}
      </Box>
      <Box sx={{ borderBottom: 1, borderColor: 'divider', minWidth: 0 }}>
        <Tabs
          value={name}
          onChange={(_event, next: TabName) => setSearch({ tab: next }, { replace: true })}
          variant={wide ? 'standard' : 'scrollable'}
          allowScrollButtonsMobile
          aria-label={text('case.facts')}
        >
          {NAMES.map((each) => (
            <Tab
              key={each}
              value={each}
              label={text(`case.tabs.${each}`)}
              id={`tab-${each}`}
              aria-controls="tab-body"
            />
          ))}
        </Tabs>
      </Box>
      <Box role="tabpanel" id="tab-body" aria-labelledby={`tab-${name}`} sx={{ minWidth: 0 }}>
        <Suspense fallback={<Loading />}>
          <Body file={file} />
        </Suspense>
      </Box>
    </Box>
  );
}

function Whole({ children }: { children: ReactNode }) {
  const text = useText();
  return (
    <Box sx={{ mt: 4 }}>
      <Typography variant="h1">{children}</Typography>
      <Link component={RouterLink} to="/cases" sx={{ display: 'inline-block', mt: 2 }}>
        {text('cases.title')}
      </Link>
    </Box>
  );
}

/** One case: where it stands, what is next, and everything on record. */
export default function CasePage() {
  const { id = '' } = useParams();
  const text = useText();
  const { data, error, isPending } = useGetOne<CaseFile & { id: string }>(
    'case-files',
    { id },
    { retry: false },
  );
  if (data) return <Shown file={data} />;
  if (isPending) return <Loading />;
  return (
    <Whole>
      {text(error.message === 'problems.NOT_VISIBLE' ? 'problems.NOT_VISIBLE' : 'problems.other')}
    </Whole>
  );
}
