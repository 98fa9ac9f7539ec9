import { useEffect } from 'react';

import { isFamily } from '../shared/api/session.ts';

import { Join } from './entrance/Join.tsx';
import { SignIn } from './entrance/SignIn.tsx';
import { StaffNotice } from './entrance/StaffNotice.tsx';
import { usePath } from './frame/address.tsx';
import { Frame } from './frame/Frame.tsx';
import { useLanguage } from './frame/LanguageContext.tsx';
import { useSession } from './frame/SessionContext.tsx';
import { Home } from './home/Home.tsx';

/** The home page is the family's view when somebody is signed in, and the entrance when nobody is. */
function Entrance() {
  const { account } = useSession();
  const { t } = useLanguage();
  if (account === undefined) {
    return (
      <Frame>
        <p className="lead" role="status">
          {t('app.loading')}
        </p>
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
    const page = path === '/join' ? 'join.title' : account ? 'family.pageTitle' : 'signIn.title';
    document.title = `${t(page)} · ${t('app.name')}`;
  }, [t, account, path]);
  if (path === '/join') {
    return (
      <Frame>
        <Join />
      </Frame>
    );
  }
  return <Entrance />;
}
