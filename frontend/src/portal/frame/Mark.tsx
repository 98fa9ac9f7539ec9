/** The mark of Guanhu: an eye that watches over, calm and level. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M3 16c5.2-7.6 20.8-7.6 26 0-5.2 7.6-20.8 7.6-26 0z"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
      />
      <circle cx="16" cy="16" r="4.3" className="mark-iris" />
    </svg>
  );
}
