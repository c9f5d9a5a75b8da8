import { describe, expect, it } from 'vitest';

import { report } from './backend/fixtures-report';
import { numbered, reportText } from './report';

describe('the report', () => {
  it('is copied as it is saved: every line that is shown, and a blank one between its parts', () => {
    const two = {
      ...report,
      sections: [
        { id: 'program' as const, lines: ['Mooring 0.1.0', 'System: x'] },
        { id: 'log' as const, lines: ['Log', 'a', 'b'] },
      ],
    };
    expect(reportText(two)).toBe('Mooring 0.1.0\nSystem: x\n\nLog\na\nb\n');
  });

  it('numbers its lines from its first to its last', () => {
    const firsts = numbered(report).map(({ first }) => first);
    const counts = report.sections.map(({ lines }) => lines.length);
    expect(firsts[0]).toBe(1);
    expect(firsts[1]).toBe(1 + (counts[0] ?? 0));
    expect(firsts.at(-1)).toBe(1 + counts.slice(0, -1).reduce((sum, count) => sum + count, 0));
  });
});
