import type { ReportPart, ReportView } from './backend/contract';
import type { TextId } from './text-ids';

/** What a part is called. */
export const partTitles: Record<ReportPart, TextId> = {
  program: 'report-program',
  settings: 'report-settings',
  doctor: 'report-doctor',
  failures: 'report-failures',
  log: 'report-log',
};

/** All of it, as the program saves it. */
export const reportText = ({ sections }: ReportView): string =>
  sections.map(({ lines }) => `${lines.join('\n')}\n`).join('\n');

/** Each part, and the number that its first line has. */
export function numbered({ sections }: ReportView) {
  let next = 1;
  return sections.map((section) => {
    const first = next;
    next += section.lines.length;
    return { ...section, first };
  });
}
