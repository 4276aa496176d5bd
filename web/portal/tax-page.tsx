import { Button, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormList } from '../payouts/tax/form-list.tsx';
import { FormUpload } from '../payouts/tax/form-upload.tsx';
import { taxPath, useOwnTax } from '../payouts/tax/queries.ts';
import { TaxDialog } from '../payouts/tax/tax-dialog.tsx';
import { TaxFacts } from '../payouts/tax/tax-facts.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';

const PATH = taxPath();

/** Who an affiliate is for the tax office; changed only soon after signing in. */
export function PortalTaxPage() {
  const { t } = useTranslation();
  const tax = useOwnTax();
  const navigate = useNavigate();
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <PageHeader title={t('tax:title')} detail={t('tax:detail')} />
      <Loaded query={tax}>
        {({ data, forms, needsSignIn }) => (
          <Stack gap="lg">
            <Panel
              title={t('tax:title')}
              actions={
                needsSignIn ? (
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => navigate({ to: '/sign-in', search: { next: '/portal/tax' } })}
                  >
                    {t('portal:method.signIn')}
                  </Button>
                ) : (
                  <Button size="xs" variant="default" onClick={() => setChanging(true)}>
                    {t('tax:edit')}
                  </Button>
                )
              }
            >
              <TaxFacts data={data} />
              {needsSignIn && (
                <Text size="xs" c="dimmed" mt="xs">
                  {t('tax:whySignIn')}
                </Text>
              )}
              {isChanging && <TaxDialog path={PATH} data={data} onClose={() => setChanging(false)} />}
            </Panel>
            <Panel title={t('tax:form.title')}>
              <Stack>
                <FormList forms={forms} path={PATH} />
                <FormUpload path={PATH} isOff={needsSignIn} />
              </Stack>
            </Panel>
          </Stack>
        )}
      </Loaded>
    </>
  );
}
