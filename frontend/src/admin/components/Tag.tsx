import CheckIcon from '@mui/icons-material/CheckCircleOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutlined';
import InfoIcon from '@mui/icons-material/InfoOutlined';
import CircleIcon from '@mui/icons-material/RadioButtonUnchecked';
import WarnIcon from '@mui/icons-material/WarningAmber';
import { Box } from '@mui/material';

import { toneColors, type Tone } from './Notice.tsx';

const ICONS = {
  danger: ErrorIcon,
  warn: WarnIcon,
  ok: CheckIcon,
  info: InfoIcon,
  quiet: CircleIcon,
} as const;

/** A short state in words, with a sign and a tint: any one of the three is enough to read it. */
export function Tag({
  tone,
  label,
  plain = false,
}: {
  tone: Tone;
  label: string;
  plain?: boolean;
}) {
  const { text, ground } = toneColors[tone];
  const Icon = ICONS[tone];
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        px: 1,
        py: 0.125,
        borderRadius: 99,
        bgcolor: ground,
        color: text,
        fontSize: '0.875rem',
        fontWeight: 600,
        whiteSpace: 'nowrap',
      }}
    >
      {!plain && <Icon aria-hidden="true" sx={{ fontSize: 16 }} />}
      {label}
    </Box>
  );
}
