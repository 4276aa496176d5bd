import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Run } from '../customers/imports/queries.ts';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';

/** How many commissions of the other platform would come along and what is left out, by currency. */
export function CommissionSums({ run }: { run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sums = (run.dryRun?.files ?? []).flatMap((file) =>
    file.sums.map((sum) => ({ ...sum, key: `${file.fileId} ${sum.code} ${sum.currency}` })),
  );
  if (sums.length === 0) return null;
  return (
    <Panel title={t('takeovers:sum.title')}>
      {sums.map(({ key, code, currency, count, amountMinor }) => (
        <Text key={key} size="sm">
          {t('takeovers:sum.line', { what: t(code), count, amount: format.money(amountMinor, currency) })}
        </Text>
      ))}
    </Panel>
  );
}
