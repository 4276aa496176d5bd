import { Button, Checkbox, Modal, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ContestInput } from '../../../server/commissions/contests/schema.ts';
import { useOffers } from '../../affiliates/queries.ts';
import { useSession } from '../../shell/session.ts';
import { MinorInput } from '../../ui/minor-input.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { createContest } from './queries.ts';

const MEASURES = ['sales', 'revenue', 'customers'] as const;
const MAX_PLACES = 10;
const DEFAULT_WAIT_DAYS = 30;

/** Announces a contest. */
export function ContestDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const offers = useOffers().data ?? [];
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      mode: 'controlled',
      initialValues: {
        name: '',
        offerId: null as string | null,
        fromDay: '',
        toDay: '',
        measure: 'sales' as ContestInput['measure'],
        currency: workspace.currency,
        prizesMinor: [null] as (number | null)[],
        leastFigure: null as number | null,
        waitDays: DEFAULT_WAIT_DAYS,
        showsNames: false,
      },
    },
    async ({ prizesMinor, ...told }) => {
      await createContest({ ...told, prizesMinor: prizesMinor.filter((prize) => prize !== null) });
      tellDone(t('commissions:contests.saved'));
      onClose();
    },
  );
  const { prizesMinor, currency, measure, leastFigure } = form.values;
  const least = { label: t('commissions:contests.least'), error: form.errors.leastFigure };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('commissions:contests.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('commissions:contests.name')}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {(['fromDay', 'toDay'] as const).map((field) => (
              <TextInput
                key={field}
                type="date"
                label={t(`commissions:contests.${field}`)}
                required
                {...form.getInputProps(field)}
              />
            ))}
            <Select
              label={t('commissions:contests.by')}
              data={MEASURES.map((value) => ({ value, label: t(`commissions:contests.measure.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps('measure')}
            />
            <Select
              label={t('commissions:contests.currency')}
              data={Intl.supportedValuesOf('currency')}
              searchable
              allowDeselect={false}
              {...form.getInputProps('currency')}
            />
            {prizesMinor.map((amountMinor, index) => (
              <MinorInput
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a prize is
                key={index}
                label={t('commissions:contests.prizeOf', { place: index + 1 })}
                currency={currency}
                amountMinor={amountMinor}
                onChange={(value) => form.setFieldValue(`prizesMinor.${index}`, value)}
                error={form.errors[`prizesMinor.${index}`] ?? (index === 0 && form.errors.prizesMinor)}
              />
            ))}
          </SimpleGrid>
          {prizesMinor.length < MAX_PLACES && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={14} />}
              onClick={() => form.insertListItem('prizesMinor', null)}
              style={{ alignSelf: 'start' }}
            >
              {t('commissions:contests.addPrize')}
            </Button>
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {measure === 'revenue' ? (
              <MinorInput
                {...least}
                currency={currency}
                amountMinor={leastFigure}
                onChange={(value) => form.setFieldValue('leastFigure', value)}
              />
            ) : (
              <NumberInput
                {...least}
                min={1}
                allowDecimal={false}
                value={leastFigure ?? ''}
                onChange={(value) => form.setFieldValue('leastFigure', value === '' ? null : Number(value))}
              />
            )}
            <NumberInput
              label={t('commissions:contests.waitDays')}
              min={0}
              max={365}
              allowDecimal={false}
              {...form.getInputProps('waitDays')}
            />
          </SimpleGrid>
          <Select
            label={t('commissions:contests.offer')}
            placeholder={t('commissions:contests.everyOffer')}
            data={offers.map(({ id, name }) => ({ value: id, label: name }))}
            clearable
            {...form.getInputProps('offerId')}
          />
          <Checkbox
            label={t('commissions:contests.showsNames')}
            {...form.getInputProps('showsNames', { type: 'checkbox' })}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('commissions:contests.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
