import DevicesIcon from '@mui/icons-material/DevicesOutlined';
import FolderSharedIcon from '@mui/icons-material/FolderSharedOutlined';
import GroupIcon from '@mui/icons-material/GroupsOutlined';
import TrailIcon from '@mui/icons-material/HistoryOutlined';
import AccountsIcon from '@mui/icons-material/ManageAccountsOutlined';
import JobsIcon from '@mui/icons-material/ManageHistoryOutlined';
import SelfReportsIcon from '@mui/icons-material/RateReviewOutlined';
import WorkIcon from '@mui/icons-material/TaskAltOutlined';
import TranslateIcon from '@mui/icons-material/Translate';
import {
  Box,
  Button,
  ListItemIcon,
  MenuItem,
  Typography,
  useMediaQuery,
  type Theme,
} from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useCanAccess, useI18nProvider, useLocaleState } from 'ra-core';
import type { ReactNode } from 'react';
import { AppBar, Layout, LoadingIndicator, Logout, Menu, UserMenu, useUserMenu } from 'react-admin';
import { Link } from 'react-router-dom';

import { currentAccount } from '../../shared/api/session.ts';
import { languageNames, otherLanguage, rememberLanguage } from '../../shared/i18n/language.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

import { Mark } from './Mark.tsx';
import { SessionEndDialog } from './SessionEndDialog.tsx';

/** Switches language in place and reads again what the server words for us. */
export function LanguageSwitch() {
  const language = useLanguage();
  const [, setLocale] = useLocaleState();
  const i18nProvider = useI18nProvider();
  const queries = useQueryClient();
  const other = otherLanguage(language);
  return (
    <Button
      color="inherit"
      lang={languageNames[other].tag}
      startIcon={<TranslateIcon />}
      onClick={() => {
        void i18nProvider.changeLocale(other).then(async () => {
          setLocale(other);
          rememberLanguage(other);
          // A first answer still on its way would stay, in the language it was asked for.
          await queries.cancelQueries();
          await queries.invalidateQueries();
        });
      }}
    >
      {languageNames[other].name}
    </Button>
  );
}

function SessionsItem() {
  const text = useText();
  const menu = useUserMenu();
  return (
    <MenuItem component={Link} to="/sessions" onClick={menu?.onClose}>
      <ListItemIcon>
        <DevicesIcon fontSize="small" />
      </ListItemIcon>
      {text('resources.sessions.name')}
    </MenuItem>
  );
}

function DeskBar() {
  const text = useText();
  const language = useLanguage();
  const account = currentAccount();
  const wide = useMediaQuery((theme: Theme) => theme.breakpoints.up('sm'));
  return (
    <AppBar
      // Hidden while the page is scrolled, it could not be reached with the keyboard.
      alwaysOn
      toolbar={
        <>
          <LanguageSwitch />
          <LoadingIndicator />
        </>
      }
      userMenu={
        // On a phone there is only the sign, which is not called by a person's name.
        <UserMenu label={wide && account ? account.displayName : 'ra.auth.user_menu'}>
          <SessionsItem />
          <Logout />
        </UserMenu>
      }
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mr: 3 }}>
        <Mark size={26} />
        <Typography component="span" sx={{ fontWeight: 650, letterSpacing: '0.08em' }}>
          {text('app.name')}
        </Typography>
      </Box>
      <Box sx={{ flex: 1 }} />
      {account && (
        <Typography
          component="span"
          variant="body2"
          sx={{ display: { xs: 'none', md: 'block' }, mr: 2, whiteSpace: 'nowrap' }}
        >
          {language === 'zh' ? account.office.name : account.office.nameEn} ·{' '}
          {text(`roles.${account.role}`)}
        </Typography>
      )}
    </AppBar>
  );
}

function DeskMenu() {
  const text = useText();
  const cases = useCanAccess({ resource: 'cases', action: 'list' });
  const selfReports = useCanAccess({ resource: 'self-reports', action: 'list' });
  const outcomes = useCanAccess({ resource: 'outcomes', action: 'record' });
  const jobs = useCanAccess({ resource: 'job-runs', action: 'list' });
  const trail = useCanAccess({ resource: 'trail', action: 'list' });
  const accounts = useCanAccess({ resource: 'accounts', action: 'list' });
  return (
    <nav aria-label={text('desk.menu')}>
      <Menu sx={{ pt: 2 }}>
        {cases.canAccess && (
          <Menu.Item to="/work" primaryText={text('work.title')} leftIcon={<WorkIcon />} />
        )}
        {cases.canAccess && (
          <Menu.Item
            to="/cases"
            primaryText={text('resources.cases.name')}
            leftIcon={<FolderSharedIcon />}
          />
        )}
        {selfReports.canAccess && (
          <Menu.Item
            to="/self-reports"
            primaryText={text('selfReports.title')}
            leftIcon={<SelfReportsIcon />}
          />
        )}
        {outcomes.canAccess && (
          <Menu.Item
            to="/outcomes/group"
            primaryText={text('group.menu')}
            leftIcon={<GroupIcon />}
          />
        )}
        {trail.canAccess && (
          <Menu.Item
            to="/trail"
            primaryText={text('resources.trail.name')}
            leftIcon={<TrailIcon />}
          />
        )}
        {accounts.canAccess && (
          <Menu.Item
            to="/accounts"
            primaryText={text('resources.accounts.name')}
            leftIcon={<AccountsIcon />}
          />
        )}
        {jobs.canAccess && (
          <Menu.Item to="/jobs" primaryText={text('jobs.title')} leftIcon={<JobsIcon />} />
        )}
      </Menu>
    </nav>
  );
}

export function AppLayout({ children }: { children: ReactNode }) {
  return (
    <Layout
      appBar={DeskBar}
      menu={DeskMenu}
      sx={{
        '& .RaLayout-content': { px: { xs: 1.5, md: 3 }, pb: 6, minWidth: 0 },
        '& .RaLayout-appFrame': { marginTop: { xs: 7, md: 6 } },
        minWidth: 0,
      }}
    >
      {children}
      <SessionEndDialog />
    </Layout>
  );
}
