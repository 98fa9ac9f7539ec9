import { useState, type SyntheticEvent } from 'react';

import { confirmJoin, isFamily, join, type SessionAccount } from '../../shared/api/session.ts';
import { goTo, Link } from '../frame/address.tsx';
import { useLanguage } from '../frame/LanguageContext.tsx';
import { problemText } from '../frame/problemText.ts';
import { useSession } from '../frame/SessionContext.tsx';

import { Enrol } from './Enrol.tsx';
import { Field } from './Field.tsx';
import { Problem } from './Problem.tsx';

/** First use: a one-time invitation code becomes an account. */
export function Join() {
  const { t } = useLanguage();
  const { enter } = useSession();
  const [code, setCode] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [enrolment, setEnrolment] = useState<{ enrolment: string; totpUri: string } | null>(null);

  function arrive(account: SessionAccount) {
    if (!isFamily(account.role)) {
      window.location.assign('/admin/');
      return;
    }
    enter(account);
    goTo('/');
  }

  async function attempt(step: () => Promise<void>) {
    setWorking(true);
    setProblem(null);
    try {
      await step();
    } catch (error) {
      setProblem(problemText(t, error));
    } finally {
      setWorking(false);
    }
  }

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void attempt(async () => {
      const answer = await join({ code: code.trim(), login: login.trim(), password });
      if ('enrolment' in answer) setEnrolment(answer);
      else arrive(answer);
    });
  };

  if (enrolment) {
    return (
      <Enrol
        totpUri={enrolment.totpUri}
        working={working}
        problem={problem}
        onCode={(totp) =>
          void attempt(async () =>
            arrive(await confirmJoin({ enrolment: enrolment.enrolment, totp })),
          )
        }
      />
    );
  }

  return (
    <section className="card narrow">
      <h1>{t('join.title')}</h1>
      <p className="lead">{t('join.intro')}</p>
      <Problem text={problem} />
      <form onSubmit={submit}>
        <Field
          label={t('join.code')}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          required
          value={code}
          onValue={setCode}
        />
        <Field
          label={t('join.login')}
          hint={t('join.loginHint')}
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={login}
          onValue={setLogin}
        />
        <Field
          label={t('join.password')}
          hint={t('join.passwordHint')}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          value={password}
          onValue={setPassword}
        />
        <button type="submit" className="main" disabled={working}>
          {working ? t('signIn.working') : t('join.submit')}
        </button>
      </form>
      <p className="aside">
        <Link to="/">{t('signIn.haveAccount')}</Link>
      </p>
    </section>
  );
}
