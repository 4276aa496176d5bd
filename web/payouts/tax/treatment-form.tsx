import { Group, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TaxTreatment } from '../../../server/payouts/tax/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { changeTreatment } from './queries.ts';

const KINDS: TaxTreatment['kind'][] = ['none', 'reverse_charge', 'small_business', 'rate'];
const BASIS_POINTS_PER_PERCENT = 100;

interface TreatmentFormProps {
  affiliateId: string;
  treatment: TaxTreatment;
}

/** How the papers that follow treat what this affiliate is paid. */
export function TreatmentForm({ affiliateId, treatment }: TreatmentFormProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm<{
    kind: TaxTreatment['kind'];
    rateBasisPoints: number | string;
  }>(
    {
      mode: 'controlled',
      initialValues: {
        kind: treatment.kind,
        rateBasisPoints: (treatment.rateBasisPoints ?? 0) / BASIS_POINTS_PER_PERCENT || '',
      },
    },
    async ({ kind, rateBasisPoints }) => {
      const rate = Math.round(Number(rateBasisPoints) * BASIS_POINTS_PER_PERCENT);
      await changeTreatment(affiliateId, { kind, rateBasisPoints: kind === 'rate' ? rate : null });
      await queryClient.invalidateQueries();
      tellDone(t('tax:treatment.saved'));
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Group align="flex-end" gap="xs">
        <Select
          label={t('tax:treatment.title')}
          data={KINDS.map((value) => ({ value, label: t(`tax:treatment.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        {form.values.kind === 'rate' && (
          <NumberInput
            label={t('tax:treatment.rate_label')}
            min={0}
            max={50}
            decimalScale={2}
            suffix=" %"
            {...form.getInputProps('rateBasisPoints')}
          />
        )}
        <SubmitButton isSending={isSending} variant="default">
          {t('action.save')}
        </SubmitButton>
      </Group>
      <Refusal text={refusal} />
    </form>
  );
}
