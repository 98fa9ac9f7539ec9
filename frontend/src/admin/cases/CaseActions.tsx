import { Box, Typography } from '@mui/material';

import { ActionLink, findAction } from '../components/ActionLink.tsx';
import { Panel } from '../components/Panel.tsx';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useText } from '../i18n/useText.ts';

import { waysOf } from './caseActions.ts';

/** What may be done now; below it what may not be, with the reason. */
export function CaseActions({ file }: { file: CaseFile }) {
  const text = useText();
  const ways = waysOf(file).flatMap((way) => {
    const offered = findAction(file.allowedActions, way.action);
    return offered === undefined || offered.code === 'NOT_PERMITTED' ? [] : [{ ...way, offered }];
  });
  const open = ways.filter(({ offered }) => offered.allowed);
  const shut = ways.filter(({ offered }) => !offered.allowed);
  return (
    <Panel title={text('case.actions')}>
      {ways.length === 0 && <Typography color="textSecondary">{text('case.noActions')}</Typography>}
      {open.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
          {open.map(({ action, to, offered }, index) => (
            <ActionLink
              key={action}
              offered={offered}
              to={to}
              label={text(`labels.action.${action}`)}
              main={index === 0}
            />
          ))}
        </Box>
      )}
      {shut.length > 0 && (
        <Box sx={{ display: 'grid', gap: 1.5, mt: open.length > 0 ? 2 : 0 }}>
          {shut.map(({ action, to, offered }) => (
            <ActionLink
              key={action}
              offered={offered}
              to={to}
              label={text(`labels.action.${action}`)}
            />
          ))}
        </Box>
      )}
    </Panel>
  );
}
