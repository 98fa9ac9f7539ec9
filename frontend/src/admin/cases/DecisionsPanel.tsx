import { Box, Typography } from '@mui/material';

import { formatDate } from '../../shared/format/dates.ts';
import { Basis } from '../components/Basis.tsx';
import { Panel } from '../components/Panel.tsx';
import { Tag } from '../components/Tag.tsx';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

type Decision = CaseFile['decisions'][number];

/** On whom the decision was served and when; on whom it still has to be. */
function Services({ decision }: { decision: Decision }) {
  const text = useText();
  const language = useLanguage();
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, mt: 0.5 }}>
      {decision.addressees.map((addressee) => {
        const service = decision.services.find((each) => each.addressee === addressee);
        return (
          <Box component="li" key={addressee} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <Typography variant="body2" color="textSecondary">
              {service
                ? text('case.servedOn', {
                    who: text(`labels.party.${addressee}`),
                    date: formatDate(service.receivedOn, language),
                  })
                : text('case.notServed', { who: text(`labels.party.${addressee}`) })}
            </Typography>
            {service?.late && <Tag tone="warn" label={text('case.servedLate')} />}
          </Box>
        );
      })}
    </Box>
  );
}

/** The decisions of the case: by whom, on what, announced when, served on whom. */
export function DecisionsPanel({ file }: { file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  if (file.decisions.length === 0) return null;
  return (
    <Panel title={text('case.decisions')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {file.decisions.map((decision) => (
          <li key={decision.id}>
            <strong>{text(`labels.decision.${decision.kind}`)}</strong>
            <Typography variant="body2" color="textSecondary" component="div">
              {text('case.decidedOn', { date: formatDate(decision.decidedOn, language) })}
              {decision.author &&
                decision.approver &&
                ` · ${text('case.authorApprover', {
                  author: decision.author.displayName,
                  approver: decision.approver.displayName,
                })}`}
              {decision.announcement &&
                ` · ${text('case.announcedOn', {
                  date: formatDate(decision.announcement.announcedOn, language),
                })}`}
              {decision.basis && (
                <>
                  <br />
                  <Basis basis={decision.basis} />
                </>
              )}
            </Typography>
            <Services decision={decision} />
          </li>
        ))}
      </Box>
    </Panel>
  );
}
