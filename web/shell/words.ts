import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LOCALES = ['en', 'th'] as const;
export type Locale = (typeof LOCALES)[number];
/** Each language under its own name. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', th: 'ไทย' };

const CHOSEN_LOCALE = 'goodword-locale';

const catalogs: Record<Locale, () => Promise<{ catalog: Record<string, object> }>> = {
  en: () => import('./words-en.ts'),
  th: () => import('./words-th.ts'),
};

/** Loads the reader's language: the one chosen on this device, else the browser's. */
export async function openWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    fallbackLng: 'en',
    supportedLngs: [...LOCALES],
    defaultNS: 'app',
    interpolation: { escapeValue: false },
    resources: {},
  });
  await speak(initialLocale());
}

/** Changes the language of every screen at once. */
export async function speak(locale: Locale): Promise<void> {
  const isLoaded = i18next.hasResourceBundle(locale, 'app');
  if (isLoaded && i18next.language === locale) return;
  if (!isLoaded) {
    const { catalog } = await catalogs[locale]();
    for (const [room, words] of Object.entries(catalog)) i18next.addResourceBundle(locale, room, words);
  }
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

/** Begins with this language the next time, on this device. */
export function rememberLocale(locale: Locale): void {
  localStorage.setItem(CHOSEN_LOCALE, locale);
}

function initialLocale(): Locale {
  const wanted = localStorage.getItem(CHOSEN_LOCALE) ?? navigator.language;
  return wanted.toLowerCase().startsWith('th') ? 'th' : 'en';
}
