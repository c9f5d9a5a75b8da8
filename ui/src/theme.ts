/**
 * Puts the system's theme and contrast on the root element, before anything is painted and again
 * whenever they change.
 */
export function followTheme(fixed: string | null): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const apply = () => {
    const root = document.documentElement;
    root.dataset.theme = fixed ?? (dark.matches ? 'dark' : 'light');
    root.dataset.contrast = contrast.matches ? 'more' : 'normal';
  };
  apply();
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
}
