import { MonthPickerInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StatementTable } from '../payouts/statement-table.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { PdfButton } from '../ui/pdf-button.tsx';
import { Loaded } from '../ui/states.tsx';
import { useStatement } from './queries.ts';

/** The affiliate's account in one month; the current one unless another is chosen. */
export function StatementPanel({ affiliateId }: { affiliateId: string }) {
  const { t } = useTranslation();
  const [month, setMonth] = useState<string | undefined>();
  const statement = useStatement(affiliateId, month);
  return (
    <Panel
      title={t('payouts:statement.title')}
      actions={
        <>
          <MonthPickerInput
            aria-label={t('payouts:statement.month')}
            size="xs"
            value={month ? `${month}-01` : null}
            placeholder={t('payouts:statement.month')}
            onChange={(day) => setMonth(day?.slice(0, 7))}
            clearable
          />
          <PdfButton path={`/affiliates/${affiliateId}/statement.pdf`} query={{ month }} />
          <ExportButton path={`/affiliates/${affiliateId}/statement.csv`} query={{ month }} />
        </>
      }
    >
      <Loaded query={statement}>{(shown) => <StatementTable statement={shown} />}</Loaded>
    </Panel>
  );
}
