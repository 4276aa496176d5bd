import { Text, Tooltip } from '@mantine/core';
import { useSession } from '../shell/session.ts';
import { useFormat } from './format.ts';

interface MoneyProps {
  /** Integer minor units; null is "no data", never zero. */
  amountMinor: number | null | undefined;
  /** ISO 4217; the workspace's where none is given. */
  currency?: string | null;
  /** $1.2M, with the whole amount on hover. */
  isShort?: boolean;
}

export function Money({ amountMinor, currency, isShort = false }: MoneyProps) {
  const format = useFormat();
  const { workspace } = useSession();
  if (amountMinor === null || amountMinor === undefined) return <NoData />;
  const code = currency ?? workspace.currency;
  const whole = format.money(amountMinor, code);
  const text = (
    <Text component="span" inherit className="figures">
      {isShort ? format.money(amountMinor, code, true) : whole}
    </Text>
  );
  return isShort ? <Tooltip label={whole}>{text}</Tooltip> : text;
}

/** A dash that says that the figure is missing. */
export function NoData() {
  return (
    <Text component="span" inherit c="dimmed">
      –
    </Text>
  );
}
