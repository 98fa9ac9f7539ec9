import { useCanAccess } from 'ra-core';
import { Navigate } from 'react-router-dom';

import { Welcome } from '../entrance/Welcome.tsx';

/** The first page: the trail for who watches over it, the accounts for who keeps them. */
export function FirstPage() {
  const cases = useCanAccess({ resource: 'cases', action: 'list' });
  const trail = useCanAccess({ resource: 'trail', action: 'list' });
  const accounts = useCanAccess({ resource: 'accounts', action: 'list' });
  if (cases.isPending || trail.isPending || accounts.isPending) return null;
  if (!cases.canAccess && trail.canAccess) return <Navigate to="/trail" replace />;
  if (!cases.canAccess && accounts.canAccess) return <Navigate to="/accounts" replace />;
  return <Welcome />;
}
