import { readdirSync, readFileSync } from 'node:fs';
import { createInstance, type i18n } from 'i18next';

const LOCALES_DIR = new URL('../../locales/', import.meta.url);

export const LOCALES = ['en', 'th'] as const;
export type Locale = (typeof LOCALES)[number];

const catalogs: i18n = createInstance();
await catalogs.init({
  lng: 'en',
  fallbackLng: 'en',
  supportedLngs: LOCALES,
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(LOCALES.map((locale) => [locale, readCatalog(locale)])),
});

/**
 * A sentence of the catalog in the reader's language.
 * @param key `room:path.to.sentence`, e.g. `success:reason.promoter`.
 */
export function words(locale: string, key: string, values: Record<string, unknown> = {}): string {
  return catalogs.t(key, { ...values, lng: toLocale(locale) });
}

/** The nearest language we speak. */
export function toLocale(tag: string | undefined): Locale {
  return tag?.toLowerCase().startsWith('th') ? 'th' : 'en';
}

function readCatalog(locale: Locale): Record<string, object> {
  const folder = new URL(`${locale}/`, LOCALES_DIR);
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object,
    ]),
  );
}
