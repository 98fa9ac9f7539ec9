import SearchIcon from '@mui/icons-material/Search';
import {
  Box,
  Button,
  FormControlLabel,
  Switch,
  ToggleButton,
  ToggleButtonGroup,
} from '@mui/material';
import { useListContext } from 'ra-core';
import { useState, type SyntheticEvent } from 'react';

import type { CaseStatus } from '../../shared/api/generated/graphql.ts';
import { TextBox } from '../components/form/TextBox.tsx';
import type { CaseFilters as Filters } from '../dataProvider/bindings/cases.ts';
import { useText } from '../i18n/useText.ts';

type Stage = 'all' | 'before' | 'supervision' | 'ending' | 'after';

/** Groups of statuses as an officer thinks of them. */
export const STAGES: Record<Stage, readonly CaseStatus[]> = {
  all: [],
  before: ['RECEIVED', 'UNDER_REVIEW', 'PROPOSED', 'INELIGIBLE'],
  supervision: ['DECIDED', 'ON_PROBATION'],
  ending: ['PERIOD_ENDED', 'OPINION_GIVEN'],
  after: ['FINAL_DECISION', 'CLOSED', 'NON_PROSECUTION_DIRECT', 'PROSECUTED', 'REVOKED', 'QUASHED'],
};

const ORDER: readonly Stage[] = ['all', 'before', 'supervision', 'ending', 'after'];

function stageOf(status: readonly CaseStatus[] | null | undefined): Stage {
  const wanted = status ?? [];
  return (
    ORDER.find(
      (stage) =>
        STAGES[stage].length === wanted.length &&
        STAGES[stage].every((each) => wanted.includes(each)),
    ) ?? 'all'
  );
}

/** Search by exact name or number, the stage, and the missed check-ins. Never in the address bar. */
export function CaseFilters() {
  const text = useText();
  const list = useListContext();
  const filters = list.filterValues as Filters;
  const [typed, setTyped] = useState(filters.search ?? '');

  const change = (next: Filters) => list.setFilters({ ...filters, ...next });
  const search = (event: SyntheticEvent) => {
    event.preventDefault();
    change({ search: typed.trim() === '' ? null : typed.trim() });
  };

  return (
    <Box sx={{ display: 'grid', gap: 1.5, mb: 2 }}>
      <Box
        component="form"
        role="search"
        onSubmit={search}
        sx={{ display: 'flex', gap: 1, alignItems: 'flex-end', maxWidth: 620 }}
      >
        <Box sx={{ flex: 1 }}>
          <TextBox
            label={text('cases.search')}
            hint={text('cases.searchHint')}
            value={typed}
            onValue={setTyped}
            maxLength={100}
            input={{ type: 'search', autoComplete: 'off', spellCheck: false }}
          />
        </Box>
        <Button
          type="submit"
          variant="contained"
          startIcon={<SearchIcon />}
          sx={{ height: 48, flexShrink: 0 }}
        >
          {text('cases.searchButton')}
        </Button>
        {filters.search && (
          <Button
            sx={{ height: 48, flexShrink: 0 }}
            onClick={() => {
              setTyped('');
              change({ search: null });
            }}
          >
            {text('cases.clear')}
          </Button>
        )}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          color="primary"
          aria-label={text('cases.stageFilter')}
          value={stageOf(filters.status)}
          onChange={(_event, stage: Stage | null) => {
            if (stage) change({ status: stage === 'all' ? null : [...STAGES[stage]] });
          }}
        >
          {ORDER.map((stage) => (
            <ToggleButton key={stage} value={stage}>
              {text(`cases.stages.${stage}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <FormControlLabel
          control={
            <Switch
              checked={filters.missedOnly ?? false}
              onChange={(event) => change({ missedOnly: event.target.checked })}
            />
          }
          label={text('cases.missedOnly')}
        />
      </Box>
    </Box>
  );
}
