import { spoken } from './spoken.svelte';

const MINUTE_MILLISECONDS = 60 * 1000;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

const styles = {
  longDay: { dateStyle: 'long' },
  mediumDay: { dateStyle: 'medium' },
  longMinute: { dateStyle: 'long', timeStyle: 'short' },
  mediumMinute: { dateStyle: 'medium', timeStyle: 'short' },
  clockSecond: { timeStyle: 'medium' },
  clockTime: { timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making one takes longer than writing a whole list of dates with it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function write(style: keyof typeof styles, at: string): string {
  const { locale } = spoken();
  const key = `${locale} ${style}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, styles[style]);
  formats.set(key, format);
  return format.format(new Date(at));
}

/** 12 March 2026. */
export const day = (at: string): string => write('longDay', at);
/** 12 Mar 2026. */
export const shortDay = (at: string): string => write('mediumDay', at);
/** 12 March 2026 at 09:41. */
export const minute = (at: string): string => write('longMinute', at);
/** 12 Mar 2026, 09:41. */
export const shortMinute = (at: string): string => write('mediumMinute', at);

/** 14:02:42. */
export const second = (at: string): string => write('clockSecond', at);

/** 14:02, with its date unless that is today. */
export function moment(at: string, now: number): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return write(today ? 'clockTime' : 'mediumMinute', at);
}

/** Whether it is less than a minute ago. */
export const justNow = (at: string, now: number): boolean =>
  now - Date.parse(at) < MINUTE_MILLISECONDS;

/** Whole days from now on, at least none. */
export function daysUntil(at: string, now: number): number {
  return Math.max(0, Math.floor((Date.parse(at) - now) / DAY_MILLISECONDS));
}
