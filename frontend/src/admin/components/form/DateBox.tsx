import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined';
import { Box, Button, IconButton } from '@mui/material';
import { useRef } from 'react';

import { formatDate, readDate } from '../../../shared/format/dates.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';

import { TextBox, type FieldFrameProps } from './TextBox.tsx';

interface DateBoxProps extends FieldFrameProps {
  id: string;
  /** As typed; `readDate` makes a date of it. */
  value: string;
  onValue: (value: string) => void;
  /** Days offered as buttons, e.g. today. */
  quick?: readonly { label: string; date: string }[];
}

/** A date, typed in any usual way or picked from the device's own calendar. */
export function DateBox({ value, onValue, quick = [], ...frame }: DateBoxProps) {
  const text = useText();
  const language = useLanguage();
  const picker = useRef<HTMLInputElement>(null);
  const pick = (date: string) => {
    if (date) onValue(formatDate(date, language));
  };
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: 1 }}>
        <Box sx={{ flex: 1, maxWidth: 260 }}>
          <TextBox {...frame} value={value} onValue={onValue} input={{ autoComplete: 'off' }} />
        </Box>
        <Box sx={{ position: 'relative' }}>
          <IconButton
            aria-label={text('form.pickDate', { field: frame.label })}
            onClick={() => picker.current?.showPicker()}
            sx={{ width: 48, height: 48 }}
          >
            <CalendarIcon />
          </IconButton>
          <input
            ref={picker}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            value={readDate(value) ?? ''}
            onChange={(event) => pick(event.target.value)}
            style={{ position: 'absolute', inset: 0, opacity: 0, pointerEvents: 'none', width: 48 }}
          />
        </Box>
      </Box>
      {quick.length > 0 && (
        <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
          {quick.map(({ label, date }) => (
            <Button key={date} size="small" variant="outlined" onClick={() => pick(date)}>
              {label}
            </Button>
          ))}
        </Box>
      )}
    </Box>
  );
}
