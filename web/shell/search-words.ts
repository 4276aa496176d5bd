import { useTranslation } from 'react-i18next';
import { useCan } from './session.ts';

/** What the search finds for whoever is signed in: customers belong to staff alone. */
export function useSearchWords(): string {
  const { t } = useTranslation();
  return useCan()('accounts.read') ? t('search.placeholder') : t('search.placeholderPages');
}
