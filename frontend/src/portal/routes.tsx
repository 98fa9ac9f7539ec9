import { lazy, Suspense, useEffect } from 'react';

import { isFamily } from '../shared/api/session.ts';

import { Join } from './entrance/Join.tsx';
import { SignIn } from './entrance/SignIn.tsx';
import { StaffNotice } from './entrance/StaffNotice.tsx';
import { usePath } from './frame/address.tsx';
import { Frame } from './frame/Frame.tsx';
import { useLanguage } from './frame/LanguageContext.tsx';
import { useSession } from './frame/SessionContext.tsx';
import { SessionEndDialog } from './frame/SessionEndDialog.tsx';
import { Home } from './home/Home.tsx';

/** Fetched when somebody fills it in: most visits do not. */
const ReportPage = lazy(() => import('./report/ReportPage.tsx'));

const REPORT = '/report/';

function Asked() {
  const { t } = useLanguage();
  return (
    <p className="lead" role="status">
      {t('app.loading')}
    </p>
  );
}

/** The home page is the family's view when somebody is signed in, and the entrance when nobody is. */
function Entrance() {
  const { account } = useSession();
  // The same frame stays while the server is asked, so that its buttons are the same buttons.
  if (account === undefined) {
    return (
      <Frame>
        <Asked />
      </Frame>
    );
  }
  if (account === null) {
    return (
      <Frame>
        <SignIn />
      </Frame>
    );
  }
  return isFamily(account.role) ? (
    <Home />
  ) : (
    <Frame>
      <StaffNotice />
    </Frame>
  );
}

export function AppRoutes() {
  const { t } = useLanguage();
  const { account } = useSession();
  const path = usePath();
  useEffect(() => {
    const signedIn = path.startsWith(REPORT) ? 'report.title' : 'family.pageTitle';
    const page = path === '/join' ? 'join.title' : account ? signedIn : 'signIn.title';
    document.title = `${t(page)} · ${t('app.name')}`;
  }, [t, account, path]);
  if (path === '/join') {
    return (
      <Frame>
        <Join />
      </Frame>
    );
  }
  return (
    <>
      {path.startsWith(REPORT) && account?.role === 'young_person' ? (
        <Suspense
          fallback={
            <Frame>
              <Asked />
            </Frame>
          }
        >
          <ReportPage path={path.slice(REPORT.length)} />
        </Suspense>
      ) : (
        <Entrance />
      )}
      {account && <SessionEndDialog />}
    </>
  );
}
