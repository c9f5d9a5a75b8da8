import { t } from './text';

const isMac = navigator.platform.startsWith('Mac');

/** A key together with the one that makes it a command, as the system writes it. */
export const command = (letter: string): string =>
  isMac ? `⌘${letter}` : `${t('key-control')} ${letter}`;
