import { memoryStore } from 'ra-core';
import { Admin, CustomRoutes, Resource } from 'react-admin';
import { Route } from 'react-router-dom';

import { authProvider } from './authProvider.ts';
import { cases } from './cases/index.ts';
import { buildDataProvider } from './dataProvider/index.ts';
import { SignInPage } from './entrance/SignInPage.tsx';
import { Welcome } from './entrance/Welcome.tsx';
import { i18nProvider } from './i18nProvider.ts';
import { AppLayout } from './layout/AppLayout.tsx';
import {
  AssignModulePage,
  LogCheckInPage,
  OutcomeReviewPage,
  ReviewMissedPage,
  SessionsPage,
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
      dashboard={Welcome}
      requireAuth
      disableTelemetry
    >
      <Resource {...cases} />
      <CustomRoutes>
        <Route path="/sessions" element={<SessionsPage />} />
        <Route path="/cases/:caseId/check-ins/:checkInId/log" element={<LogCheckInPage />} />
        <Route path="/cases/:caseId/check-ins/:checkInId/review" element={<ReviewMissedPage />} />
        <Route path="/cases/:caseId/education/assign" element={<AssignModulePage />} />
        <Route path="/cases/:caseId/outcome-review" element={<OutcomeReviewPage />} />
      </CustomRoutes>
    </Admin>
  );
}
