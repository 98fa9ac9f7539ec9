import { Box, Button, Chip, Typography } from '@mui/material';
import { useListContext } from 'ra-core';
import { useState, type SyntheticEvent } from 'react';
import { ListBase, Pagination } from 'react-admin';

import { formatInstant, readDate } from '../../shared/format/dates.ts';
import { zh as shared } from '../../shared/i18n/zh.ts';
import { DateBox } from '../components/form/DateBox.tsx';
import { PageTitle } from '../components/PageTitle.tsx';
import { Nothing } from '../components/Panel.tsx';
import { Rows } from '../components/Rows.tsx';
import type { TrailFilters, TrailItem } from '../dataProvider/bindings/audit.ts';
import { useLanguage, useText, type Text } from '../i18n/useText.ts';

type Entry = TrailItem & { id: number };

function roleName(text: Text, role: string): string {
  const code = role.toLowerCase();
  return code in shared.roles
    ? text(`roles.${code as keyof typeof shared.roles}`)
    : text('common.system');
}

/** The first digits of an identifier are enough to tell two apart on one page. */
const short = (id: string) => id.slice(0, 8);

function useFilters() {
  const list = useListContext<Entry>();
  const filters = list.filterValues as TrailFilters;
  return { filters, change: (next: TrailFilters) => list.setFilters({ ...filters, ...next }) };
}

function Days() {
  const text = useText();
  const { filters, change } = useFilters();
  const [from, setFrom] = useState(filters.from ?? '');
  const [to, setTo] = useState(filters.to ?? '');
  const wrong = (typed: string) =>
    typed.trim() !== '' && readDate(typed) === null
      ? text('form.notADate', { field: text('trail.day'), example: '2026-03-02' })
      : undefined;
  const apply = (event: SyntheticEvent) => {
    event.preventDefault();
    if (wrong(from) === undefined && wrong(to) === undefined) {
      change({ from: readDate(from), to: readDate(to) });
    }
  };
  return (
    <Box
      component="form"
      role="search"
      onSubmit={apply}
      sx={{ display: 'flex', gap: 2, alignItems: 'flex-end', flexWrap: 'wrap' }}
    >
      <DateBox
        id="from"
        label={text('trail.from')}
        value={from}
        onValue={setFrom}
        error={wrong(from)}
      />
      <DateBox id="to" label={text('trail.to')} value={to} onValue={setTo} error={wrong(to)} />
      <Button type="submit" variant="contained" sx={{ height: 48 }}>
        {text('trail.apply')}
      </Button>
    </Box>
  );
}

function Chosen({ names }: { names: Readonly<Record<string, string>> }) {
  const text = useText();
  const { filters, change } = useFilters();
  const chips = [
    filters.action ? (['action', names[filters.action] ?? text('trail.what')] as const) : null,
    filters.accountId
      ? (['accountId', names[filters.accountId] ?? text('trail.who')] as const)
      : null,
    filters.caseId
      ? (['caseId', text('trail.caseOf', { id: short(filters.caseId) })] as const)
      : null,
  ].filter((chip) => chip !== null);
  if (chips.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {text('trail.hint')}
      </Typography>
    );
  }
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
      <Typography variant="body2">{text('trail.only')}</Typography>
      {chips.map(([field, label]) => (
        <Chip key={field} label={label} onDelete={() => change({ [field]: null })} />
      ))}
    </Box>
  );
}

/** A value that narrows the list to its like. */
function Narrow({ label, to }: { label: string; to: TrailFilters }) {
  const text = useText();
  const { change } = useFilters();
  return (
    <Button
      size="small"
      aria-label={text('trail.narrow', { what: label })}
      onClick={() => change(to)}
      sx={{
        p: 0,
        minWidth: 0,
        textAlign: 'left',
        textDecoration: 'underline',
        fontSize: 'inherit',
        fontWeight: 500,
        lineHeight: 'inherit',
        verticalAlign: 'baseline',
      }}
    >
      {label}
    </Button>
  );
}

function Entries() {
  const text = useText();
  const language = useLanguage();
  const { data, isPending } = useListContext<Entry>();
  if (isPending) return null;
  const entries = data ?? [];
  const names: Record<string, string> = {};
  for (const { action, title, actor } of entries) {
    names[action] = title;
    if (actor.accountId && actor.displayName) names[actor.accountId] = actor.displayName;
  }
  return (
    <Box sx={{ display: 'grid', gap: 2, mt: 2, minWidth: 0 }}>
      <Chosen names={names} />
      {entries.length === 0 ? (
        <Nothing title={text('trail.empty')} why={text('trail.emptyWhy')} />
      ) : (
        <Rows
          heads={[
            text('trail.number'),
            text('trail.when'),
            text('trail.who'),
            text('trail.what'),
            text('trail.record'),
            text('trail.case'),
          ]}
          rows={entries.map(({ seq, at, actor, action, title, recordTitle, recordId, caseId }) => ({
            key: seq,
            cells: [
              seq,
              <span key="at" style={{ whiteSpace: 'nowrap' }}>
                {formatInstant(at, language)}
              </span>,
              <span key="who">
                {actor.accountId && actor.displayName ? (
                  <Narrow label={actor.displayName} to={{ accountId: actor.accountId }} />
                ) : null}{' '}
                {roleName(text, actor.role)}
              </span>,
              <Narrow key="what" label={title} to={{ action }} />,
              `${recordTitle} ${short(recordId)}`,
              caseId ? (
                <Narrow key="case" label={short(caseId)} to={{ caseId }} />
              ) : (
                text('common.none')
              ),
            ],
          }))}
        />
      )}
    </Box>
  );
}

/** The trail: who did what when, in codes and numbers, never the content of a case. */
export default function TrailList() {
  const text = useText();
  return (
    <ListBase resource="trail" perPage={50} disableSyncWithLocation>
      <Box sx={{ mt: 2, minWidth: 0 }}>
        <PageTitle title={text('trail.title')} />
        <Typography variant="h1">{text('trail.title')}</Typography>
        <Typography color="textSecondary" sx={{ mb: 1 }}>
          {text('trail.intro')}
        </Typography>
        <Days />
        <Entries />
        <Pagination rowsPerPageOptions={[25, 50, 100]} />
      </Box>
    </ListBase>
  );
}
