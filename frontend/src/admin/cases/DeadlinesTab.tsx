import { Box } from '@mui/material';

import { DeadlineView } from '../components/DeadlineView.tsx';
import { Nothing, Panel } from '../components/Panel.tsx';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useText } from '../i18n/useText.ts';

/** Every deadline: what, until when, how long that is, and why. Done ones stand last. */
export default function DeadlinesTab({ file }: { file: CaseFile }) {
  const text = useText();
  const deadlines = [...file.deadlines].sort(
    (left, right) =>
      Number(left.state === 'DONE') - Number(right.state === 'DONE') ||
      left.dueOn.localeCompare(right.dueOn),
  );
  return (
    <Panel title={text('case.tabs.deadlines')}>
      {deadlines.length === 0 ? (
        <Nothing title={text('case.deadlinesEmpty')} />
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {deadlines.map((deadline) => (
            <Box
              component="li"
              key={`${deadline.kind}-${deadline.dueOn}-${deadline.title}`}
              sx={{ py: 1.25, '& + &': { borderTop: 1, borderColor: 'divider' } }}
            >
              <DeadlineView deadline={deadline} />
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
}
