import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../accounts/queries.ts';
import { RecordPicker } from '../record-picker.tsx';

interface AccountFilterProps {
  accountId: string | undefined;
  onChange(changed: { accountId: string | undefined }): void;
}

/** Narrows deals to those of one account: the `picker` of a filter bar. */
export function AccountFilter({ accountId, onChange }: AccountFilterProps) {
  const { t } = useTranslation();
  const { data } = useQuery({ ...accountQuery(accountId ?? ''), enabled: accountId !== undefined });
  return (
    <RecordPicker
      // Begins with the account's name once that is known.
      key={data?.id ?? 'any'}
      object="account"
      size="xs"
      placeholder={t('deals:field.account')}
      value={accountId ?? null}
      name={data?.name}
      onChange={(id) => onChange({ accountId: id ?? undefined })}
    />
  );
}
