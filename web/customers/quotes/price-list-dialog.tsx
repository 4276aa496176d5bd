import {
  ActionIcon,
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { useSession } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { DayField } from '../../ui/day-field.tsx';
import { MinorInput } from '../../ui/minor-input.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { type PriceListRow, productsQuery } from './queries.ts';

type Price = { productId: string; fromQuantity: number; priceMinor: number | null };
interface Values {
  [field: string]: unknown;
  name: string;
  currency: string;
  validFrom: string | null;
  validTo: string | null;
  prices: Price[];
}

export function PriceListDialog({ known, onClose }: { known: PriceListRow | undefined; onClose(): void }) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const { form, onSubmit, isSending, refusal } = useServerForm<Values>(
    {
      mode: 'controlled',
      initialValues: {
        ...{ name: known?.name ?? '', currency: known?.currency ?? workspace.currency },
        ...{ validFrom: known?.validFrom ?? null, validTo: known?.validTo ?? null },
        prices: known?.prices ?? [],
      },
    },
    async ({ currency, prices, ...values }) => {
      const told = { ...values, prices: prices.filter(({ productId }) => productId !== '') };
      await (known
        ? api.patch(`/price-lists/${known.id}`, told)
        : api.post('/price-lists', { ...told, currency }));
      await queryClient.invalidateQueries({ queryKey: ['/price-lists'] });
      tellDone(t('products:done.saved', { name: values.name }));
      onClose();
    },
  );
  const label = (field: string) => t(`products:column.${field}`);
  const { prices, currency } = form.getValues();
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(known ? 'products:titleEditList' : 'products:addList')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={label('name')} required data-autofocus {...form.getInputProps('name')} />
            <TextInput
              label={label('currency')}
              required
              disabled={known !== undefined}
              {...form.getInputProps('currency')}
            />
            <DayField label={label('validFrom')} clearable {...form.getInputProps('validFrom')} />
            <DayField label={label('validTo')} clearable {...form.getInputProps('validTo')} />
          </SimpleGrid>
          {prices.map((price, place) => (
            <PriceFields
              // biome-ignore lint/suspicious/noArrayIndexKey: prices stay in their order.
              key={place}
              {...{ price, place, currency }}
              error={form.errors[`prices.${place}.productId`] ?? form.errors[`prices.${place}.priceMinor`]}
              onChange={(part) =>
                form.setFieldValue(
                  'prices',
                  prices.map((each, at) => (at === place ? { ...each, ...part } : each)),
                )
              }
              onRemove={() =>
                form.setFieldValue(
                  'prices',
                  prices.filter((_each, at) => at !== place),
                )
              }
            />
          ))}
          <Group>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} />}
              onClick={() =>
                form.setFieldValue('prices', [...prices, { productId: '', fromQuantity: 1, priceMinor: 0 }])
              }
            >
              {t('products:addPrice')}
            </Button>
          </Group>
          <Refusal text={refusal ?? (form.errors.prices as string | undefined) ?? null} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

interface PriceFieldsProps {
  price: Price;
  /** From 0. */
  place: number;
  currency: string;
  error: unknown;
  onChange(part: Partial<Price>): void;
  onRemove(): void;
}

function PriceFields({ price, place, currency, error, onChange, onRemove }: PriceFieldsProps) {
  const { t } = useTranslation();
  const { data } = useQuery(productsQuery);
  const label = (field: string) => t(`products:price.${field}`);
  return (
    <Group align="flex-start" gap="xs" wrap="nowrap">
      <Select
        label={label('product')}
        data={(data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={price.productId || null}
        onChange={(productId) => onChange({ productId: productId ?? '' })}
        error={error as string | undefined}
        searchable
        allowDeselect={false}
        flex={1}
      />
      <NumberInput
        label={label('from')}
        min={1}
        allowDecimal={false}
        w={100}
        value={price.fromQuantity}
        onChange={(value) => onChange({ fromQuantity: Number(value) || 1 })}
      />
      <MinorInput
        label={label('price')}
        currency={/^[A-Z]{3}$/.test(currency) ? currency : 'USD'}
        amountMinor={price.priceMinor}
        onChange={(priceMinor) => onChange({ priceMinor })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        mt={24}
        aria-label={t('products:removePrice', { place: place + 1 })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}
