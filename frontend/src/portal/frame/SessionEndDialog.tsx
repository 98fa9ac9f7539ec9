import { useEffect, useId, useRef } from 'react';

import { clock, spokenMark, useSessionEnding } from '../../shared/session/useSessionEnding.ts';

import { useLanguage, type Translate } from './LanguageContext.tsx';
import { problemText } from './problemText.ts';
import { useSession } from './SessionContext.tsx';

function spoken(t: Translate, left: number): string {
  const mark = spokenMark(left);
  if (mark === null) return '';
  return mark < 60
    ? t('ending.spokenSeconds', { seconds: mark })
    : t('ending.spoken', { smart_count: mark / 60 });
}

/** Ten minutes before the session ends: lengthen it, on the same page, or end it everywhere. */
export function SessionEndDialog() {
  const { t } = useLanguage();
  const { endSession } = useSession();
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const { left, atLimit, working, problem, extend, end, later } = useSessionEnding(endSession);
  const stay = atLimit ? later : extend;
  const open = left !== null;
  useEffect(() => {
    if (!open) {
      box.current?.close();
      return;
    }
    box.current?.showModal();
    first.current?.focus();
  }, [open]);

  return (
    <dialog
      ref={box}

      role="alertdialog"
      className="ending"
      aria-labelledby={id}
      aria-describedby={`${id}-why`}
      onCancel={(event) => {
        // Staying is what a key pressed by habit may do.
        event.preventDefault();
        if (working === null) stay();
      }}
    >
      {open && (
        <>
          <h2 id={id}>{t(atLimit ? 'ending.limitTitle' : 'ending.title')}</h2>
          <p id={`${id}-why`}>{t(atLimit ? 'ending.limitWhy' : 'ending.why')}</p>
          <p className="countdown">
            <span className="hint">{t('ending.left')}</span>{' '}
            <span role="timer" aria-label={t('ending.left')}>
              {clock(left)}
            </span>
          </p>
          <p role="status" className="heard">
            {spoken(t, left)}
          </p>
          {problem !== null && (
            <p className="problem" role="alert">
              {problemText(t, problem)}
            </p>
          )}
          <div className="choices">
            <button
              ref={first}
              type="button"
              className="main"
              disabled={working !== null}
              onClick={stay}
            >
              {t(
                working === 'extend'
                  ? 'signIn.working'
                  : atLimit
                    ? 'ending.later'
                    : 'ending.extend',
              )}
            </button>
            <button type="button" className="second" disabled={working !== null} onClick={end}>
              {t(working === 'end' ? 'signIn.working' : 'ending.end')}
            </button>
          </div>
        </>
      )}
    </dialog>
  );
}
