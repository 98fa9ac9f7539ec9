import { Box, Button, Typography } from '@mui/material';
import { useGetList, useNotify } from 'ra-core';
import { Loading } from 'react-admin';

import { EndSessionDocument, type MySessionsQuery } from '../../shared/api/generated/graphql.ts';
import { formatInstant } from '../../shared/format/dates.ts';
import { Notice } from '../components/Notice.tsx';
import { PageTitle } from '../components/PageTitle.tsx';
import { Panel } from '../components/Panel.tsx';
import { Tag } from '../components/Tag.tsx';
import { useCommand } from '../dataProvider/useCommand.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

type Session = MySessionsQuery['mySessions'][number];

function Row({ session }: { session: Session }) {
  const text = useText();
  const language = useLanguage();
  const notify = useNotify();
  const command = useCommand(EndSessionDocument, null, () => {
    notify('sessions.ended', { type: 'success' });
  });
  return (
    <Box
      component="li"
      sx={{
        py: 1.5,
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1.5,
        justifyContent: 'space-between',
        alignItems: 'center',
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{session.device}</Typography>
        <Typography variant="body2" color="textSecondary">
          {text('sessions.started', { at: formatInstant(session.startedAt, language) })} ·{' '}
          {text('sessions.used', { at: formatInstant(session.lastUsedAt, language) })}
        </Typography>
        {command.refusal && <Notice tone="danger">{command.refusal.message}</Notice>}
      </Box>
      {session.current ? (
        <Tag tone="ok" label={text('sessions.current')} />
      ) : (
        <Button
          variant="outlined"
          disabled={command.working}
          onClick={() => command.run({ sessionId: session.id })}
        >
          {text('sessions.end')}
        </Button>
      )}
    </Box>
  );
}

/** Where this account is signed in, and a way to end what one does not know. */
export default function Sessions() {
  const text = useText();
  const { data, isPending } = useGetList<Session & { id: string }>('sessions');
  const title = text('resources.sessions.name');
  if (isPending) return <Loading />;
  return (
    <Box sx={{ maxWidth: 720, mt: 2.5, display: 'grid', gap: 2 }}>
      <PageTitle title={title} />
      <Typography variant="h1">{title}</Typography>
      <Panel title={text('sessions.where')}>
        <Typography color="textSecondary">{text('sessions.intro')}</Typography>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {data?.map((session) => (
            <Row key={session.id} session={session} />
          ))}
        </Box>
      </Panel>
    </Box>
  );
}
