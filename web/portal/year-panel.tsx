import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnYear, yearOf } from '../payouts/years/queries.ts';
import { YearPicker } from '../payouts/years/year-picker.tsx';
import { Fact } from '../ui/fact.tsx';
import { Money } from '../ui/money.tsx';
import { Panel } from '../ui/panel.tsx';
import { PdfButton } from '../ui/pdf-button.tsx';
import { Loaded } from '../ui/states.tsx';

/** What an affiliate earned and was paid in a calendar year, and what the company misses for the tax office. */
export function YearPanel() {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string>();
  const year = yearOf(chosen);
  const own = useOwnYear(year);
  return (
    <Panel
      title={t('years:own.title')}
      detail={t('years:own.detail')}
      actions={
        <>
          <YearPicker year={year} years={own.data?.years ?? [year]} onChange={choose} />
          <PdfButton path="/portal/payout-year.pdf" query={{ year }} />
        </>
      }
    >
      <Loaded query={own} lines={3}>
        {({ sums, missing }) => (
          <Stack>
            {sums.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('years:none')}
              </Text>
            )}
            {sums.map((row) => (
              <div key={row.currency}>
                {(['earned', 'corrected', 'askedBack', 'paid'] as const).map((name) => (
                  <Fact key={name} label={t(`years:column.${name}`)}>
                    <Money amountMinor={row[`${name}Minor`]} currency={row.currency} />
                  </Fact>
                ))}
              </div>
            ))}
            {missing.length > 0 && (
              <Alert color="yellow" title={t('years:own.missing')}>
                {missing.map((what) => t(`years:missing.${what}`)).join(', ')}{' '}
                <Anchor
                  inherit
                  c="inherit"
                  underline="always"
                  renderRoot={(props) => <Link to="/portal/tax" {...props} />}
                >
                  {t('years:own.toTax')}
                </Anchor>
              </Alert>
            )}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
