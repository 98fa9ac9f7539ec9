import { Box, Button, Typography } from '@mui/material';
import { useGetOne } from 'ra-core';
import { useState } from 'react';
import { Loading } from 'react-admin';
import { Link } from 'react-router-dom';

import type { WorkKind } from '../../shared/api/generated/graphql.ts';
import { formatDate } from '../../shared/format/dates.ts';
import { Basis } from '../components/Basis.tsx';
import { PageTitle } from '../components/PageTitle.tsx';
import { Nothing } from '../components/Panel.tsx';
import { Tag } from '../components/Tag.tsx';
import { workId, type WorkItem, type Worklist } from '../dataProvider/bindings/work.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

import { wayOf } from './wayOf.ts';

const FIRST = 25;
const LARGEST = 100;

/** How many of each kind; a count opens the list that has exactly that many rows. */
function Counts({
  counts,
  chosen,
  onChoose,
}: {
  counts: Worklist['counts'];
  chosen: WorkKind | null;
  onChoose: (kind: WorkKind | null) => void;
}) {
  const text = useText();
  return (
    <Box
      component="nav"
      aria-label={text('work.title')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}
    >
      <Button
        size="small"
        variant={chosen === null ? 'contained' : 'outlined'}
        aria-pressed={chosen === null}
        onClick={() => onChoose(null)}
      >
        {text('work.all')}
      </Button>
      {counts.map(({ kind, title, count }) => (
        <Button
          key={kind}
          size="small"
          variant={chosen === kind ? 'contained' : 'outlined'}
          aria-pressed={chosen === kind}
          aria-label={text('work.count', { title, count })}
          onClick={() => onChoose(kind)}
        >
          {title} {count}
        </Button>
      ))}
    </Box>
  );
}

/** When it is due or since when it waits, and the article it rests on. */
function When({ item }: { item: WorkItem }) {
  const text = useText();
  const language = useLanguage();
  const day = item.dueOn ?? item.since;
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, rowGap: 0.5, alignItems: 'center' }}
    >
      {day !== null && (
        <Typography component="span" variant="body2" color="textSecondary">
          {text(item.dueOn === null ? 'work.since' : 'work.due')} {formatDate(day, language)}
        </Typography>
      )}
      {item.overdue && <Tag tone="danger" label={text('work.overdue')} />}
      {item.basis && (
        <Typography component="span" variant="body2" color="textSecondary">
          <Basis basis={item.basis} />
        </Typography>
      )}
    </Box>
  );
}

function Line({ item }: { item: WorkItem }) {
  const text = useText();
  const { words, to } = wayOf(item);
  const action = text(words);
  const name = item.maskedName ?? text('work.sealed');
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) auto' },
        gap: 1.5,
        alignItems: 'center',
        p: 1.5,
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'divider',
        borderRadius: 2,
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Typography component="h2" variant="body1" sx={{ fontWeight: 650 }}>
          {item.title}
        </Typography>
        <Typography sx={{ overflowWrap: 'anywhere' }}>
          {[name, item.caseNumber, item.officerName].filter((each) => each !== null).join(' · ')}
        </Typography>
        <When item={item} />
      </Box>
      {to !== null && (
        <Button
          component={Link}
          to={to}
          variant="outlined"
          aria-label={text('work.of', { action, name })}
          sx={{ justifySelf: { xs: 'stretch', md: 'end' }, minHeight: 44 }}
        >
          {action}
        </Button>
      )}
    </Box>
  );
}

/** What needs attention, the gravest first, each row with its one button. */
export default function WorkPage() {
  const text = useText();
  const [kind, setKind] = useState<WorkKind | null>(null);
  const [rows, setRows] = useState(FIRST);
  const { data, isPending } = useGetOne<Worklist>('work', { id: workId(kind, rows) });
  const choose = (next: WorkKind | null) => {
    setKind(next);
    setRows(FIRST);
  };
  return (
    <Box sx={{ mt: 3, display: 'grid', gap: 2, maxWidth: 960 }}>
      <PageTitle title={text('work.title')} />
      <Typography variant="h1">{text('work.title')}</Typography>
      {isPending && <Loading />}
      {data && <Counts counts={data.counts} chosen={kind} onChoose={choose} />}
      {data?.items.length === 0 && (
        <Nothing title={text('work.nothing')} why={text('work.nothingWhy')} />
      )}
      {data && data.items.length > 0 && (
        <>
          <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
            {data.items.map((item) => (
              <Line key={`${item.kind}:${item.recordId}`} item={item} />
            ))}
          </Box>
          <Typography role="status" color="textSecondary">
            {text('work.shown', { shown: data.items.length, total: data.total })}
          </Typography>
          {data.items.length < data.total && rows < LARGEST && (
            <Box>
              <Button variant="outlined" onClick={() => setRows(LARGEST)}>
                {text('work.more')}
              </Button>
            </Box>
          )}
        </>
      )}
    </Box>
  );
}
