import { useState } from 'react';

import { useLanguage } from '../frame/LanguageContext.tsx';

import { Field } from './Field.tsx';
import { Problem } from './Problem.tsx';

interface EnrolProps {
  totpUri: string;
  working: boolean;
  problem: string | null;
  onCode: (totp: string) => void;
}

/** The key of an `otpauth:` address in groups of four, to be typed by hand. */
export function keyOf(totpUri: string): string {
  const secret = new URL(totpUri).searchParams.get('secret') ?? '';
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Staff who join set up their second factor before the account works. */
export function Enrol({ totpUri, working, problem, onCode }: EnrolProps) {
  const { t } = useLanguage();
  const [totp, setTotp] = useState('');
  return (
    <section className="card narrow">
      <h1>{t('join.enrolTitle')}</h1>
      <p className="lead">{t('join.enrolIntro')}</p>
      <Problem text={problem} />
      <dl className="key">
        <dt>{t('join.enrolKey')}</dt>
        <dd>
          <code>{keyOf(totpUri)}</code>
        </dd>
      </dl>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onCode(totp.replace(/\s/g, ''));
        }}
      >
        <Field
          label={t('signIn.totp')}
          name="totp"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={totp}
          onValue={setTotp}
        />
        <button type="submit" className="main" disabled={working}>
          {working ? t('signIn.working') : t('signIn.confirm')}
        </button>
      </form>
    </section>
  );
}
