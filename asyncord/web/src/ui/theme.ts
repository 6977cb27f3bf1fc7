/** Dark or light: what the system says, until the person chooses. */
import { useEffect, useState } from 'preact/hooks';

type Theme = 'dark' | 'light';
const KEY = 'asyncord-theme';
const prefersDark = () => matchMedia('(prefers-color-scheme: dark)');

function stored(): Theme | undefined {
  const value = localStorage.getItem(KEY);
  return value === 'dark' || value === 'light' ? value : undefined;
}

export function useTheme(): [Theme, () => void] {
  const [chosen, choose] = useState(stored);
  const [system, setSystem] = useState<Theme>(prefersDark().matches ? 'dark' : 'light');

  useEffect(() => {
    const query = prefersDark();
    const follow = () => setSystem(query.matches ? 'dark' : 'light');
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);

  useEffect(() => {
    if (chosen === undefined) delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = chosen;
  }, [chosen]);

  const theme = chosen ?? system;
  return [
    theme,
    () => {
      const next = theme === 'dark' ? 'light' : 'dark';
      localStorage.setItem(KEY, next);
      choose(next);
    },
  ];
}
