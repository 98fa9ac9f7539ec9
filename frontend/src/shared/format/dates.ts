/**
 * Dates are office calendar dates (`YYYY-MM-DD`, Asia/Shanghai) and stay text: a `Date` object
 * would move them by the reader's own time zone. Instants are UTC ISO strings, shown in Shanghai.
 */
export type Language = 'zh' | 'en';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const WEEKDAYS_ZH = '日一二三四五六';
const WEEKDAYS_EN = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const DAY_MS = 86_400_000;

interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

function partsOf(date: string): CalendarDay {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month, day };
}

const atUtcMidnight = (date: string) => {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day);
};

/** 2026年3月2日 · 2 Mar 2026 */
export function formatDate(date: string, language: Language): string {
  const { year, month, day } = partsOf(date);
  return language === 'zh'
    ? `${year}年${month}月${day}日`
    : `${day} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** 3月2日 · 2 Mar — where the year is plain from what stands around it. */
export function formatShortDate(date: string, language: Language): string {
  const { month, day } = partsOf(date);
  return language === 'zh' ? `${month}月${day}日` : `${day} ${MONTHS[month - 1] ?? ''}`;
}

/** 3月2日 周一 · Mon 2 Mar */
export function formatDayInWeek(date: string, language: Language): string {
  const weekday = new Date(atUtcMidnight(date)).getUTCDay();
  return language === 'zh'
    ? `${formatShortDate(date, language)} 周${WEEKDAYS_ZH[weekday] ?? ''}`
    : `${WEEKDAYS_EN[weekday] ?? ''} ${formatShortDate(date, language)}`;
}

const SHANGHAI = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The calendar date and clock time in Shanghai of an instant. */
export function inShanghai(instant: string | Date): { date: string; time: string } {
  const part: Record<string, string> = {};
  for (const { type, value } of SHANGHAI.formatToParts(new Date(instant))) part[type] = value;
  return {
    date: `${part['year'] ?? ''}-${part['month'] ?? ''}-${part['day'] ?? ''}`,
    time: `${part['hour'] ?? ''}:${part['minute'] ?? ''}`,
  };
}

/** 2026年3月2日 09:05 · 2 Mar 2026, 09:05 */
export function formatInstant(instant: string, language: Language): string {
  const { date, time } = inShanghai(instant);
  return `${formatDate(date, language)}${language === 'zh' ? ' ' : ', '}${time}`;
}

/** Whole days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((atUtcMidnight(to) - atUtcMidnight(from)) / DAY_MS);
}

export function addDays(date: string, days: number): string {
  return new Date(atUtcMidnight(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The instant of a Shanghai clock time; China has kept UTC+8 without summer time since 1991. */
export function shanghaiInstant(date: string, time: string): string {
  return new Date(`${date}T${time}:00+08:00`).toISOString();
}

/**
 * Reads a typed date: `2026-3-2`, `2026/03/02`, `20260302`, `2026年3月2日`, `2 Mar 2026`.
 * Null when it is not a real day of the calendar.
 */
export function readDate(typed: string): string | null {
  const text = typed.trim();
  const english = /^(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})$/.exec(text);
  const numbers = english
    ? [
        Number(english[3]),
        MONTHS.findIndex((name) => name.toLowerCase() === english[2]?.toLowerCase()) + 1,
        Number(english[1]),
      ]
    : (
        /^(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?$/.exec(text) ??
        /^(\d{4})(\d{2})(\d{2})$/.exec(text)
      )
        ?.slice(1)
        .map(Number);
  if (!numbers) return null;
  const [year = 0, month = 0, day = 0] = numbers;
  const date = new Date(Date.UTC(year, month - 1, day));
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}

/** Reads a typed clock time: `9:05`, `09：05`, `0905`, `9点5分`. Null when there is no such time. */
export function readTime(typed: string): string | null {
  const text = typed.trim();
  const hit =
    /^(\d{1,2})\s*[:：点时]\s*(\d{1,2})\s*分?$/.exec(text) ??
    /^(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{1,2})\s*[点时]()$/.exec(text);
  if (!hit) return null;
  const [hour, minute] = [Number(hit[1]), Number(hit[2] ?? 0)];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
