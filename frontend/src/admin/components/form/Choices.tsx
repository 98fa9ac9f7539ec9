import { Box, Checkbox, Radio, Typography } from '@mui/material';
import { useId, type ReactNode } from 'react';

import { tokens } from '../../../shared/theme/tokens.ts';

import { wrongFrame, type FieldFrameProps } from './TextBox.tsx';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  detail?: string | undefined;
}

interface GroupProps extends FieldFrameProps {
  id: string;
  children: ReactNode;
}

function Group({ id, label, hint, error, optional, children }: GroupProps) {
  const hintId = useId();
  return (
    <Box
      component="fieldset"
      id={id}
      tabIndex={-1}
      aria-describedby={hint || error ? hintId : undefined}
      sx={{ border: 0, p: 0, m: 0, mt: 2, minWidth: 0, ...(error ? wrongFrame : {}) }}
    >
      <Typography component="legend" sx={{ fontWeight: 650, p: 0 }}>
        {label}
        {optional && (
          <Typography component="span" color="textSecondary" sx={{ fontWeight: 400 }}>
            {optional}
          </Typography>
        )}
      </Typography>
      <Box id={hintId}>
        {hint && (
          <Typography variant="body2" color="textSecondary">
            {hint}
          </Typography>
        )}
        {error && (
          <Typography color="error" sx={{ fontWeight: 650 }}>
            {error}
          </Typography>
        )}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 0.75 }}>{children}</Box>
    </Box>
  );
}

function Pill({ chosen, wide, children }: { chosen: boolean; wide: boolean; children: ReactNode }) {
  return (
    <Box
      component="label"
      sx={{
        display: 'flex',
        alignItems: 'center',
        minHeight: 48,
        pr: 2,
        py: 0.5,
        width: wide ? '100%' : 'auto',
        border: `1px solid ${chosen ? tokens.color.primary : tokens.color.lineStrong}`,
        boxShadow: chosen ? `inset 0 0 0 1px ${tokens.color.primary}` : 'none',
        bgcolor: chosen ? tokens.color.primarySoft : tokens.color.surface,
        borderRadius: 1,
        cursor: 'pointer',
        '&:focus-within': { outline: `3px solid ${tokens.color.focus}`, outlineOffset: 2 },
      }}
    >
      {children}
    </Box>
  );
}

function Words({ label, detail }: { label: string; detail?: string | undefined }) {
  return (
    <span>
      {label}
      {detail && (
        <Typography
          component="span"
          variant="body2"
          color="textSecondary"
          sx={{ display: 'block' }}
        >
          {detail}
        </Typography>
      )}
    </span>
  );
}

interface OneProps<Value extends string> extends FieldFrameProps {
  id: string;
  choices: readonly Choice<Value>[];
  value: Value | null;
  onValue: (value: Value) => void;
  wide?: boolean;
}

/** One of a few: large enough for a thumb, all to be seen at once. */
export function ChooseOne<Value extends string>({
  choices,
  value,
  onValue,
  wide = false,
  ...frame
}: OneProps<Value>) {
  return (
    <Group {...frame}>
      {choices.map((choice) => (
        <Pill key={choice.value} chosen={choice.value === value} wide={wide}>
          <Radio
            name={frame.id}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onValue(choice.value)}
          />
          <Words {...choice} />
        </Pill>
      ))}
    </Group>
  );
}

interface SomeProps<Value extends string> extends FieldFrameProps {
  id: string;
  choices: readonly Choice<Value>[];
  values: readonly Value[];
  onValues: (values: Value[]) => void;
  wide?: boolean;
}

/** Any of a few. */
export function ChooseSome<Value extends string>({
  choices,
  values,
  onValues,
  wide = false,
  ...frame
}: SomeProps<Value>) {
  return (
    <Group {...frame}>
      {choices.map((choice) => {
        const chosen = values.includes(choice.value);
        return (
          <Pill key={choice.value} chosen={chosen} wide={wide}>
            <Checkbox
              checked={chosen}
              onChange={() =>
                onValues(
                  chosen
                    ? values.filter((each) => each !== choice.value)
                    : [...values, choice.value],
                )
              }
            />
            <Words {...choice} />
          </Pill>
        );
      })}
    </Group>
  );
}

/** A catalogue of labels as choices, in the order given. */
export const choicesOf = <Value extends string>(
  values: readonly Value[],
  label: (value: Value) => string,
): Choice<Value>[] => values.map((value) => ({ value, label: label(value) }));
