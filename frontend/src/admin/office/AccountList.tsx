import { Box, Button, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useListContext } from 'ra-core';
import { ListBase, Pagination } from 'react-admin';
import { Link } from 'react-router-dom';

import type { Role } from '../../shared/api/generated/graphql.ts';
import { formatDate, inShanghai } from '../../shared/format/dates.ts';
import { PageTitle } from '../components/PageTitle.tsx';
import { Nothing } from '../components/Panel.tsx';
import { Rows } from '../components/Rows.tsx';
import { Tag } from '../components/Tag.tsx';
import type { AccountFilters, OfficeAccount } from '../dataProvider/bindings/identity.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

import { roleKey } from './roles.ts';

const ROLES: readonly Role[] = [
  'OFFICER',
  'SUPERVISOR',
  'SOCIAL_WORKER',
  'AUDITOR',
  'ADMINISTRATOR',
  'GUARDIAN',
  'YOUNG_PERSON',
];

function RoleFilter() {
  const text = useText();
  const list = useListContext();
  const filters = list.filterValues as AccountFilters;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      aria-label={text('accounts.roleFilter')}
      value={filters.role ?? 'ALL'}
      onChange={(_event, role: Role | 'ALL' | null) => {
        if (role) list.setFilters({ ...filters, role: role === 'ALL' ? null : role });
      }}
      sx={{ my: 2 }}
    >
      <ToggleButton value="ALL">{text('cases.stages.all')}</ToggleButton>
      {ROLES.map((role) => (
        <ToggleButton key={role} value={role}>
          {text(roleKey(role))}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function Accounts() {
  const text = useText();
  const language = useLanguage();
  const { data, isPending } = useListContext<OfficeAccount>();
  if (isPending) return null;
  if (!data || data.length === 0) {
    return <Nothing title={text('accounts.empty')} why={text('accounts.emptyWhy')} />;
  }
  return (
    <Rows
      heads={[
        text('accounts.name'),
        text('accounts.role'),
        text('accounts.state'),
        text('accounts.since'),
      ]}
      rows={data.map((account) => ({
        key: account.id,
        cells: [
          account.displayName || text('accounts.family'),
          text(roleKey(account.role)),
          account.active ? (
            <Tag
              key="state"
              tone={account.joined ? 'ok' : 'info'}
              label={text(account.joined ? 'accounts.inUse' : 'accounts.invited')}
            />
          ) : (
            <Tag key="state" tone="quiet" label={text('accounts.closed')} />
          ),
          formatDate(inShanghai(account.createdAt).date, language),
        ],
      }))}
    />
  );
}

/** The accounts of the office; no case content. */
export default function AccountList() {
  const text = useText();
  return (
    <ListBase
      resource="accounts"
      sort={{ field: 'ROLE', order: 'ASC' }}
      perPage={50}
      disableSyncWithLocation
    >
      <Box sx={{ mt: 2, minWidth: 0 }}>
        <PageTitle title={text('accounts.title')} />
        <Box sx={{ display: 'flex', gap: 2, justifyContent: 'space-between', flexWrap: 'wrap' }}>
          <Typography variant="h1">{text('accounts.title')}</Typography>
          <Button component={Link} to="/accounts/new" variant="contained">
            {text('accounts.add')}
          </Button>
        </Box>
        <RoleFilter />
        <Accounts />
        <Pagination rowsPerPageOptions={[25, 50, 100]} />
      </Box>
    </ListBase>
  );
}
