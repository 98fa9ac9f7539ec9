import { useState, type SyntheticEvent } from 'react';

import { isProblem } from '../../shared/api/problems.ts';
import { isFamily, signIn } from '../../shared/api/session.ts';
import { Link } from '../frame/address.tsx';
import { useLanguage } from '../frame/LanguageContext.tsx';
import { problemText } from '../frame/problemText.ts';
import { useSession } from '../frame/SessionContext.tsx';

import { Field } from './Field.tsx';
import { Problem } from './Problem.tsx';

/** Sign-in of guardians and young people. Staff are shown the way to their own entrance. */
export function SignIn() {
  const { t } = useLanguage();
  const { enter, leave, ended } = useSession();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [visible, setVisible] = useState(false);
  const [working, setWorking] = useState(false);
  const [staff, setStaff] = useState(false);
  const [problem, setProblem] = useState<string | null>(ended ? t('problems.SESSION_ENDED') : null);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    setWorking(true);
    setProblem(null);
    try {
      const account = await signIn({ login: login.trim(), password });
      if (isFamily(account.role)) {
        enter(account);
        return;
      }
      await leave();
      setStaff(true);
    } catch (error) {
      // Only staff have a second step; their entrance asks for it.
      if (isProblem(error, 'TOTP_REQUIRED')) setStaff(true);
      else setProblem(problemText(t, error));
    } finally {
      setWorking(false);
    }
  }

  return (
    <section className="card narrow">
      <h1>{t('signIn.title')}</h1>
      <p className="lead">{t('app.tagline')}</p>
      <Problem text={problem} />
      {staff && (
        <p className="notice" role="status">
          {t('signIn.familyOnly')} <a href="/admin/">{t('signIn.toStaff')}</a>
        </p>
      )}
      <form onSubmit={(event) => void submit(event)}>
        <Field
          label={t('signIn.login')}
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={login}
          onValue={setLogin}
        />
        <Field
          label={t('signIn.password')}
          name="password"
          type={visible ? 'text' : 'password'}
          autoComplete="current-password"
          required
          value={password}
          onValue={setPassword}
        />
        <label className="tick">
          <input
            type="checkbox"
            checked={visible}
            onChange={(event) => setVisible(event.target.checked)}
          />
          {t('signIn.showPassword')}
        </label>
        <button type="submit" className="main" disabled={working}>
          {working ? t('signIn.working') : t('signIn.submit')}
        </button>
      </form>
      <p className="aside">
        <Link to="/join">{t('signIn.haveInvitation')}</Link>
      </p>
    </section>
  );
}
