import type { Mood } from '../../shared/api/generated/graphql.ts';

const MOUTH: Record<Mood, string> = {
  GREAT: 'M10 19c2 6 10 6 12 0z',
  GOOD: 'M10.5 20c2.5 3.6 8.5 3.6 11 0',
  SO_SO: 'M11 21.5h10',
  LOW: 'M10.5 23c2.5-3.2 8.5-3.2 11 0',
  BAD: 'M10 24.5c2-5.6 10-5.6 12 0',
};

/** One of five faces. The word beside it says the same, so a reader's voice passes over it. */
export function Face({ mood }: { mood: Mood }) {
  return (
    <svg className="face" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="14" className="face-skin" />
      <circle cx="11.5" cy="13" r="1.8" className="face-eye" />
      <circle cx="20.5" cy="13" r="1.8" className="face-eye" />
      {mood === 'BAD' && (
        <>
          <path d="M8.5 10.5l4-1.6M23.5 10.5l-4-1.6" className="face-line" />
          <path d="M22.5 16.5c2.4 3.4 1.2 5 0 5s-2.4-1.6 0-5z" className="face-tear" />
        </>
      )}
      <path d={MOUTH[mood]} className={mood === 'GREAT' ? 'face-line face-open' : 'face-line'} />
    </svg>
  );
}
