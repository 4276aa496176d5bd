import { ActionIcon, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CYCLES } from '../../../server/customers/quotes/kinds.ts';
import { priceFor } from '../../../server/customers/quotes/rules.ts';
import { MinorInput } from '../../ui/minor-input.tsx';
import { type LineValues, toPercent } from './form-values.ts';
import type { PriceListRow, ProductRow } from './queries.ts';

interface LineFieldsProps {
  line: LineValues;
  /** From 0. */
  place: number;
  currency: string;
  products: readonly ProductRow[];
  /** Of the chosen list. */
  prices: PriceListRow['prices'];
  errorOf(field: string): ReactNode;
  onChange(part: Partial<LineValues>): void;
  onRemove: (() => void) | undefined;
}

/** One line; a chosen product fills it in, and everything can be said otherwise. */
export function LineFields({ line, place, products, prices, onChange, errorOf, ...rest }: LineFieldsProps) {
  const { t } = useTranslation();
  const label = (field: string) => t(`quotes:form.line.${field}`);
  const choose = (id: string | null) => {
    const product = products.find((each) => each.id === id);
    if (!product) return onChange({ productId: null });
    const { name, description, cycle, taxBasisPoints } = product;
    onChange({
      ...{
        productId: id,
        name,
        description: description ?? '',
        cycle,
        taxPercent: toPercent(taxBasisPoints),
      },
      priceMinor: priceFor(prices, product.id, line.quantity) ?? line.priceMinor,
    });
  };
  const offered = products.filter(({ isArchived, id }) => !isArchived || id === line.productId);
  return (
    <Group align="flex-start" gap="xs">
      <Select
        label={label('product')}
        placeholder={label('free')}
        data={offered.map(({ id, name, sku }) => ({ value: id, label: sku ? `${name} · ${sku}` : name }))}
        value={line.productId}
        onChange={choose}
        error={errorOf('productId')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('table.clearFilter', { name: label('product') }) }}
        flex="1 1 11rem"
      />
      <TextInput
        label={label('name')}
        required
        value={line.name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        error={errorOf('name')}
        flex="2 1 14rem"
      />
      <TextInput
        label={label('description')}
        value={line.description}
        onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
        error={errorOf('description')}
        flex="2 1 14rem"
      />
      <Amounts {...{ line, prices, onChange, errorOf, ...rest }} />
      {rest.onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          mt={24}
          aria-label={t('quotes:form.removeLine', { place: place + 1 })}
          onClick={rest.onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}

type AmountsProps = Pick<LineFieldsProps, 'line' | 'prices' | 'currency' | 'errorOf' | 'onChange'>;

function Amounts({ line, prices, currency, errorOf, onChange }: AmountsProps) {
  const { t } = useTranslation();
  const label = (field: string) => t(`quotes:form.line.${field}`);
  // The list's price for the new quantity, unless a price was typed that is not the list's for the old one.
  const setQuantity = (quantity: number) => {
    const listed = (count: number) => line.productId && priceFor(prices, line.productId, count);
    const follows = line.productId !== null && listed(line.quantity) === line.priceMinor;
    onChange({ quantity, ...(follows && { priceMinor: listed(quantity) || line.priceMinor }) });
  };
  const percent = (field: 'discountPercent' | 'taxPercent', path: string) => (
    <NumberInput
      label={label(field)}
      min={0}
      max={100}
      decimalScale={2}
      w={110}
      value={line[field]}
      onChange={(value) => onChange({ [field]: Number(value) || 0 })}
      error={errorOf(path)}
    />
  );
  return (
    <>
      <NumberInput
        label={label('quantity')}
        min={1}
        allowDecimal={false}
        w={100}
        value={line.quantity}
        onChange={(value) => setQuantity(Number(value) || 1)}
        error={errorOf('quantity')}
      />
      <MinorInput
        label={label('price')}
        currency={/^[A-Z]{3}$/.test(currency) ? currency : 'USD'}
        amountMinor={line.priceMinor}
        onChange={(priceMinor) => onChange({ priceMinor })}
        error={errorOf('priceMinor')}
      />
      <Select
        label={label('cycle')}
        allowDeselect={false}
        data={CYCLES.map((value) => ({ value, label: t(`products:cycle.${value}`) }))}
        value={line.cycle}
        onChange={(cycle) => cycle && onChange({ cycle })}
        w={150}
      />
      {percent('discountPercent', 'discountBasisPoints')}
      {percent('taxPercent', 'taxBasisPoints')}
    </>
  );
}
