import { Button, Divider, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { FormList } from './form-list.tsx';
import { FormUpload } from './form-upload.tsx';
import { taxPath, useAffiliateTax } from './queries.ts';
import { TaxDialog } from './tax-dialog.tsx';
import { TaxFacts } from './tax-facts.tsx';
import { TreatmentForm } from './treatment-form.tsx';

/** What staff knows about an affiliate for the tax office, and what the papers say. */
export function AffiliateTaxPanel({ affiliateId }: { affiliateId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const tax = useAffiliateTax(affiliateId);
  const [isChanging, setChanging] = useState(false);
  const path = taxPath(affiliateId);
  const canWrite = can('tax.write');
  return (
    <Panel
      title={t('tax:title')}
      actions={
        canWrite &&
        tax.data && (
          <Button size="xs" variant="default" onClick={() => setChanging(true)}>
            {t('tax:edit')}
          </Button>
        )
      }
    >
      <Loaded query={tax} lines={4}>
        {({ data, treatment, forms }) => (
          <Stack>
            <TaxFacts data={data} />
            {canWrite && (
              <>
                <Divider />
                <TreatmentForm affiliateId={affiliateId} treatment={treatment} />
                <Text size="xs" c="dimmed">
                  {t('tax:treatment.detail')}
                </Text>
              </>
            )}
            <Divider label={t('tax:form.title')} labelPosition="left" />
            <FormList forms={forms} path={path} />
            {canWrite && <FormUpload path={path} />}
            {isChanging && <TaxDialog path={path} data={data} onClose={() => setChanging(false)} />}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
