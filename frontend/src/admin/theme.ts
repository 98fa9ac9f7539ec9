import { createTheme } from '@mui/material/styles';
import { defaultTheme, type RaThemeOptions } from 'react-admin';

import { tokens } from '../shared/theme/tokens.ts';

const { color, radius, text } = tokens;
const rem = (pixels: number) => `${pixels / 16}rem`;

/** The MUI theme out of the shared tokens: calm surfaces, thin lines, no shadows. */
export const theme: RaThemeOptions = {
  ...defaultTheme,
  palette: {
    mode: 'light',
    primary: { main: color.primary, dark: color.primaryDeep, contrastText: color.onPrimary },
    secondary: { main: color.primaryDeep, contrastText: color.onPrimary },
    error: { main: color.danger },
    warning: { main: color.warn },
    success: { main: color.ok },
    info: { main: color.info },
    text: { primary: color.ink, secondary: color.inkSoft },
    background: { default: color.paper, paper: color.surface },
    divider: color.line,
  },
  shape: { borderRadius: radius.s },
  typography: {
    fontFamily: tokens.font,
    h1: { fontSize: rem(text.title), fontWeight: 650, lineHeight: 1.35 },
    h2: { fontSize: rem(text.large), fontWeight: 650, lineHeight: 1.4 },
    h3: { fontSize: rem(text.base), fontWeight: 650, lineHeight: 1.5 },
    h6: { fontSize: rem(text.large), fontWeight: 600 },
    body1: { lineHeight: tokens.line },
    body2: { fontSize: rem(text.small), lineHeight: 1.6 },
    caption: { fontSize: rem(13) },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  components: {
    ...defaultTheme.components,
    MuiCssBaseline: {
      styleOverrides: {
        body: { fontVariantNumeric: 'tabular-nums' },
        ':focus-visible': { outline: `3px solid ${color.focus}`, outlineOffset: 2 },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: {
        root: {
          // MUI takes the outline away for the sake of its ripple, which we have not.
          '&:focus-visible': { outline: `3px solid ${color.focus}`, outlineOffset: 2 },
          'header &:focus-visible': { outlineColor: color.onPrimary },
        },
      },
    },
    MuiMenuItem: { styleOverrides: { root: { '&:focus-visible': { outlineOffset: -3 } } } },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: { root: { borderRadius: radius.s } },
    },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: { root: { backgroundImage: 'none' } },
    },
    MuiAppBar: { defaultProps: { elevation: 0 } },
    MuiToggleButtonGroup: {
      styleOverrides: {
        root: {
          flexWrap: 'wrap',
          gap: 8,
          // Each stands by itself: on a narrow screen they go on in another row.
          '& .MuiToggleButtonGroup-grouped': {
            margin: 0,
            padding: '7px 14px',
            border: `1px solid ${color.lineStrong}`,
            borderRadius: radius.s,
            background: color.surface,
            '&.Mui-selected': { background: color.primarySoft, borderColor: color.primary },
          },
        },
      },
    },
    MuiTab: {
      styleOverrides: {
        root: {
          minWidth: 72,
          fontSize: rem(text.base),
          '&:focus-visible': { outlineOffset: -3 },
        },
      },
    },
    MuiTextField: { defaultProps: { variant: 'outlined', size: 'medium', margin: 'none' } },
    MuiOutlinedInput: {
      styleOverrides: {
        notchedOutline: { borderColor: color.lineStrong },
        root: { background: color.surface },
        input: { padding: '12px 14px' },
        multiline: { padding: 0 },
      },
    },
    MuiTableCell: {
      styleOverrides: {
        root: { borderColor: color.line, padding: '10px 12px' },
        head: { color: color.inkSoft, fontWeight: 600, background: color.sunken },
      },
    },
    RaMenuItemLink: {
      styleOverrides: {
        root: {
          borderRadius: radius.s,
          margin: '2px 8px',
          color: color.ink,
          '&.RaMenuItemLink-active': {
            background: color.primarySoft,
            color: color.primaryDeep,
            fontWeight: 650,
          },
        },
      },
    },
  },
  sidebar: { width: 232, closedWidth: 56 },
};

/** The same theme for what stands outside react-admin's own frame. */
export const muiTheme = createTheme(theme);
