import CheckIcon from '@mui/icons-material/Check';
import { Box, Typography } from '@mui/material';

import type { CaseStatus } from '../../shared/api/generated/graphql.ts';
import { tokens } from '../../shared/theme/tokens.ts';
import { Tag } from '../components/Tag.tsx';
import { caseTone } from '../components/tones.ts';
import { useText } from '../i18n/useText.ts';

import { placeOf, type Step } from './journey.ts';

const { color } = tokens;
type Tense = 'past' | 'now' | 'ahead';

const TENSE_WORD = { past: 'case.stepPast', now: 'case.stepNow', ahead: 'case.stepAhead' } as const;

function Dot({ tense, number }: { tense: Tense; number: number }) {
  return (
    <Box
      aria-hidden="true"
      sx={{
        width: 26,
        height: 26,
        flexShrink: 0,
        borderRadius: '50%',
        display: 'grid',
        placeItems: 'center',
        fontSize: '0.8125rem',
        fontWeight: 700,
        border: `2px solid ${tense === 'ahead' ? color.lineStrong : color.primary}`,
        bgcolor: tense === 'past' ? color.primary : color.surface,
        color: tense === 'past' ? color.onPrimary : tense === 'now' ? color.primary : color.inkSoft,
        boxShadow: tense === 'now' ? `0 0 0 4px ${color.primarySoft}` : 'none',
      }}
    >
      {tense === 'past' ? <CheckIcon sx={{ fontSize: 16 }} /> : number}
    </Box>
  );
}

function StepItem({ step, tense, number }: { step: Step; tense: Tense; number: number }) {
  const text = useText();
  return (
    <Box
      component="li"
      aria-current={tense === 'now' ? 'step' : undefined}
      sx={{
        position: 'relative',
        flex: { md: 1 },
        minWidth: 0,
        display: 'flex',
        flexDirection: { xs: 'row', md: 'column' },
        gap: { xs: 1.5, md: 0.75 },
        pb: { xs: 1.5, md: 0 },
        pr: { md: 1 },
        // The road to the next step, solid once walked.
        '&:not(:last-of-type)::before': {
          content: '""',
          position: 'absolute',
          left: { xs: 12, md: 26 },
          right: { xs: 'auto', md: 0 },
          top: { xs: 26, md: 12 },
          bottom: { xs: 0, md: 'auto' },
          borderLeft: { xs: `2px ${tense === 'past' ? 'solid' : 'dotted'}`, md: 0 },
          borderTop: { xs: 0, md: `2px ${tense === 'past' ? 'solid' : 'dotted'}` },
          borderColor: `${tense === 'past' ? color.primary : color.lineStrong} !important`,
        },
      }}
    >
      <Dot tense={tense} number={number} />
      <Box sx={{ minWidth: 0 }}>
        <Typography
          variant="body2"
          sx={{
            fontWeight: tense === 'now' ? 700 : 600,
            lineHeight: 1.35,
            color: tense === 'ahead' ? 'text.secondary' : 'text.primary',
          }}
        >
          {text(`labels.step.${step}`)}
          <Box component="span" sx={visuallyHidden}>
            {` ${text(TENSE_WORD[tense])}`}
          </Box>
        </Typography>
        <Typography
          variant="caption"
          component="div"
          color="textSecondary"
          sx={{ lineHeight: 1.35, mt: 0.25, whiteSpace: 'pre' }}
        >
          {text(`labels.stepArticle.${step}`)}
        </Typography>
      </Box>
    </Box>
  );
}

const visuallyHidden = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;

/** The road of the case with its articles: behind, here, ahead — or where it turned off. */
export function Journey({ status }: { status: CaseStatus }) {
  const text = useText();
  const { steps, at, turned } = placeOf(status);
  return (
    <Box component="nav" aria-label={text('case.journey')}>
      <Box
        component="ol"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'flex',
          flexDirection: { xs: 'column', md: 'row' },
        }}
      >
        {steps.map((step, index) => (
          <StepItem
            key={step}
            step={step}
            number={index + 1}
            tense={index < at ? 'past' : index === at ? 'now' : 'ahead'}
          />
        ))}
        {turned && (
          <Box component="li" aria-current="step" sx={{ flex: { md: 1 } }}>
            <Tag tone={caseTone[turned]} label={text(`labels.status.${turned}`)} />
            <Typography variant="caption" component="div" color="textSecondary">
              {text('case.stopped')}
            </Typography>
          </Box>
        )}
      </Box>
    </Box>
  );
}
