import { Box, Typography } from '@mui/material';

import { formatDate, formatShortDate } from '../../shared/format/dates.ts';
import { tokens } from '../../shared/theme/tokens.ts';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

import { periodMarks, type MarkKind } from './periodMarks.ts';

const { color } = tokens;
const WIDTH = 560;
const HEIGHT = 80;
const EDGE = 14;
const AXIS = 56;

const ROW: Record<MarkKind, number> = { kept: 32, missed: 32, module: 12 };

/** Circle: kept. Triangle: missed. Square: module done. Shape and place, not colour, tell them apart. */
function Mark({ kind, x }: { kind: MarkKind; x: number }) {
  const y = ROW[kind];
  if (kind === 'kept') return <circle cx={x} cy={y} r={6} fill={color.primary} />;
  if (kind === 'module') {
    return <rect x={x - 6} y={y - 6} width={12} height={12} rx={2} fill={color.info} />;
  }
  return (
    <path
      d={`M${x} ${y - 8}l8 14h-16z`}
      fill={color.warnSoft}
      stroke={color.warn}
      strokeWidth={2}
      strokeLinejoin="round"
    />
  );
}

function Legend({ kind, label }: { kind: MarkKind; label: string }) {
  return (
    <Box component="li" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
      <svg width="18" height="18" viewBox={`-9 ${ROW[kind] - 9} 18 18`} aria-hidden="true">
        <Mark kind={kind} x={0} />
      </svg>
      <Typography variant="body2">{label}</Typography>
    </Box>
  );
}

/** The period on one axis: time gone, check-ins kept and missed, modules done. */
export function PeriodChart({ file }: { file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  const { progress } = file;
  if (!progress) return null;
  const marks = periodMarks(progress, file);
  const count = (kind: MarkKind) => marks.filter((mark) => mark.kind === kind).length;
  const x = (at: number) => EDGE + at * (WIDTH - 2 * EDGE);
  const today = x(Math.min(1, progress.elapsedDays / Math.max(1, progress.totalDays)));
  return (
    <Box>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        role="img"
        aria-label={text('case.periodChartText', {
          day: progress.elapsedDays,
          total: progress.totalDays,
          kept: count('kept'),
          missed: count('missed'),
          modules: count('module'),
        })}
      >
        <line
          x1={EDGE}
          x2={WIDTH - EDGE}
          y1={AXIS}
          y2={AXIS}
          stroke={color.lineStrong}
          strokeWidth={3}
          strokeDasharray="3 6"
        />
        <line x1={EDGE} x2={today} y1={AXIS} y2={AXIS} stroke={color.primary} strokeWidth={5} />
        <circle
          cx={today}
          cy={AXIS}
          r={8}
          fill={color.surface}
          stroke={color.primary}
          strokeWidth={4}
        />
        {marks.map((mark, index) => (
          <g key={`${mark.kind}-${mark.date}-${index}`}>
            <title>{`${text(`case.${mark.kind === 'module' ? 'moduleDone' : mark.kind}`)} ${formatShortDate(mark.date, language)}`}</title>
            <Mark kind={mark.kind} x={x(mark.at)} />
          </g>
        ))}
      </svg>
      <Box sx={{ display: 'flex', justifyContent: 'space-between' }}>
        <Typography variant="body2">{formatDate(progress.startsOn, language)}</Typography>
        <Typography variant="body2">{formatDate(progress.endsOn, language)}</Typography>
      </Box>
      <Box
        component="ul"
        sx={{ listStyle: 'none', p: 0, m: 0, mt: 0.5, display: 'flex', flexWrap: 'wrap', gap: 2 }}
      >
        <Legend kind="kept" label={`${text('case.kept')} ${count('kept')}`} />
        <Legend kind="missed" label={`${text('case.missed')} ${count('missed')}`} />
        <Legend kind="module" label={`${text('case.moduleDone')} ${count('module')}`} />
      </Box>
    </Box>
  );
}
