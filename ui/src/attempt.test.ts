import { describe, expect, it } from 'vitest';

import { countdown, fractionLeft, isStuck, passedMark, secondsLeft } from './attempt';
import type { AttemptView } from './backend/contract';

const start = Date.parse('2026-11-22T14:00:00Z');
const after = (seconds: number) => start + seconds * 1000;
const attempt: AttemptView = {
  id: 'one',
  step: 'waiting',
  startedAt: '2026-11-22T14:00:00Z',
  expiresAt: '2026-11-22T14:05:00Z',
  lifetimeSeconds: 300,
  returnPath: 'deepLink',
  asked: null,
};
const preparing: AttemptView = {
  ...attempt,
  step: 'preparing',
  expiresAt: null,
  lifetimeSeconds: null,
};

describe('an attempt', () => {
  it('counts what is left of its link, and never below nothing', () => {
    expect(secondsLeft(attempt, after(66))).toBe(234);
    expect(fractionLeft(attempt, after(66))).toBeCloseTo(0.78);
    expect(secondsLeft(attempt, after(400))).toBe(0);
  });

  it('knows nothing while it is being prepared', () => {
    expect(secondsLeft(preparing, start)).toBeNull();
    expect(fractionLeft(preparing, start)).toBeNull();
  });

  it('is stuck after twenty seconds of waiting, not of preparing', () => {
    expect(isStuck(attempt, after(19))).toBe(false);
    expect(isStuck(attempt, after(20))).toBe(true);
    expect(isStuck(preparing, after(60))).toBe(false);
  });

  it('reads out the marks once each, the last one where a sleep passed several', () => {
    expect(passedMark(61, 60)).toBe(60);
    expect(passedMark(60, 59)).toBeNull();
    expect(passedMark(90, 5)).toBe(10);
    expect(passedMark(null, 5)).toBeNull();
  });

  it('writes minutes and seconds', () => {
    expect(countdown(234)).toBe('3:54');
    expect(countdown(5)).toBe('0:05');
  });
});
