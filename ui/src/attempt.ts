import type { AttemptView } from './backend/contract';

/** From when on a wait without a return is worth a word. */
const PATIENCE_SECONDS = 20;

/** Seconds at which what is left is read out. */
const MARKS = [60, 30, 10] as const;

/** Whole seconds until the link stops working; null while it is being prepared. */
export function secondsLeft(attempt: AttemptView, now: number): number | null {
  if (attempt.expiresAt === null) return null;
  return Math.max(0, Math.ceil((Date.parse(attempt.expiresAt) - now) / 1000));
}

/** What is left of the link's life, from 1 to 0; null while that is not known. */
export function fractionLeft(attempt: AttemptView, now: number): number | null {
  const left = secondsLeft(attempt, now);
  if (left === null || attempt.lifetimeSeconds === null || attempt.lifetimeSeconds === 0)
    return null;
  return Math.min(1, left / attempt.lifetimeSeconds);
}

/** Whether the person has been waiting so long that something may have gone wrong. */
export function isStuck(attempt: AttemptView, now: number): boolean {
  return (
    attempt.step === 'waiting' && now - Date.parse(attempt.startedAt) >= PATIENCE_SECONDS * 1000
  );
}

/** The mark that was passed between two readings, for a screen reader. */
export function passedMark(before: number | null, after: number | null): number | null {
  if (before === null || after === null) return null;
  return MARKS.findLast((mark) => before > mark && after <= mark) ?? null;
}

/** `3:54`. */
export function countdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
