/**
 * Colours, spacing and type sizes as plain values: the one source of the admin's MUI theme and of
 * the portal's CSS variables.
 *
 * The palette is ink, celadon and paper, with cinnabar and ochre kept for what needs a hand.
 * Every text/background pair in `textPairs` reaches WCAG AA (a test counts).
 */
export const tokens = {
  color: {
    ink: '#1c2b33',
    inkSoft: '#4a5a63',
    paper: '#f5f6f3',
    surface: '#ffffff',
    sunken: '#eaeeec',
    line: '#d6dddb',
    lineStrong: '#76858b',
    primary: '#1d5c63',
    primaryDeep: '#134347',
    primarySoft: '#e0eeed',
    onPrimary: '#ffffff',
    gold: '#f2c879',
    danger: '#a1372a',
    dangerSoft: '#fbeae6',
    warn: '#805300',
    warnSoft: '#fbf0d9',
    ok: '#276344',
    okSoft: '#e3f1e8',
    info: '#334f88',
    infoSoft: '#e7ecf7',
    focus: '#b5580a',
  },
  space: { xs: 4, s: 8, m: 16, l: 24, xl: 40 },
  radius: { s: 6, m: 10, l: 16 },
  text: { small: 14, base: 16, large: 18, title: 22, display: 28 },
  line: 1.65,
  /** What the system has; Latin faces first, for quotation marks of a Chinese one are too wide in English. */
  font: [
    '-apple-system',
    '"Segoe UI"',
    'Roboto',
    '"PingFang SC"',
    '"Hiragino Sans GB"',
    '"Microsoft YaHei"',
    '"Noto Sans SC"',
    '"Noto Sans CJK SC"',
    '"Source Han Sans SC"',
    'system-ui',
    'sans-serif',
  ].join(', '),
} as const;

export type ColorName = keyof typeof tokens.color;

/** Foreground and background names that are used together as text. */
export const textPairs: readonly (readonly [ColorName, ColorName])[] = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['ink', 'sunken'],
  ['inkSoft', 'paper'],
  ['inkSoft', 'surface'],
  ['inkSoft', 'sunken'],
  ['primary', 'surface'],
  ['primary', 'paper'],
  ['primaryDeep', 'primarySoft'],
  ['onPrimary', 'primary'],
  ['onPrimary', 'primaryDeep'],
  ['gold', 'primaryDeep'],
  ['danger', 'surface'],
  ['danger', 'dangerSoft'],
  ['warn', 'surface'],
  ['warn', 'warnSoft'],
  ['ok', 'surface'],
  ['ok', 'okSoft'],
  ['info', 'surface'],
  ['info', 'infoSoft'],
];

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const group = (prefix: string, values: Record<string, string | number>, unit = '') =>
  Object.entries(values).map(([name, value]) => `  --${prefix}-${kebab(name)}: ${value}${unit};`);

/** The tokens as one `:root` rule. Sizes of type are in rem, so that a reader's own size counts. */
export function cssVariables(): string {
  const rem = Object.fromEntries(
    Object.entries(tokens.text).map(([name, pixels]) => [name, pixels / 16]),
  );
  const lines = [
    ...group('color', tokens.color),
    ...group('space', tokens.space, 'px'),
    ...group('radius', tokens.radius, 'px'),
    ...group('text', rem, 'rem'),
    `  --line-height: ${tokens.line};`,
    `  --font: ${tokens.font};`,
  ];
  return `:root {\n${lines.join('\n')}\n}\n`;
}
