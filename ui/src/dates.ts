import { language } from './text';

const MINUTE_MILLISECONDS = 60 * 1000;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** The system's own way to write dates, as long as its language is the window's. */
const locale = navigator.language.startsWith(language) ? navigator.language : language;

const longDay = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
const mediumDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const longMinute = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
const mediumMinute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const clockSecond = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
const clockTime = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });

/** 12 March 2026. */
export const day = (at: string): string => longDay.format(new Date(at));
/** 12 Mar 2026. */
export const shortDay = (at: string): string => mediumDay.format(new Date(at));
/** 12 March 2026 at 09:41. */
export const minute = (at: string): string => longMinute.format(new Date(at));
/** 12 Mar 2026, 09:41. */
export const shortMinute = (at: string): string => mediumMinute.format(new Date(at));

/** 14:02:42. */
export const second = (at: string): string => clockSecond.format(new Date(at));

/** 14:02, with its date unless that is today. */
export function moment(at: string, now: number): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date(now).toDateString();
  return (today ? clockTime : mediumMinute).format(date);
}

/** Whether it is less than a minute ago. */
export const justNow = (at: string, now: number): boolean =>
  now - Date.parse(at) < MINUTE_MILLISECONDS;

/** Whole days from now on, at least none. */
export function daysUntil(at: string, now: number): number {
  return Math.max(0, Math.floor((Date.parse(at) - now) / DAY_MILLISECONDS));
}
