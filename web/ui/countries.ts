import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { readerLocale } from './format.ts';

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
/** Unions of states, and codes kept for tests and for places that are not known. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

interface Country {
  /** ISO 3166, two letters. */
  value: string;
  label: string;
}

/** Every country by its name in the language, in the order of the names; as the browser knows them. */
export function countriesIn(locale: string): Country[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return codes
    .filter((code) => !NO_COUNTRIES.has(code) && isCurrent(code))
    .flatMap((value) => {
      const label = names.of(value);
      return label ? [{ value, label }] : [];
    })
    .sort((one, other) => one.label.localeCompare(other.label, locale));
}

/** A code that was given up stands for the country that came after it. */
function isCurrent(code: string): boolean {
  return new Intl.Locale(`und-${code}`).maximize().region === code;
}

/** The countries to choose from. What a record already holds stays a choice, however it was written. */
export function useCountries(written?: string): Country[] {
  const { i18n } = useTranslation();
  const locale = readerLocale(i18n.language);
  return useMemo(() => {
    const countries = countriesIn(locale);
    const isKnown = !written || countries.some(({ value }) => value === written);
    return isKnown ? countries : [{ value: written, label: written }, ...countries];
  }, [locale, written]);
}
