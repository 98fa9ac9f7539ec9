import { tokens } from '../../shared/theme/tokens.ts';

/** The mark of Guanhu: an eye that watches over, calm and level. */
export function Mark({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <path
        d="M3 16c5.2-7.6 20.8-7.6 26 0-5.2 7.6-20.8 7.6-26 0z"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
      />
      <circle cx="16" cy="16" r="4.3" fill={tokens.color.gold} />
    </svg>
  );
}
