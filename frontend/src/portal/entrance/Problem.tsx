import { useEffect, useRef } from 'react';

/** Says what went wrong at the top of a form, and takes the focus there. */
export function Problem({ text }: { text: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (text) box.current?.focus();
  }, [text]);
  return (
    text && (
      <div ref={box} className="problem" role="alert" tabIndex={-1}>
        {text}
      </div>
    )
  );
}
