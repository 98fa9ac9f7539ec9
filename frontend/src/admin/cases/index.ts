import FolderSharedIcon from '@mui/icons-material/FolderSharedOutlined';
import { lazy } from 'react';

/** The caseload and the case page. */
export const cases = {
  name: 'cases',
  icon: FolderSharedIcon,
  list: lazy(() => import('./CaseList.tsx')),
  show: lazy(() => import('./CasePage.tsx')),
};
