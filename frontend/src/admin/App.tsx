import { memoryStore } from 'ra-core';
import { Admin, CustomRoutes, Resource } from 'react-admin';
import { Route } from 'react-router-dom';

import { authProvider } from './authProvider.ts';
import { cases } from './cases/index.ts';
import { buildDataProvider } from './dataProvider/index.ts';
import { SignInPage } from './entrance/SignInPage.tsx';
import { i18nProvider } from './i18nProvider.ts';
import { AppLayout } from './layout/AppLayout.tsx';
import { FirstPage } from './layout/FirstPage.tsx';
import { NotFound } from './layout/NotFound.tsx';
import {
  AccountsPage,
  AssignModulePage,
  GroupOutcomesPage,
  HearOpinionPage,
  JobsPage,
  LogCheckInPage,
  NewAccountPage,
  OutcomeReviewPage,
  ProposeDecisionPage,
  RecordScreeningPage,
  RecordServicePage,
  RecordTriagePage,
  ReviewMissedPage,
  ReviewPlanPage,
  ReviewProposalPage,
  ReviewSelfReportPage,
  SelfReportsPage,
  SessionsPage,
  TrailPage,
  WorkPage,
} from './pages.ts';
import { theme } from './theme.ts';

const dataProvider = buildDataProvider(() => i18nProvider.getLocale());
const store = memoryStore();

/** The case desk. Nothing it shows is stored on the device, and nothing is told to anybody. */
export function App() {
  return (
    <Admin
      authProvider={authProvider}
      dataProvider={dataProvider}
      i18nProvider={i18nProvider}
      store={store}
      theme={theme}
      darkTheme={null}
      layout={AppLayout}
      loginPage={SignInPage}
      dashboard={FirstPage}
      catchAll={NotFound}
      requireAuth
      disableTelemetry
    >
      <Resource {...cases} />
      <CustomRoutes>
        <Route path="/sessions" element={<SessionsPage />} />
        <Route path="/cases/:caseId/check-ins/:checkInId/log" element={<LogCheckInPage />} />
        <Route path="/cases/:caseId/check-ins/:checkInId/review" element={<ReviewMissedPage />} />
        <Route path="/cases/:caseId/education/assign" element={<AssignModulePage />} />
        <Route path="/cases/:caseId/screening/new" element={<RecordScreeningPage />} />
        <Route path="/cases/:caseId/triage/new" element={<RecordTriagePage />} />
        <Route path="/cases/:caseId/opinions/hear" element={<HearOpinionPage />} />
        <Route path="/cases/:caseId/proposal/new" element={<ProposeDecisionPage />} />
        <Route path="/cases/:caseId/proposal" element={<ReviewProposalPage />} />
        <Route path="/cases/:caseId/services/record" element={<RecordServicePage />} />
        <Route path="/cases/:caseId/plan/approval" element={<ReviewPlanPage />} />
        <Route path="/work" element={<WorkPage />} />
        <Route path="/self-reports" element={<SelfReportsPage />} />
        <Route path="/cases/:caseId/self-reports/:checkInId" element={<ReviewSelfReportPage />} />
        <Route path="/outcomes/group" element={<GroupOutcomesPage />} />
        <Route path="/jobs" element={<JobsPage />} />
        <Route path="/trail" element={<TrailPage />} />
        <Route path="/accounts" element={<AccountsPage />} />
        <Route path="/accounts/new" element={<NewAccountPage />} />
        <Route path="/cases/:caseId/outcome-review" element={<OutcomeReviewPage />} />
      </CustomRoutes>
    </Admin>
  );
}
