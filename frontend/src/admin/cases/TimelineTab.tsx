import { Box, Typography } from '@mui/material';

import { formatInstant } from '../../shared/format/dates.ts';
import { zh as shared } from '../../shared/i18n/zh.ts';
import { tokens } from '../../shared/theme/tokens.ts';
import { Basis } from '../components/Basis.tsx';
import { Nothing, Panel } from '../components/Panel.tsx';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

/** Everything that has happened, the latest first. */
export default function TimelineTab({ file }: { file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  const roleOf = (role: string) => {
    const code = role.toLowerCase();
    return code in shared.roles
      ? text(`roles.${code as keyof typeof shared.roles}`)
      : text('common.system');
  };
  const events = [...file.timeline].sort((left, right) => right.at.localeCompare(left.at));
  return (
    <Panel title={text('case.tabs.timeline')}>
      {events.length === 0 ? (
        <Nothing title={text('case.timelineEmpty')} />
      ) : (
        <Box
          component="ol"
          sx={{
            listStyle: 'none',
            m: 0,
            p: 0,
            borderLeft: `2px solid ${tokens.color.line}`,
            ml: 1,
          }}
        >
          {events.map((event, index) => (
            <Box
              component="li"
              key={`${event.at}-${event.kind}-${index}`}
              sx={{ position: 'relative', pl: 3, pb: 2, '&:last-of-type': { pb: 0 } }}
            >
              <Box
                aria-hidden="true"
                sx={{
                  position: 'absolute',
                  left: -7,
                  top: 7,
                  width: 12,
                  height: 12,
                  borderRadius: '50%',
                  bgcolor: index === 0 ? 'primary.main' : 'background.paper',
                  border: `2px solid ${tokens.color.primary}`,
                }}
              />
              <Typography sx={{ fontWeight: 600 }}>{event.title}</Typography>
              <Typography variant="body2" color="textSecondary" component="div">
                {formatInstant(event.at, language)}
                {' · '}
                {event.actor ?? roleOf(event.actorRole)}
                {event.basis && (
                  <>
                    {' · '}
                    <Basis basis={event.basis} />
                  </>
                )}
              </Typography>
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
}
