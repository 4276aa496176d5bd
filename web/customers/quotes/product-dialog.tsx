import { Modal, NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CYCLES } from '../../../server/customers/quotes/kinds.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { toBasisPoints, toPercent } from './form-values.ts';
import type { ProductRow } from './queries.ts';

export function ProductDialog({ known, onClose }: { known: ProductRow | undefined; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      mode: 'controlled',
      initialValues: {
        ...{ name: known?.name ?? '', sku: known?.sku ?? '', description: known?.description ?? '' },
        ...{ cycle: known?.cycle ?? 'once', taxPercent: toPercent(known?.taxBasisPoints ?? 0) },
      },
    },
    async ({ taxPercent, sku, description, ...values }) => {
      const body = {
        ...values,
        ...{ sku: sku.trim() || null, description: description.trim() || null },
        taxBasisPoints: toBasisPoints(taxPercent),
      };
      await (known ? api.patch(`/products/${known.id}`, body) : api.post('/products', body));
      await queryClient.invalidateQueries({ queryKey: ['/products'] });
      tellDone(t('products:done.saved', { name: values.name }));
      onClose();
    },
  );
  const label = (field: string) => t(`products:column.${field}`);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(known ? 'products:titleEdit' : 'products:add')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput label={label('name')} required data-autofocus {...form.getInputProps('name')} />
          <TextInput label={label('sku')} {...form.getInputProps('sku')} />
          <Textarea
            label={label('description')}
            autosize
            minRows={2}
            {...form.getInputProps('description')}
          />
          <SimpleGrid cols={2}>
            <Select
              label={label('cycle')}
              allowDeselect={false}
              data={CYCLES.map((value) => ({ value, label: t(`products:cycle.${value}`) }))}
              {...form.getInputProps('cycle')}
            />
            <NumberInput
              label={label('taxPercent')}
              min={0}
              max={100}
              decimalScale={2}
              {...form.getInputProps('taxPercent')}
              error={form.errors.taxBasisPoints}
            />
          </SimpleGrid>
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
