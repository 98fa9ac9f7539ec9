import { Box, Typography } from '@mui/material';

import { formatDate } from '../../shared/format/dates.ts';
import { ActionLink, findAction } from '../components/ActionLink.tsx';
import { Nothing, Panel } from '../components/Panel.tsx';
import { Tag } from '../components/Tag.tsx';
import { assignmentTone } from '../components/tones.ts';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

/** Modules assigned and done. */
export default function EducationTab({ file }: { file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  return (
    <Panel
      title={text('case.tabs.education')}
      action={
        <ActionLink
          offered={findAction(file.allowedActions, 'ASSIGN_MODULE')}
          to={`/cases/${file.id}/education/assign`}
          label={text('education.assign')}
        />
      }
    >
      {file.assignments.length === 0 ? (
        <Nothing title={text('education.empty')} why={text('education.emptyWhy')} />
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {file.assignments.map((assignment) => (
            <Box
              component="li"
              key={assignment.id}
              sx={{
                py: 1.25,
                display: 'flex',
                gap: 2,
                justifyContent: 'space-between',
                alignItems: 'flex-start',
                '& + &': { borderTop: 1, borderColor: 'divider' },
              }}
            >
              <Box>
                <Typography sx={{ fontWeight: 600 }}>{assignment.module.title}</Typography>
                <Typography variant="body2" color="textSecondary">
                  {assignment.completedOn
                    ? text('education.completedOn', {
                        date: formatDate(assignment.completedOn, language),
                      })
                    : text('education.due', { date: formatDate(assignment.dueOn, language) })}
                  {' · '}
                  {text('education.minutes', {
                    smart_count: assignment.minutes ?? assignment.module.minutes,
                  })}
                </Typography>
              </Box>
              <Tag
                tone={assignmentTone[assignment.status]}
                label={text(`labels.assignment.${assignment.status}`)}
              />
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
}
