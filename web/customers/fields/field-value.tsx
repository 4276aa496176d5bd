import { Anchor, Badge, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldValue as Value } from '../../../server/customers/fields/schema.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Money, NoData } from '../../ui/money.tsx';
import { Count } from '../../ui/numbers.tsx';
import { useOwnerOptions } from '../queries.ts';
import type { FieldRow } from './queries.ts';

/** A value as its type is read: choices in their colors, links that open beside, money with its currency. */
export function FieldValue({ field, value }: { field: FieldRow; value: Value | undefined }) {
  const { t } = useTranslation();
  if (value === undefined) return <NoData />;
  if (field.type === 'choice' || field.type === 'multi_choice')
    return <ChoiceBadges field={field} keys={[value].flat().map(String)} />;
  if (field.type === 'member') return <MemberName userId={String(value)} />;
  if (typeof value === 'boolean') return t(`fields:value.${value ? 'yes' : 'no'}`);
  if (typeof value === 'number') return <Count value={value} />;
  if (typeof value === 'object' && 'amountMinor' in value)
    return <Money amountMinor={value.amountMinor} currency={value.currency} />;
  if (field.type === 'date') return <DateTime at={String(value)} />;
  if (field.type === 'link')
    return (
      <Anchor inherit href={String(value)} target="_blank" rel="noopener noreferrer nofollow">
        {String(value)
          .replace(/^https?:\/\/(www\.)?/, '')
          .replace(/\/$/, '')}
      </Anchor>
    );
  return String(value);
}

function ChoiceBadges({ field, keys }: { field: FieldRow; keys: string[] }) {
  const chosen = field.choices.filter(({ key }) => keys.includes(key));
  return (
    <Group gap={4} justify="inherit" component="span" display="inline-flex">
      {chosen.map(({ key, label, color }) => (
        <Badge key={key} variant="light" color={color} tt="none">
          {label}
        </Badge>
      ))}
    </Group>
  );
}

function MemberName({ userId }: { userId: string }) {
  const members = useOwnerOptions();
  return members.find(({ value }) => value === userId)?.label ?? <NoData />;
}
