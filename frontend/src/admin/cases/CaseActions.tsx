import { Box, Typography } from '@mui/material';

import { ActionLink, findAction, type AllowedAction } from '../components/ActionLink.tsx';
import { Basis } from '../components/Basis.tsx';
import { Panel } from '../components/Panel.tsx';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useText } from '../i18n/useText.ts';

import { waysOf } from './caseActions.ts';

const list = { m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.75 } as const;

const details = { '& summary': { cursor: 'pointer', py: 0.5 } } as const;

/** What may be done, but not on a page of its own: folded, a phone would show nothing else. */
function Elsewhere({ actions }: { actions: readonly AllowedAction[] }) {
  const text = useText();
  return (
    <Box component="details" sx={details}>
      <summary>{text('case.openActions', { count: actions.length })}</summary>
      <Box
        component="ul"
        sx={{
          ...list,
          mt: 1,
          columnGap: 2,
          gridTemplateColumns: 'repeat(auto-fill, minmax(11em, 1fr))',
        }}
      >
        {actions.map(({ action, basis }) => (
          <li key={action}>
            {text(`labels.action.${action}`)} {basis && <Basis basis={basis} />}
          </li>
        ))}
      </Box>
    </Box>
  );
}

/** The actions of each reason, in the order in which the reasons are first met. */
function byReason(actions: readonly AllowedAction[]): AllowedAction[][] {
  const groups = new Map<string, AllowedAction[]>();
  for (const each of actions) {
    const key = JSON.stringify([each.reason, each.basis]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].sort((one, other) => one.length - other.length);
}

/** Each reason once, with all that it bars; the reason that bars most comes last. */
function Shut({ actions }: { actions: readonly AllowedAction[] }) {
  const text = useText();
  return (
    <Box component="details" sx={details}>
      <summary>{text('case.otherActions', { count: actions.length })}</summary>
      <Box component="ul" sx={{ ...list, mt: 1, gap: 1.25 }}>
        {byReason(actions).map((group) => {
          const [{ action: first, reason, basis }] = group as [AllowedAction];
          return (
            <Box component="li" key={first}>
              <strong>
                {group.map(({ action }) => text(`labels.action.${action}`)).join(' · ')}
              </strong>
              <Typography variant="body2" color="textSecondary" component="div">
                {reason} {basis && <Basis basis={basis} />}
              </Typography>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

/**
 * What may be done now: where a page exists the way to it, the rest by name; then what may not be,
 * each with the reason and the article. What is not this person's to do is left out.
 */
export function CaseActions({ file }: { file: CaseFile }) {
  const text = useText();
  const own = file.allowedActions.filter(({ code }) => code !== 'NOT_PERMITTED');
  const ways = waysOf(file).flatMap((way) => {
    const offered = findAction(own, way.action);
    return offered?.allowed ? [{ ...way, offered }] : [];
  });
  const paged = new Set(ways.map(({ action }) => action));
  const elsewhere = own.filter(({ allowed, action }) => allowed && !paged.has(action));
  const shut = own.filter(({ allowed }) => !allowed);
  return (
    <Panel title={text('case.actions')}>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {ways.length === 0 && elsewhere.length === 0 && (
          <Typography color="textSecondary">{text('case.noActions')}</Typography>
        )}
        {ways.length > 0 && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
            {ways.map(({ action, to, offered }, index) => (
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
        {elsewhere.length > 0 && <Elsewhere actions={elsewhere} />}
        {shut.length > 0 && <Shut actions={shut} />}
      </Box>
    </Panel>
  );
}
