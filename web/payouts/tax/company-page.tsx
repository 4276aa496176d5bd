import { Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Company } from '../../../server/payouts/company/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import type { Jsonified } from '../../ui/api.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { PartyFields, type PartyValues } from './party-fields.tsx';
import { changeCompany, useCompany } from './queries.ts';

const FORM_WIDTH_PX = 460;

/** The company as it stands on statements and invoices. */
export function CompanyPage() {
  const { t } = useTranslation();
  const company = useCompany();
  return (
    <>
      <PageHeader title={t('tax:company.title')} detail={t('tax:company.detail')} />
      <Panel>
        <Loaded query={company}>{(shown) => <CompanyForm company={shown.company} />}</Loaded>
      </Panel>
    </>
  );
}

interface Values extends PartyValues {
  invoicePrefix: string;
}

function CompanyForm({ company }: { company: Jsonified<Company> | null }) {
  const { t } = useTranslation();
  const initialValues: Values = {
    legalName: company?.legalName ?? '',
    address: company?.address ?? '',
    country: company?.country ?? '',
    vatId: company?.vatId ?? '',
    taxNumber: company?.taxNumber ?? '',
    invoicePrefix: company?.invoicePrefix ?? '',
  };
  const { form, onSubmit, isSending, refusal } = useServerForm<Values>(
    { initialValues },
    async ({ vatId, taxNumber, ...rest }) => {
      await changeCompany({ ...rest, vatId: vatId || null, taxNumber: taxNumber || null });
      await queryClient.invalidateQueries();
      tellDone(t('tax:company.saved'));
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack maw={FORM_WIDTH_PX}>
        <Text size="sm">{t('tax:company.hint')}</Text>
        <PartyFields form={form} />
        <TextInput
          label={t('tax:field.taxNumber')}
          key={form.key('taxNumber')}
          {...form.getInputProps('taxNumber')}
        />
        <TextInput
          label={t('tax:field.invoicePrefix')}
          description={t('tax:hint.invoicePrefix')}
          key={form.key('invoicePrefix')}
          {...form.getInputProps('invoicePrefix')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending} style={{ alignSelf: 'flex-start' }}>
          {t('action.save')}
        </SubmitButton>
      </Stack>
    </form>
  );
}
