// Sets the color scheme before the first paint; a file of its own because the content policy allows no inline script.
const chosen = localStorage.getItem('mantine-color-scheme-value') ?? 'auto';
const isDark = chosen === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
