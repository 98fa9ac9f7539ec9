import { Box, Button, Popover, Typography } from '@mui/material';
import { useId, useState } from 'react';

import type { BasisPartsFragment } from '../../shared/api/generated/graphql.ts';
import { useText } from '../i18n/useText.ts';

import { Basis } from './Basis.tsx';

interface WhyProps {
  /** What is explained; becomes the name of the button. */
  what: string;
  basis?: BasisPartsFragment | null | undefined;
  steps: readonly string[];
  /** Shown as a further remark, e.g. that the holiday calendar is not published. */
  remark?: string | undefined;
}

/** "Why?" — opens the article and the arithmetic behind a date. */
export function Why({ what, basis, steps, remark }: WhyProps) {
  const text = useText();
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        size="small"
        aria-label={text('common.whyOf', { what })}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => {
          event.stopPropagation();
          setAnchor(event.currentTarget);
        }}
        sx={{ minWidth: 0, px: 0, py: 0, fontWeight: 500, textDecoration: 'underline' }}
      >
        {text('common.why')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        onClick={(event) => event.stopPropagation()}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-labelledby': id,
            sx: { maxWidth: 400, p: 2, border: 1, borderColor: 'divider' },
          },
        }}
      >
        <Typography id={id} variant="h3">
          {what}
        </Typography>
        {basis && (
          <Typography variant="body2" component="div" sx={{ mt: 1 }}>
            <strong>{text('common.basis')}</strong>
            <br />
            <Basis basis={basis} />
          </Typography>
        )}
        {steps.length > 0 && (
          <Box sx={{ mt: 1.5 }}>
            <Typography variant="body2" component="strong" sx={{ fontWeight: 700 }}>
              {text('common.howCounted')}
            </Typography>
            <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
              {steps.map((step) => (
                <Typography key={step} component="li" variant="body2">
                  {step}
                </Typography>
              ))}
            </Box>
          </Box>
        )}
        {remark && (
          <Typography variant="body2" sx={{ mt: 1 }}>
            {remark}
          </Typography>
        )}
        <Button size="small" sx={{ mt: 1 }} onClick={() => setAnchor(null)}>
          {text('common.close')}
        </Button>
      </Popover>
    </>
  );
}
