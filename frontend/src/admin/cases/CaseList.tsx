import { Box, Typography, useMediaQuery } from '@mui/material';
import { useListContext } from 'ra-core';
import { DataTable, ListBase, Pagination } from 'react-admin';

import { currentAccount } from '../../shared/api/session.ts';
import { formatDate } from '../../shared/format/dates.ts';
import { DeadlineView } from '../components/DeadlineView.tsx';
import { PageTitle } from '../components/PageTitle.tsx';
import { Nothing } from '../components/Panel.tsx';
import { PeriodBar } from '../components/PeriodBar.tsx';
import { Tag } from '../components/Tag.tsx';
import { caseTone } from '../components/tones.ts';
import type { CaseListItem } from '../dataProvider/bindings/cases.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

import { CaseCards } from './CaseCards.tsx';
import { CaseFilters } from './CaseFilters.tsx';
import { CaseName } from './CaseName.tsx';
import { useChainRoles } from './useChainRoles.ts';

const Column = DataTable.Col<CaseListItem>;

function CaseTable() {
  const text = useText();
  const language = useLanguage();
  const roleName = useChainRoles();
  return (
    <DataTable
      bulkActionButtons={false}
      rowClick="show"
      sx={{
        '& .RaDataTable-tableWrapper': { overflowX: 'auto' },
        '& .RaDataTable-rowCell': { verticalAlign: 'top' },
        '& .column-NEXT_DEADLINE': { minWidth: 224 },
        '& .column-LAST_CHECK_IN': { whiteSpace: 'nowrap' },
        '& .RaDataTable-rowCell, & .RaDataTable-headerCell': { px: 1.25 },
      }}
    >
      <Column
        source="CASE_NUMBER"
        label={text('cases.column.minor')}
        render={(row) => <CaseName item={row} />}
      />
      <Column
        label={text('cases.column.ages')}
        disableSort
        render={(row) => (
          <>
            <Box sx={{ whiteSpace: 'nowrap' }}>{text('cases.ageAtAct', { age: row.ageAtAct })}</Box>
            <Box sx={{ whiteSpace: 'nowrap' }}>{text('cases.ageNow', { age: row.ageNow })}</Box>
          </>
        )}
      />
      <Column
        source="STATUS"
        label={text('cases.column.status')}
        render={(row) => (
          <>
            <Tag tone={caseTone[row.status]} label={text(`labels.status.${row.status}`)} />
            <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
              {roleName(row.chainRole)}
            </Typography>
          </>
        )}
      />
      <Column
        label={text('cases.column.progress')}
        disableSort
        render={(row) =>
          row.progress ? (
            <PeriodBar {...row.progress} />
          ) : (
            <Typography variant="body2" color="textSecondary">
              {text('cases.noPeriod')}
            </Typography>
          )
        }
      />
      <Column
        source="NEXT_DEADLINE"
        label={text('cases.column.deadline')}
        render={(row) =>
          row.nextDeadline ? (
            <DeadlineView deadline={row.nextDeadline} />
          ) : (
            <Typography variant="body2" color="textSecondary">
              {text('cases.noDeadline')}
            </Typography>
          )
        }
      />
      <Column
        source="LAST_CHECK_IN"
        label={text('cases.column.lastCheckIn')}
        render={(row) => (
          <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'start' }}>
            <span>
              {row.lastCheckInOn
                ? formatDate(row.lastCheckInOn, language)
                : text('cases.noCheckIn')}
            </span>
            {row.missedToReview > 0 && (
              <Tag
                tone="warn"
                label={text('cases.missedToReview', { smart_count: row.missedToReview })}
              />
            )}
          </Box>
        )}
      />
    </DataTable>
  );
}

function Caseload() {
  const text = useText();
  const wide = useMediaQuery((theme) => theme.breakpoints.up('lg'));
  const list = useListContext();
  const filters = list.filterValues as {
    search?: string | null;
    status?: unknown;
    missedOnly?: boolean;
  };
  const filtered = Boolean(filters.search ?? filters.status) || filters.missedOnly === true;
  if (!list.isPending && list.total === 0) {
    return filtered ? (
      <Nothing title={text('cases.noMatch')} why={text('cases.noMatchWhy')} />
    ) : (
      <Nothing title={text('cases.empty')} why={text('cases.emptyWhy')} />
    );
  }
  return (
    <>
      {wide ? (
        <Box
          sx={{
            bgcolor: 'background.paper',
            border: 1,
            borderColor: 'divider',
            borderRadius: 2,
            overflowX: 'auto',
          }}
        >
          <CaseTable />
        </Box>
      ) : (
        <CaseCards />
      )}
      <Pagination rowsPerPageOptions={[25, 50, 100]} />
    </>
  );
}

/** The caseload, the most urgent deadline first. */
export default function CaseList() {
  const text = useText();
  // A supervisor answers for the office; an officer and a worker see what is theirs.
  const title = text(currentAccount()?.role === 'supervisor' ? 'cases.titleOffice' : 'cases.title');
  return (
    // Filters carry names, so they stay out of the address and its history.
    <ListBase
      disableSyncWithLocation
      perPage={25}
      sort={{ field: 'NEXT_DEADLINE', order: 'ASC' }}
      storeKey="cases"
    >
      <PageTitle title={title} />
      <Typography variant="h1" sx={{ mt: 2.5, mb: 1 }}>
        {title}
      </Typography>
      <CaseFilters />
      <Caseload />
    </ListBase>
  );
}
