import type { Language } from './backend/contract';

/** Each language by its own name, which is the same in all of them, and how it is read. */
export const languages: Record<Language, { name: string; direction: 'ltr' | 'rtl' }> = {
  en: { name: 'English', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  ja: { name: '日本語', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
};

/** The system's own way to write dates and numbers, as long as its language is the window's. */
export function localeOf(language: Language): string {
  const { language: system } = navigator;
  return system.split('-')[0] === language ? system : language;
}
