import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LOCALES = ['en', 'th'] as const;
export type Locale = (typeof LOCALES)[number];
/** Each language under its own name. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', th: 'ไทย' };

const CHOSEN_LOCALE = 'goodword-locale';

type Load = () => Promise<{ catalog: Record<string, object> }>;

const firstCatalogs: Record<Locale, Load> = {
  en: () => import('./words-first-en.ts'),
  th: () => import('./words-first-th.ts'),
};
const catalogs: Record<Locale, Load> = {
  en: () => import('./words-en.ts'),
  th: () => import('./words-th.ts'),
};
/** A room that only the whole catalog speaks of. */
const LATER_ROOM = 'accounts';

let needsAll = false;

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
  await (needsAll ? load(locale, LATER_ROOM, catalogs) : load(locale, 'app', firstCatalogs));
  if (i18next.language === locale && document.documentElement.lang === locale) return;
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

/** Every screen but the first ones says more than they do. */
export async function speakOfAll(locale: Locale): Promise<void> {
  needsAll = true;
  await speak(locale);
}

async function load(locale: Locale, room: string, from: Record<Locale, Load>): Promise<void> {
  if (i18next.hasResourceBundle(locale, room)) return;
  const { catalog } = await from[locale]();
  for (const [name, words] of Object.entries(catalog)) i18next.addResourceBundle(locale, name, words);
}

/** Begins with this language the next time, on this device. */
export function rememberLocale(locale: Locale): void {
  localStorage.setItem(CHOSEN_LOCALE, locale);
}

/** Speaks as somebody was written to, unless they have chosen a language on this device. */
export async function speakAsWritten(language: string): Promise<void> {
  if (localStorage.getItem(CHOSEN_LOCALE) === null) await speak(toLocale(language));
}

function initialLocale(): Locale {
  return toLocale(localStorage.getItem(CHOSEN_LOCALE) ?? navigator.language);
}

function toLocale(language: string): Locale {
  return language.toLowerCase().startsWith('th') ? 'th' : 'en';
}
