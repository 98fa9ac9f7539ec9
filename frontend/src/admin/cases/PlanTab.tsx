import { Box, Typography } from '@mui/material';

import { formatDate, inShanghai } from '../../shared/format/dates.ts';
import { Facts, Nothing, Panel } from '../components/Panel.tsx';
import { Remark } from '../components/Remark.tsx';
import { Tag } from '../components/Tag.tsx';
import { TaggedLine } from '../components/TaggedLine.tsx';
import { planTone } from '../components/tones.ts';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

type Plan = NonNullable<CaseFile['plan']>;
const row = { py: 1.25, '& + &': { borderTop: 1, borderColor: 'divider' } } as const;
const list = { listStyle: 'none', m: 0, p: 0 } as const;

function Conditions({ plan }: { plan: Plan }) {
  const text = useText();
  return (
    <Panel title={text('plan.conditions')}>
      <Box component="ol" sx={list}>
        {plan.conditions.map((condition) => (
          <Box component="li" key={condition.id} sx={row}>
            <Tag plain tone="quiet" label={text(`labels.condition.${condition.category}`)} />
            <Typography sx={{ mt: 0.5 }}>{condition.sentence}</Typography>
            <Remark label={text('plan.plain')} said={condition.plainWording} />
            {condition.proportionality && (
              <Remark label={text('plan.proportionality')} said={condition.proportionality} />
            )}
          </Box>
        ))}
      </Box>
    </Panel>
  );
}

function Goals({ plan }: { plan: Plan }) {
  const text = useText();
  const language = useLanguage();
  return (
    <Panel title={text('plan.goals')}>
      {plan.goals.length === 0 ? (
        <Nothing title={text('plan.goalsEmpty')} />
      ) : (
        <Box component="ul" sx={list}>
          {plan.goals.map((goal) => (
            <Box component="li" key={goal.id} sx={row}>
              <TaggedLine
                tag={
                  <Tag
                    tone={goal.status === 'DONE' ? 'ok' : 'quiet'}
                    label={text(`labels.goalStatus.${goal.status}`)}
                  />
                }
              >
                {goal.text}
              </TaggedLine>
              <Typography variant="body2" color="textSecondary">
                {text('plan.owner')}
                {text('common.colon')}
                {text(`labels.goalOwner.${goal.owner}`)} · {text('plan.targetOn')}
                {text('common.colon')}
                {formatDate(goal.targetOn, language)}
              </Typography>
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
}

function Agreements({ plan }: { plan: Plan }) {
  const text = useText();
  const language = useLanguage();
  return (
    <Panel title={text('plan.agreements')}>
      {plan.agreements.length === 0 ? (
        <Nothing title={text('plan.agreementsEmpty')} />
      ) : (
        <Box component="ul" sx={list}>
          {plan.agreements.map((agreement) => (
            <Box component="li" key={agreement.id} sx={row}>
              <strong>{text(`labels.agreementParty.${agreement.party}`)}</strong> ·{' '}
              {text(`labels.answer.${agreement.answer}`)} ·{' '}
              {formatDate(agreement.answeredOn, language)}{' '}
              {!agreement.current && <Tag plain tone="quiet" label={text('plan.earlier')} />}
              {agreement.reason && (
                <Typography variant="body2" color="textSecondary">
                  {text('plan.because', { reason: agreement.reason })}
                </Typography>
              )}
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
}

function Versions({ file }: { file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  if (file.planVersions.length === 0) return null;
  return (
    <Panel title={text('plan.versions')}>
      <Box component="ul" sx={list}>
        {file.planVersions.map((version) => (
          <Box component="li" key={version.id} sx={row}>
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
              <strong>{text('plan.version', { number: version.number })}</strong>
              <Tag
                tone={planTone[version.state]}
                label={text(`labels.planState.${version.state}`)}
              />
            </Box>
            <Typography variant="body2" color="textSecondary">
              {version.from && formatDate(inShanghai(version.from).date, language)}
              {version.reason && ` · ${version.reason}`}
            </Typography>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}

/** The plan in force: conditions, goals, what each party said, and the versions before. */
export default function PlanTab({ file }: { file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  const { plan } = file;
  if (!plan) {
    return (
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Panel title={text('case.tabs.plan')}>
          <Nothing title={text('plan.none')} why={text('plan.noneWhy')} />
        </Panel>
        <Versions file={file} />
      </Box>
    );
  }
  const column = { display: 'grid', gap: 2, alignContent: 'start', minWidth: 0 } as const;
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: '1.4fr 1fr' } }}>
      <Box sx={column}>
        <Conditions plan={plan} />
      </Box>
      <Box sx={column}>
        <Panel title={text('plan.version', { number: plan.number })}>
          <Facts
            pairs={[
              [
                text('plan.rhythm'),
                text('plan.rhythmText', {
                  days: plan.checkInEveryDays,
                  kind: text(`labels.checkInKind.${plan.checkInKind}`),
                }),
              ],
              ...(plan.from
                ? [[text('common.from'), formatDate(inShanghai(plan.from).date, language)] as const]
                : []),
            ]}
          />
        </Panel>
        <Goals plan={plan} />
        <Agreements plan={plan} />
        <Versions file={file} />
      </Box>
    </Box>
  );
}
