import { Box, Button, Checkbox, FormControlLabel, Link, Paper, Typography } from '@mui/material';
import { useLogin } from 'ra-core';
import { useState, type SyntheticEvent } from 'react';
import { Notification } from 'react-admin';

import { ApiProblem, isProblem } from '../../shared/api/problems.ts';
import { zh } from '../../shared/i18n/zh.ts';
import { tokens } from '../../shared/theme/tokens.ts';
import { TextBox } from '../components/form/TextBox.tsx';
import { Notice } from '../components/Notice.tsx';
import { PageTitle } from '../components/PageTitle.tsx';
import { useText, type Text } from '../i18n/useText.ts';
import { LanguageSwitch } from '../layout/AppLayout.tsx';
import { Mark } from '../layout/Mark.tsx';

function sentenceFor(text: Text, error: unknown): string {
  if (!(error instanceof ApiProblem)) return text('problems.other');
  const known = error.code in zh.problems ? (error.code as keyof typeof zh.problems) : 'other';
  return text(`problems.${known}`, { minutes: Math.ceil((error.retryAfter ?? 60) / 60) });
}

/** Staff sign in with account name and password, then with the code of their authenticator. */
export function SignInPage() {
  const text = useText();
  const login = useLogin();
  const [credentials, setCredentials] = useState({ login: '', password: '', totp: '' });
  const [step, setStep] = useState<'password' | 'totp'>('password');
  const [visible, setVisible] = useState(false);
  const [working, setWorking] = useState(false);
  const [family, setFamily] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const set = (name: keyof typeof credentials) => (value: string) =>
    setCredentials((current) => ({ ...current, [name]: value }));

  async function attempt() {
    setWorking(true);
    setProblem(null);
    const { totp, ...rest } = credentials;
    try {
      await login(step === 'totp' ? { ...rest, totp: totp.replace(/\s/g, '') } : rest);
    } catch (error) {
      if (isProblem(error, 'TOTP_REQUIRED')) {
        setStep('totp');
        set('totp')('');
      } else if (step === 'totp' && isProblem(error, 'INVALID_CREDENTIALS')) {
        // The password has been right a moment ago, so it is the code.
        setProblem(text('problems.TOTP_WRONG'));
        set('totp')('');
      } else if (isProblem(error, 'FAMILY_ACCOUNT')) {
        setFamily(true);
      } else {
        setProblem(sentenceFor(text, error));
      }
    } finally {
      setWorking(false);
    }
  }

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void attempt();
  };

  return (
    <Box sx={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      <PageTitle title={text('signIn.title')} />
      <Box
        component="header"
        sx={{
          bgcolor: tokens.color.primaryDeep,
          color: tokens.color.onPrimary,
          px: 2,
          py: 1,
          display: 'flex',
          alignItems: 'center',
          gap: 1,
        }}
      >
        <Mark size={28} />
        <Typography component="span" sx={{ fontWeight: 650, letterSpacing: '0.08em', flex: 1 }}>
          {text('app.name')} · {text('desk.title')}
        </Typography>
        <LanguageSwitch />
      </Box>
      <Box component="main" sx={{ flex: 1, display: 'grid', placeItems: 'start center', p: 2 }}>
        <Paper
          component="form"
          onSubmit={submit}
          sx={{
            width: '100%',
            maxWidth: 420,
            mt: { xs: 2, md: 8 },
            p: { xs: 2.5, md: 4 },
            border: 1,
            borderColor: 'divider',
            borderRadius: 2,
          }}
        >
          <Typography variant="h1">
            {text(step === 'totp' ? 'signIn.totpTitle' : 'signIn.title')}
          </Typography>
          <Typography color="textSecondary" sx={{ mt: 0.5, mb: 2 }}>
            {text(step === 'totp' ? 'signIn.totpHint' : 'desk.signInIntro')}
          </Typography>
          {problem && <Notice tone="danger">{problem}</Notice>}
          {family && (
            <Notice tone="info">
              {text('signIn.staffOnly')} <Link href="/">{text('signIn.toFamily')}</Link>
            </Notice>
          )}
          {step === 'password' ? (
            <>
              <TextBox
                label={text('signIn.login')}
                value={credentials.login}
                onValue={set('login')}
                input={{ name: 'login', autoComplete: 'username', autoCapitalize: 'none' }}
              />
              <TextBox
                label={text('signIn.password')}
                value={credentials.password}
                onValue={set('password')}
                input={{
                  name: 'password',
                  type: visible ? 'text' : 'password',
                  autoComplete: 'current-password',
                }}
              />
              <FormControlLabel
                control={
                  <Checkbox
                    checked={visible}
                    onChange={(event) => setVisible(event.target.checked)}
                  />
                }
                label={text('signIn.showPassword')}
              />
            </>
          ) : (
            <TextBox
              key="totp"
              label={text('signIn.totp')}
              value={credentials.totp}
              onValue={set('totp')}
              focused
              input={{ name: 'totp', inputMode: 'numeric', autoComplete: 'one-time-code' }}
            />
          )}
          <Button
            type="submit"
            variant="contained"
            size="large"
            fullWidth
            disabled={working}
            sx={{ mt: 2 }}
          >
            {text(
              working ? 'signIn.working' : step === 'totp' ? 'signIn.confirm' : 'signIn.submit',
            )}
          </Button>
          {step === 'totp' && (
            <Button fullWidth sx={{ mt: 1 }} onClick={() => setStep('password')}>
              {text('signIn.back')}
            </Button>
          )}
        </Paper>
      </Box>
      <Notification />
    </Box>
  );
}
