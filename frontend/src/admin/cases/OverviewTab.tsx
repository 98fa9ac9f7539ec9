import { Box, Link, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';

import { formatOffenceArticle } from '../../shared/format/articles.ts';
import { formatDate } from '../../shared/format/dates.ts';
import { joinWords } from '../../shared/format/lists.ts';
import { formatFen } from '../../shared/format/money.ts';
import { Facts, Panel } from '../components/Panel.tsx';
import { Tag } from '../components/Tag.tsx';
import { Why } from '../components/Why.tsx';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

import { DecisionsPanel } from './DecisionsPanel.tsx';
import { IdentityPanel } from './IdentityPanel.tsx';
import { useChainRoles } from './useChainRoles.ts';

const list = { m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.25 } as const;

function About({ file }: { file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  const { minor, involvement, probation } = file;
  return (
    <Panel title={text('case.facts')}>
      <Facts
        pairs={[
          [text('case.receivedOn'), formatDate(file.receivedOn, language)],
          [text('case.sex'), text(`labels.sex.${minor.sex}`)],
          [text('case.school'), text(`labels.school.${minor.schoolStatus}`)],
          ...(probation
            ? ([
                [
                  text('case.period'),
                  <span key="period">
                    {text('case.periodRange', {
                      from: formatDate(probation.startsOn, language),
                      to: formatDate(probation.printedEnd ?? probation.endsOn, language),
                    })}{' '}
                    <Why what={text('case.period')} steps={probation.explanation} />
                  </span>,
                ],
              ] as const)
            : []),
          ...(involvement
            ? ([
                [text('case.tier'), text(`labels.tier.${involvement.tier}`)],
                [
                  text('case.means'),
                  joinWords(
                    involvement.means.map((each) => text(`labels.means.${each}`)),
                    language,
                  ) || text('common.none'),
                ],
                [text('case.gain'), formatFen(involvement.gainFen)],
              ] as const)
            : []),
        ]}
      />
    </Panel>
  );
}

function Charges({ file }: { file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  return (
    <Panel title={text('case.charges')}>
      <Box component="ul" sx={list}>
        {file.charges.map((charge) => (
          <li key={charge.id}>
            <Typography sx={{ fontWeight: 600 }}>{charge.offence.name}</Typography>
            <Typography variant="body2" color="textSecondary">
              {formatOffenceArticle(charge.offence.code, language)} ·{' '}
              {text('case.actsCount', {
                smart_count: charge.acts.length,
                amount: formatFen(charge.totalFen),
              })}
            </Typography>
          </li>
        ))}
      </Box>
    </Panel>
  );
}

function People({ file }: { file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  return (
    <>
      <Panel title={text('case.guardians')}>
        <Box component="ul" sx={list}>
          {file.guardians.map((guardian) => (
            <Box
              component="li"
              key={guardian.id}
              sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}
            >
              <span>
                {guardian.maskedName} · {text(`labels.relation.${guardian.relation}`)}
              </span>
              {guardian.legalRepresentative && (
                <Tag plain tone="info" label={text('case.legalRepresentative')} />
              )}
              {guardian.blocked && <Tag tone="danger" label={text('case.blocked')} />}
            </Box>
          ))}
        </Box>
      </Panel>
      <Panel title={text('case.team')}>
        {file.team.length === 0 ? (
          <Typography color="textSecondary">{text('case.teamEmpty')}</Typography>
        ) : (
          <Box component="ul" sx={list}>
            {file.team.map((member) => (
              <li key={member.id}>
                {member.account?.displayName ?? text('common.unknownPerson')} ·{' '}
                {text(`labels.duty.${member.duty}`)}
                <Typography variant="body2" color="textSecondary">
                  {formatDate(member.from, language)} –{' '}
                  {member.until ? formatDate(member.until, language) : text('common.current')}
                </Typography>
              </li>
            ))}
          </Box>
        )}
      </Panel>
    </>
  );
}

function Heard({ file }: { file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  // Null for those who may not read opinions at all.
  const opinions = file.opinions ?? [];
  if (opinions.length === 0) return null;
  return (
    <Panel title={text('case.opinions')}>
      <Box component="ul" sx={list}>
        {opinions.map((opinion) => (
          <li key={opinion.id}>
            <strong>{text(`labels.party.${opinion.party}`)}</strong>
            {opinion.stance && ` · ${text(`labels.stance.${opinion.stance}`)}`}
            <Typography variant="body2" color="textSecondary">
              {opinion.impossibleBecause
                ? text('case.impossible', { reason: opinion.impossibleBecause })
                : opinion.heardOn &&
                  text('case.heardOn', { date: formatDate(opinion.heardOn, language) })}
              {opinion.objection !== 'NONE' && (
                <> · {text(`labels.objection.${opinion.objection}`)}</>
              )}
            </Typography>
          </li>
        ))}
      </Box>
    </Panel>
  );
}

function Linked({ file }: { file: CaseFile }) {
  const text = useText();
  const roleName = useChainRoles();
  if (file.linkedCases.length === 0) return null;
  return (
    <Panel title={text('case.linked')}>
      <Box component="ul" sx={list}>
        {file.linkedCases.map((linked) => (
          <li key={linked.id}>
            <Link component={RouterLink} to={`/cases/${linked.id}/show`}>
              {linked.caseNumber}
            </Link>{' '}
            · {roleName(linked.chainRole)}
            <Typography variant="body2" color="textSecondary">
              {text(`labels.link.${linked.kind}`)}
            </Typography>
          </li>
        ))}
      </Box>
    </Panel>
  );
}

/** What the case is about and who is in it. */
export default function OverviewTab({ file }: { file: CaseFile }) {
  const column = { display: 'grid', gap: 2, alignContent: 'start', minWidth: 0 } as const;
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' } }}>
      <Box sx={column}>
        <About file={file} />
        <Charges file={file} />
        <IdentityPanel caseId={file.id} />
      </Box>
      <Box sx={column}>
        <DecisionsPanel file={file} />
        <Heard file={file} />
        <People file={file} />
        <Linked file={file} />
      </Box>
    </Box>
  );
}
