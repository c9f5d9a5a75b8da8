import { spoken } from './spoken.svelte';

/** 412 ms, 187 MB. */
export const measured = (value: number, unit: 'millisecond' | 'megabyte'): string =>
  new Intl.NumberFormat(spoken().locale, { style: 'unit', unit }).format(value);
