import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';

import { CreateAccountDocument, type Role } from '../../shared/api/generated/graphql.ts';
import { formatDate } from '../../shared/format/dates.ts';
import { ChooseOne, choicesOf } from '../components/form/Choices.tsx';
import { CommandFrame } from '../components/form/CommandFrame.tsx';
import type { FieldError } from '../components/form/ErrorSummary.tsx';
import { TextBox } from '../components/form/TextBox.tsx';
import { PageTitle } from '../components/PageTitle.tsx';
import { useCommand } from '../dataProvider/useCommand.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

import { roleKey } from './roles.ts';

const STAFF: readonly Role[] = [
  'OFFICER',
  'SUPERVISOR',
  'SOCIAL_WORKER',
  'AUDITOR',
  'ADMINISTRATOR',
];

/** A colleague's account; the one-time code is shown once, to be handed over in person. */
export default function NewAccount() {
  const text = useText();
  const language = useLanguage();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role | null>(null);
  const command = useCommand(CreateAccountDocument, null, () => undefined);
  const { answer } = command;

  if (answer) {
    return (
      <Box sx={{ maxWidth: 640, mt: 2 }}>
        <PageTitle title={text('accounts.added')} />
        <Typography variant="h1">{text('accounts.added')}</Typography>
        <Typography sx={{ mt: 2 }}>
          {text('accounts.codeIntro', {
            name: answer.account.displayName,
            date: formatDate(answer.expiresOn, language),
          })}
        </Typography>
        <Typography
          component="output"
          sx={{ display: 'block', my: 2, fontSize: '1.5rem', fontFamily: 'monospace' }}
        >
          {answer.invitationCode}
        </Typography>
        <Button component={Link} to="/accounts" variant="outlined">
          {text('accounts.back')}
        </Button>
      </Box>
    );
  }
  return (
    <CommandFrame
      title={text('accounts.add')}
      backTo="/accounts"
      backLabel={text('accounts.back')}
      validate={() => {
        const errors: FieldError[] = [];
        if (name.trim() === '') {
          errors.push({
            field: 'displayName',
            text: text('form.fill', { field: text('accounts.name') }),
          });
        }
        if (!role) {
          errors.push({
            field: 'role',
            text: text('form.chooseOne', { field: text('accounts.role') }),
          });
        }
        return errors;
      }}
      answers={() => [
        [text('accounts.name'), name],
        [text('accounts.role'), role && text(roleKey(role))],
      ]}
      checkTitle={text('checkIns.check')}
      checkIntro={text('accounts.checkIntro')}
      submitLabel={text('accounts.submit')}
      onSubmit={() => {
        if (role) command.run({ displayName: name.trim(), role });
      }}
      working={command.working}
      refusal={command.refusal}
    >
      {(errorOf) => (
        <>
          <TextBox
            id="displayName"
            maxLength={100}
            label={text('accounts.name')}
            hint={text('accounts.nameHint')}
            value={name}
            onValue={setName}
            error={errorOf('displayName')}
            input={{ autoComplete: 'off' }}
          />
          <ChooseOne
            id="role"
            label={text('accounts.role')}
            choices={choicesOf(STAFF, (each) => text(roleKey(each)))}
            value={role}
            onValue={setRole}
            error={errorOf('role')}
          />
        </>
      )}
    </CommandFrame>
  );
}
