import { Box } from '@mui/material';
import type { ReactNode } from 'react';

interface Row {
  key: string | number;
  cells: readonly ReactNode[];
}

/** A table on a wide screen; on a narrow one each row stands alone, each cell under its heading. */
export function Rows({ heads, rows }: { heads: readonly string[]; rows: readonly Row[] }) {
  const wide = { xs: 'none', md: 'table-header-group' } as const;
  return (
    <Box
      component="table"
      role="table"
      sx={{
        width: '100%',
        borderCollapse: 'collapse',
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'divider',
        borderRadius: 2,
        display: { xs: 'block', md: 'table' },
        '& td, & th': { textAlign: 'left', verticalAlign: 'top', p: 1.25 },
        '& tr': { display: { xs: 'block', md: 'table-row' }, p: { xs: 1, md: 0 } },
        '& tbody': { display: { xs: 'block', md: 'table-row-group' } },
        '& tbody tr': { borderTop: 1, borderColor: 'divider' },
        '& td': {
          display: { xs: 'grid', md: 'table-cell' },
          gridTemplateColumns: '7em minmax(0, 1fr)',
          py: { xs: 0.5, md: 1.25 },
          // In a table of its own width a number would be broken before a sentence is.
          overflowWrap: { xs: 'anywhere', md: 'break-word' },
        },
        '& td::before': {
          content: { xs: 'attr(data-head)', md: 'none' },
          color: 'text.secondary',
        },
      }}
    >
      <Box component="thead" role="rowgroup" sx={{ display: wide }}>
        <tr role="row">
          {heads.map((head) => (
            <Box component="th" key={head} role="columnheader" scope="col" sx={{ fontWeight: 650 }}>
              {head}
            </Box>
          ))}
        </tr>
      </Box>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key} role="row">
            {cells.map((cell, index) => (
              <td key={heads[index]} data-head={heads[index]}>
                <div>{cell}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Box>
  );
}
