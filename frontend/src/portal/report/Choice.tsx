import type { ReactNode } from 'react';

interface ChoiceProps<Value extends string> {
  name: string;
  /** Id of the heading or label that asks. */
  askedBy: string;
  values: readonly Value[];
  value: Value | null;
  label: (value: Value) => ReactNode;
  onValue: (value: Value) => void;
  error?: string | undefined;
  /** Beside each other where there is room. */
  row?: boolean;
}

/** One of a few, each as large as a thumb. */
export function Choice<Value extends string>({
  name,
  askedBy,
  values,
  value,
  label,
  onValue,
  error,
  row = false,
}: ChoiceProps<Value>) {
  const errorId = `${name}-error`;
  return (
    <div
      id={name}
      role="radiogroup"
      tabIndex={-1}
      aria-labelledby={askedBy}
      aria-describedby={error ? errorId : undefined}
      className={error ? 'field wrong' : 'field'}
    >
      {error && (
        <p className="error" id={errorId}>
          {error}
        </p>
      )}
      <div className={row ? 'picks row' : 'picks'}>
        {values.map((each) => (
          <label key={each} className={each === value ? 'pick chosen' : 'pick'}>
            <input
              type="radio"
              name={name}
              value={each}
              checked={each === value}
              onChange={() => onValue(each)}
            />
            {label(each)}
          </label>
        ))}
      </div>
    </div>
  );
}
