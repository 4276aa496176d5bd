import { useTranslation } from 'react-i18next';
import type { BillingKind } from './queries.ts';
import { SYSTEM_NAMES } from './systems.ts';

export function SystemName({ kind }: { kind: BillingKind }) {
  return useSystemName()(kind);
}

export function useSystemName(): (kind: BillingKind) => string {
  const { t } = useTranslation();
  return (kind) => (kind === 'json' ? t('billing:own') : SYSTEM_NAMES[kind]);
}
